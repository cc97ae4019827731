// The page shows a document in either script without loading anything, so both
// are written into it. OpenCC converts by words and phrases (头发 is 頭髮, 发展
// is 發展), so that a line is converted whole, and then has to be cut into the
// runs of the original again. It replaces a character by one character nearly
// always, and so the n-th character of the result is that of the n-th of the
// original:
//
//   original   受理 | 56件 | 复议        2, 3 and 2 characters
//   whole      受理56件復議
//   cut        受理 | 56件 | 復議
//
// Where a phrase changes the number of characters the places are not known, and
// each run of that line is converted by itself: right character by character,
// but blind to words that a run's end cuts. Linear in the text.

#include "client/review/scripts.h"

#include <algorithm>
#include <exception>
#include <opencc/SimpleConverter.hpp>

#include "absl/strings/str_cat.h"

namespace nianbao::client {
namespace {

// True for a byte that no UTF-8 character continues with.
bool BeginsCharacter(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

size_t CountCharacters(absl::string_view utf8) {
  return std::count_if(utf8.begin(), utf8.end(), BeginsCharacter);
}

// The size in bytes of the first `count` characters.
size_t PrefixBytes(absl::string_view utf8, size_t count) {
  size_t i = 0;
  for (; i < utf8.size(); ++i) {
    if (BeginsCharacter(utf8[i]) && count-- == 0) break;
  }
  return i;
}

// Appends a string for each run of `line`. Throws what OpenCC throws.
void ConvertLine(const opencc::SimpleConverter& converter, const TextLine& line,
                 std::vector<std::string>& converted) {
  std::string original;
  for (const TextRun& run : line.runs) absl::StrAppend(&original, run.text);
  const std::string whole = converter.Convert(original);
  if (CountCharacters(whole) != CountCharacters(original)) {
    for (const TextRun& run : line.runs) {
      converted.push_back(converter.Convert(std::string(run.text)));
    }
    return;
  }
  absl::string_view rest = whole;
  for (const TextRun& run : line.runs) {
    const size_t size = PrefixBytes(rest, CountCharacters(run.text));
    converted.emplace_back(rest.substr(0, size));
    rest.remove_prefix(size);
  }
}

absl::StatusOr<std::vector<std::string>> ConvertLines(
    const opencc::SimpleConverter& converter,
    absl::Span<const TextLine> lines) {
  std::vector<std::string> converted;
  try {
    for (const TextLine& line : lines) {
      if (!line.runs.empty()) ConvertLine(converter, line, converted);
    }
  } catch (const std::exception& e) {
    return absl::InternalError(absl::StrCat("OpenCC: ", e.what()));
  }
  return converted;
}

}  // namespace

ScriptConverter::ScriptConverter() = default;
ScriptConverter::~ScriptConverter() = default;

absl::StatusOr<std::unique_ptr<ScriptConverter>> ScriptConverter::Create() {
  std::unique_ptr<ScriptConverter> result(new ScriptConverter());
  try {
    result->to_simplified_ =
        std::make_unique<opencc::SimpleConverter>("t2s.json");
    result->to_traditional_ =
        std::make_unique<opencc::SimpleConverter>("s2t.json");
  } catch (const std::exception& e) {
    return absl::InternalError(
        absl::StrCat("cannot read the OpenCC dictionaries: ", e.what()));
  }
  return result;
}

absl::StatusOr<std::vector<std::string>> ScriptConverter::Simplified(
    absl::Span<const TextLine> lines) const {
  return ConvertLines(*to_simplified_, lines);
}

absl::StatusOr<std::vector<std::string>> ScriptConverter::Traditional(
    absl::Span<const TextLine> lines) const {
  return ConvertLines(*to_traditional_, lines);
}

}  // namespace nianbao::client
