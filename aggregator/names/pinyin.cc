// ICU reads a character as it is read most often, which is not always how a
// place is called: 重庆 is no Zhongqing. common/data/place_readings.csv has the
// characters and words that places read otherwise.
//
// ICU takes some microseconds a character, a second for the names of all
// divisions; they have some thousand different characters, which are asked
// once, a line each.
#include "aggregator/names/pinyin.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "common/data/embedded_data.h"
#include "common/text/utf8.h"

namespace nianbao::aggregator {
namespace {

constexpr char kReadings[] = "Han-Latin; Latin-ASCII; Lower";
constexpr size_t kWord = 2;

// Pairs of a text and how it is read.
std::vector<std::pair<std::u16string, std::u16string>> PlaceReadings() {
  std::vector<std::pair<std::u16string, std::u16string>> readings;
  const std::vector<absl::string_view> lines =
      absl::StrSplit(EmbeddedPlaceReadings(), '\n', absl::SkipEmpty());
  for (size_t i = 1; i < lines.size(); ++i) {
    const std::pair<absl::string_view, absl::string_view> fields =
        absl::StrSplit(lines[i], absl::MaxSplits(',', 1));
    readings.emplace_back(
        FromUtf8(fields.first),
        FromUtf8(absl::StrReplaceAll(fields.second, {{" ", ""}})));
  }
  return readings;
}

}  // namespace

absl::StatusOr<Pinyin> Pinyin::Create(std::u16string_view alphabet) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> reader(
      icu::Transliterator::createInstance(kReadings, UTRANS_FORWARD, error));
  if (U_FAILURE(error)) {
    return absl::InternalError("ICU does not read Chinese characters");
  }
  const std::set<char16_t> characters(alphabet.begin(), alphabet.end());
  icu::UnicodeString lines;
  for (const char16_t c : characters) lines.append(c).append(u'\n');
  reader->transliterate(lines);
  std::string read;
  lines.toUTF8String(read);
  Pinyin pinyin;
  const std::vector<absl::string_view> readings = absl::StrSplit(read, '\n');
  size_t i = 0;
  for (const char16_t c : characters) {
    pinyin.characters_[c] =
        FromUtf8(absl::StrReplaceAll(readings[i++], {{" ", ""}}));
  }
  for (auto& [text, reading] : PlaceReadings()) {
    if (text.size() == 1) {
      pinyin.characters_[text[0]] = reading;
    } else {
      pinyin.words_[text] = reading;
    }
  }
  return pinyin;
}

std::u16string Pinyin::Of(std::u16string_view text) const {
  std::u16string pinyin;
  for (size_t i = 0; i < text.size();) {
    const auto word = words_.find(std::u16string(text.substr(i, kWord)));
    if (word != words_.end()) {
      pinyin += word->second;
      i += kWord;
      continue;
    }
    const auto character = characters_.find(text[i]);
    if (character == characters_.end()) {
      pinyin += text[i];
    } else {
      pinyin += character->second;
    }
    ++i;
  }
  return pinyin;
}

}  // namespace nianbao::aggregator
