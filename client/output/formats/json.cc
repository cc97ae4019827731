#include "client/output/formats/json.h"

#include <cstdint>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/message.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/type_resolver_util.h"

namespace nianbao::client {
namespace {

constexpr char kTypes[] = "type.googleapis.com";

// With maps in the order of their keys.
std::string Serialize(const google::protobuf::Message& message) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    message.SerializeToCodedStream(&coded);
  }
  return bytes;
}

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

// Copies the JSON of a message, with the quotes of 64-bit integers taken off.
// The text is what protobuf writes: without spaces, and right.
class IntegerUnquoter {
 public:
  explicit IntegerUnquoter(absl::string_view json) : rest_(json) {}

  std::string Unquote(const Descriptor& type) {
    if (rest_[0] == '{') {
      CopyObject([&type](absl::string_view name) {
        return type.FindFieldByCamelcaseName(std::string(name));
      });
    } else {
      // A message with a form of its own, as ListValue and Timestamp have.
      Copy(rest_.size());
    }
    return std::move(copy_);
  }

 private:
  void Copy(size_t size) {
    absl::StrAppend(&copy_, rest_.substr(0, size));
    rest_.remove_prefix(size);
  }

  // The length of the string that comes next, with its quotes.
  size_t StringSize() const {
    size_t end = 1;
    while (rest_[end] != '"') end += rest_[end] == '\\' ? 2 : 1;
    return end + 1;
  }

  // field_of(name) is the field of a member, null where it is none.
  template <typename FieldOf>
  void CopyObject(FieldOf field_of) {
    Copy(1);
    while (rest_[0] != '}') {
      if (rest_[0] == ',') Copy(1);
      const size_t size = StringSize();
      const FieldDescriptor* const field = field_of(rest_.substr(1, size - 2));
      Copy(size + 1);
      CopyValue(field);
    }
    Copy(1);
  }

  void CopyValue(const FieldDescriptor* field) {
    switch (rest_[0]) {
      case '{':
        CopyMembers(field);
        break;
      case '[':
        Copy(1);
        while (rest_[0] != ']') {
          if (rest_[0] == ',') Copy(1);
          CopyValue(field);
        }
        Copy(1);
        break;
      case '"':
        CopyString(field);
        break;
      default:
        Copy(rest_.find_first_of(",]}"));
    }
  }

  void CopyMembers(const FieldDescriptor* field) {
    const Descriptor* const type =
        field == nullptr ? nullptr : field->message_type();
    CopyObject([&](absl::string_view name) -> const FieldDescriptor* {
      if (type == nullptr) return nullptr;
      if (field->is_map()) return type->map_value();
      return type->FindFieldByCamelcaseName(std::string(name));
    });
  }

  void CopyString(const FieldDescriptor* field) {
    // Up to here each integer is a double, too.
    constexpr int64_t kExact = int64_t{1} << 53;
    const size_t size = StringSize();
    int64_t number = 0;
    const bool is_exact =
        field != nullptr &&
        (field->cpp_type() == FieldDescriptor::CPPTYPE_INT64 ||
         field->cpp_type() == FieldDescriptor::CPPTYPE_UINT64) &&
        absl::SimpleAtoi(rest_.substr(1, size - 2), &number) &&
        number >= -kExact && number <= kExact;
    if (!is_exact) {
      Copy(size);
      return;
    }
    rest_.remove_prefix(1);
    Copy(size - 2);
    rest_.remove_prefix(1);
  }

  absl::string_view rest_;
  std::string copy_;
};

}  // namespace

std::string ToJson(const google::protobuf::Message& message) {
  // MessageToJsonString does the same, but maps come in another order each
  // time.
  static google::protobuf::util::TypeResolver* const resolver =
      google::protobuf::util::NewTypeResolverForDescriptorPool(
          kTypes, google::protobuf::DescriptorPool::generated_pool());
  std::string json;
  // Fails only on an Any of unknown type or a time out of range, which no
  // message that is printed holds.
  (void)google::protobuf::util::BinaryToJsonString(
      resolver, absl::StrCat(kTypes, "/", message.GetDescriptor()->full_name()),
      Serialize(message), &json);
  if (json.empty()) return json;
  return IntegerUnquoter(json).Unquote(*message.GetDescriptor());
}

}  // namespace nianbao::client
