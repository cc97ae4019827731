// A walk over the descriptors of ServerConfig finds its fields once: a field is
// the chain of descriptors from the configuration inwards, and the chain's
// names give its path and its variable.
//
//   chain      limits > max_calls (int32)
//   path       limits.max_calls          as errors and flags name it
//   variable   NIANBAO_LIMITS_MAX_CALLS
//
// A field that is added to the message has all three by itself. Repeated
// fields, such as auth.clients, are set in the file alone. There are some
// thirty fields, so that searching them one after another is quick enough for a
// program's start.
#include "common/config/config_fields.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace nianbao {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Adds the fields of `message`, which is at `parent`.
void AddFields(const Descriptor& message, const ConfigField& parent,
               std::vector<ConfigField>& fields) {
  for (int i = 0; i < message.field_count(); ++i) {
    ConfigField field = parent;
    field.push_back(message.field(i));
    if (message.field(i)->is_repeated()) continue;
    if (message.field(i)->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      AddFields(*message.field(i)->message_type(), field, fields);
    } else {
      fields.push_back(std::move(field));
    }
  }
}

std::string JoinNames(const ConfigField& field, absl::string_view separator) {
  return absl::StrJoin(field, separator,
                       [](std::string* out, const FieldDescriptor* part) {
                         out->append(part->name());
                       });
}

// The message that the field is in; made when it is not there.
Message& ParentOf(const ConfigField& field, v1::ServerConfig& config) {
  Message* parent = &config;
  for (std::size_t i = 0; i + 1 < field.size(); ++i) {
    parent = parent->GetReflection()->MutableMessage(parent, field[i]);
  }
  return *parent;
}

absl::Status MustBe(absl::string_view rule, const ConfigField& field) {
  return absl::InvalidArgumentError(
      absl::StrCat(FieldPath(field), ": must be ", rule));
}

}  // namespace

const std::vector<ConfigField>& ConfigFields() {
  static const auto& fields = *[] {
    auto* all = new std::vector<ConfigField>;
    AddFields(*v1::ServerConfig::descriptor(), {}, *all);
    return all;
  }();
  return fields;
}

std::string FieldPath(const ConfigField& field) {
  return JoinNames(field, ".");
}

std::string VariableOf(const ConfigField& field) {
  return absl::StrCat("NIANBAO_", absl::AsciiStrToUpper(JoinNames(field, "_")));
}

std::vector<std::string> ConfigSections() {
  std::vector<std::string> sections;
  const Descriptor& config = *v1::ServerConfig::descriptor();
  for (int i = 0; i < config.field_count(); ++i) {
    if (config.field(i)->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      sections.push_back(config.field(i)->name());
    }
  }
  return sections;
}

const ConfigField& FieldAt(absl::string_view path) {
  return *std::find_if(
      ConfigFields().begin(), ConfigFields().end(),
      [path](const ConfigField& field) { return FieldPath(field) == path; });
}

absl::Status SetField(const ConfigField& field, absl::string_view text,
                      v1::ServerConfig& config) {
  const FieldDescriptor* const last = field.back();
  switch (last->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32: {
      std::int32_t number = 0;
      if (!absl::SimpleAtoi(text, &number)) {
        return MustBe("a whole number", field);
      }
      SetNumber(field, number, config);
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_BOOL: {
      bool value = false;
      if (!absl::SimpleAtob(text, &value)) {
        return MustBe("true or false", field);
      }
      Message& parent = ParentOf(field, config);
      parent.GetReflection()->SetBool(&parent, last, value);
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_STRING: {
      Message& parent = ParentOf(field, config);
      parent.GetReflection()->SetString(&parent, last, std::string(text));
      return absl::OkStatus();
    }
    default:
      return MustBe("set in the file", field);
  }
}

std::optional<std::int32_t> NumberIn(const ConfigField& field,
                                     const v1::ServerConfig& config) {
  const Message* parent = &config;
  for (std::size_t i = 0; i + 1 < field.size(); ++i) {
    parent = &parent->GetReflection()->GetMessage(*parent, field[i]);
  }
  // A field without presence has one when it is not 0.
  if (!parent->GetReflection()->HasField(*parent, field.back())) {
    return std::nullopt;
  }
  return parent->GetReflection()->GetInt32(*parent, field.back());
}

void SetNumber(const ConfigField& field, std::int32_t number,
               v1::ServerConfig& config) {
  Message& parent = ParentOf(field, config);
  parent.GetReflection()->SetInt32(&parent, field.back(), number);
}

}  // namespace nianbao
