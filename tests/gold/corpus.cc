#include "tests/gold/corpus.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"

namespace nianbao::extractor {
namespace {

using google::protobuf::Struct;
using google::protobuf::Value;

absl::StatusOr<Struct> ParseJson(const std::string& json,
                                 const std::string& path) {
  Struct parsed;
  const auto status =
      google::protobuf::util::JsonStringToMessage(json, &parsed);
  if (!status.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": ", std::string(status.message())));
  }
  return parsed;
}

absl::StatusOr<Struct> ReadJson(const std::string& path) {
  const absl::StatusOr<std::string> json = ReadFile(path);
  if (!json.ok()) return json.status();
  return ParseJson(*json, path);
}

// An object without entries where the file does not exist.
absl::StatusOr<Struct> ReadOptionalJson(const std::string& path) {
  absl::StatusOr<Struct> parsed = ReadJson(path);
  if (absl::IsNotFound(parsed.status())) return Struct();
  return parsed;
}

const Value& Field(const Struct& object, const std::string& key) {
  const auto it = object.fields().find(key);
  return it == object.fields().end() ? Value::default_instance() : it->second;
}

const std::string& Text(const Struct& object, const std::string& key) {
  return Field(object, key).string_value();
}

std::optional<double> Number(const Struct& object, const std::string& key) {
  const Value& value = Field(object, key);
  if (value.kind_case() != Value::kNumberValue) return std::nullopt;
  return value.number_value();
}

// The n-th occurrence of a row's text, each searched from one character past
// the begin of the last.
absl::StatusOr<Stretch> Place(const Struct& row, const GoldDocument& document) {
  const std::string& text = Text(row, "text");
  const int occurrence =
      static_cast<int>(Number(row, "occurrence").value_or(1));
  size_t at = std::string::npos;
  for (int n = 0; n < occurrence; ++n) {
    at = document.text.find(text, at + 1);
    if (at == std::string::npos) {
      return absl::InvalidArgumentError(absl::StrCat(
          document.name, ": no occurrence ", occurrence, " of ", text));
    }
  }
  return Stretch{static_cast<int>(at), static_cast<int>(at + text.size())};
}

absl::StatusOr<GoldQuantity> ReadQuantity(const Struct& row,
                                          const GoldDocument& document) {
  const absl::StatusOr<Stretch> place = Place(row, document);
  if (!place.ok()) return place.status();
  GoldQuantity quantity;
  quantity.place = *place;
  quantity.value = Number(row, "value").value_or(0);
  quantity.unit = ComparableUnit(Text(row, "unit"));
  quantity.modifier = Text(row, "modifier");
  quantity.kind = Text(row, "kind");
  quantity.year = static_cast<int>(Number(row, "year").value_or(0));
  quantity.indicator = Text(row, "indicator");
  for (const Value& other : Field(row, "also").list_value().values()) {
    quantity.also.insert(other.string_value());
  }
  quantity.has_full = row.fields().contains("full");
  quantity.full = Text(row, "full");
  for (const Value& other : Field(row, "full_also").list_value().values()) {
    quantity.full_also.insert(other.string_value());
  }
  return quantity;
}

absl::Status ReadQuantities(const std::string& path, GoldDocument& document) {
  const absl::StatusOr<std::string> lines = ReadFile(path);
  if (!lines.ok()) return lines.status();
  for (absl::string_view line :
       absl::StrSplit(*lines, '\n', absl::SkipWhitespace())) {
    const absl::StatusOr<Struct> row = ParseJson(std::string(line), path);
    if (!row.ok()) return row.status();
    absl::StatusOr<GoldQuantity> quantity = ReadQuantity(*row, document);
    if (!quantity.ok()) return quantity.status();
    document.quantities.push_back(*std::move(quantity));
  }
  return absl::OkStatus();
}

void ReadMetadata(const Struct& meta, GoldDocument& document) {
  for (const char* key : {"script", "title", "issuer", "divisionCode", "level",
                          "year", "publishDate"}) {
    const Value& value = Field(meta, key);
    if (value.kind_case() == Value::kStringValue) {
      document.metadata[key] = value.string_value();
    } else if (value.kind_case() == Value::kNumberValue) {
      document.metadata[key] = absl::StrCat(value.number_value());
    }
  }
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

std::string ComparableUnit(const std::string& unit) {
  UErrorCode error = U_ZERO_ERROR;
  std::string folded;
  icu::Normalizer2::getNFKCInstance(error)
      ->normalize(icu::UnicodeString::fromUTF8(unit), error)
      .toUTF8String(folded);
  static const auto* const kSame =
      new std::map<std::string, std::string>{{"平米", "平方米"},
                                             {"个百分点", "百分点"},
                                             {"个工作日", "工作日"},
                                             {"大类", "类"},
                                             {"小类", "类"}};
  const auto it = kSame->find(folded);
  return it == kSame->end() ? folded : it->second;
}

absl::StatusOr<std::vector<GoldDocument>> ReadCorpus(
    const std::string& gold_folder, const std::string& text_folder) {
  const absl::StatusOr<Struct> meta = ReadJson(gold_folder + "/meta.json");
  if (!meta.ok()) return meta.status();
  const absl::StatusOr<Struct> ignore =
      ReadOptionalJson(gold_folder + "/ignore.json");
  if (!ignore.ok()) return ignore.status();
  const absl::StatusOr<Struct> diagnostics =
      ReadOptionalJson(gold_folder + "/diagnostics.json");
  if (!diagnostics.ok()) return diagnostics.status();

  std::map<std::string, GoldDocument> documents;
  for (const auto& [name, value] : meta->fields()) {
    GoldDocument& document = documents[name];
    document.name = name;
    absl::StatusOr<std::string> text = ReadFile(text_folder + "/" + name);
    if (!text.ok()) return text.status();
    document.text = *std::move(text);
    ReadMetadata(value.struct_value(), document);
    const absl::Status status = ReadQuantities(
        gold_folder + "/" + Text(value.struct_value(), "gold"), document);
    if (!status.ok()) return status;
    for (const Value& row : Field(*ignore, name).list_value().values()) {
      const absl::StatusOr<Stretch> place = Place(row.struct_value(), document);
      if (!place.ok()) return place.status();
      document.unscored.push_back(*place);
    }
    for (const Value& row : Field(*diagnostics, name).list_value().values()) {
      const Struct& d = row.struct_value();
      document.diagnostics.push_back(
          {Text(d, "code"), Text(d, "indicator"), Number(d, "printed"),
           Number(d, "computed"), Number(d, "suggested")});
    }
  }
  std::vector<GoldDocument> in_order;
  for (auto& [name, document] : documents) {
    in_order.push_back(std::move(document));
  }
  return in_order;
}

}  // namespace nianbao::extractor
