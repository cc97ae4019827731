#include "client/commands/finding/word_search.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <memory>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "client/output/printable.h"
#include "common/text/conversion_table.h"
#include "common/text/utf8.h"

namespace nianbao::client {
namespace {

constexpr char kReadings[] = "Han-Latin; Latin-ASCII; Lower";

// `text`, UTF-8, in Simplified characters and small letters.
std::string Normal(const ConversionTable& conversion, const std::string& text) {
  std::u16string normal;
  for (const char16_t unit : FromUtf8(absl::AsciiStrToLower(text))) {
    const char16_t folded = conversion.Fold(unit);
    if (folded != 0) normal += folded;
  }
  for (size_t i = 0; i < normal.size();) {
    std::u16string_view converted;
    const size_t length = conversion.MatchPhrase(normal, i, &converted);
    if (length > 0) {
      normal.replace(i, length, converted);
      i += length;
    } else {
      normal[i] = conversion.Simplify(normal[i]);
      ++i;
    }
  }
  return ToUtf8(normal);
}

// The pinyin of the Chinese names, without tones and blanks, in their order;
// empty where ICU has no Chinese. All are read at once: most of the time goes
// into beginning.
std::vector<std::string> PinyinOf(
    const std::vector<v1::Indicator>& indicators) {
  std::vector<std::string> pinyin(indicators.size());
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> reader(
      icu::Transliterator::createInstance(kReadings, UTRANS_FORWARD, error));
  if (U_FAILURE(error)) return pinyin;
  icu::UnicodeString lines;
  for (const v1::Indicator& indicator : indicators) {
    lines.append(icu::UnicodeString::fromUTF8(indicator.display_name_zh()));
    lines.append(u'\n');
  }
  reader->transliterate(lines);
  std::string read;
  lines.toUTF8String(read);
  const std::vector<std::string> readings = absl::StrSplit(read, '\n');
  for (size_t i = 0; i < pinyin.size() && i < readings.size(); ++i) {
    pinyin[i] = absl::StrReplaceAll(readings[i], {{" ", ""}});
  }
  return pinyin;
}

bool IsLetters(const std::string& word) {
  return absl::c_all_of(word, absl::ascii_isalpha);
}

}  // namespace

absl::StatusOr<WordSearch> WordSearch::Create(
    const std::vector<std::string>& words) {
  const absl::StatusOr<std::unique_ptr<const ConversionTable>> conversion =
      ConversionTable::Create();
  if (!conversion.ok()) return conversion.status();
  std::vector<std::string> normal;
  for (const std::string& text : words) {
    const std::string converted = Normal(**conversion, WithoutControls(text));
    for (const absl::string_view word :
         absl::StrSplit(converted, ' ', absl::SkipWhitespace())) {
      normal.push_back(std::string(absl::StripAsciiWhitespace(word)));
    }
  }
  if (normal.empty()) {
    return absl::InvalidArgumentError("give a word to search for");
  }
  return WordSearch(std::move(normal));
}

bool WordSearch::AllIn(const std::string& text) const {
  return absl::c_all_of(words_, [&](const std::string& word) {
    return absl::StrContains(text, word);
  });
}

std::vector<const v1::Indicator*> WordSearch::FindIn(
    const std::vector<v1::Indicator>& indicators) const {
  const std::vector<std::string> pinyin =
      absl::c_any_of(words_, IsLetters)
          ? PinyinOf(indicators)
          : std::vector<std::string>(indicators.size());
  std::vector<const v1::Indicator*> found;
  std::vector<const v1::Indicator*> in_parts;
  for (size_t i = 0; i < indicators.size(); ++i) {
    const v1::Indicator& indicator = indicators[i];
    const std::string english =
        absl::AsciiStrToLower(indicator.display_name_en());
    const std::string id(absl::StripPrefix(indicator.name(), "indicators/"));
    if (AllIn(id) || AllIn(indicator.display_name_zh()) || AllIn(english)) {
      found.push_back(&indicator);
    } else if (AllIn(absl::StrCat(indicator.name(), "\n",
                                  indicator.display_name_zh(), "\n", english,
                                  "\n", absl::AsciiStrToLower(indicator.note()),
                                  "\n", pinyin[i]))) {
      in_parts.push_back(&indicator);
    }
  }
  found.insert(found.end(), in_parts.begin(), in_parts.end());
  return found;
}

}  // namespace nianbao::client
