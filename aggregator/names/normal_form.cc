#include "aggregator/names/normal_form.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/text/utf8.h"

namespace nianbao::aggregator {
namespace {

constexpr char16_t kLastAscii = 0x7F;
// Punctuation of Chinese that folding leaves as it is.
constexpr std::u16string_view kMarks = u"、。·“”‘’《》—…";

bool IsMark(char16_t c) {
  return c <= kLastAscii ? !absl::ascii_isalnum(static_cast<unsigned char>(c))
                         : kMarks.find(c) != std::u16string_view::npos;
}

}  // namespace

std::u16string NormalForm(const ConversionTable& conversion,
                          absl::string_view text) {
  std::u16string folded;
  for (const char16_t unit : FromUtf8(text)) {
    const char16_t c = conversion.Fold(unit);
    if (c == 0 || IsMark(c)) continue;
    folded += c > kLastAscii ? c
                             : static_cast<char16_t>(absl::ascii_tolower(
                                   static_cast<unsigned char>(c)));
  }
  for (size_t i = 0; i < folded.size();) {
    std::u16string_view converted;
    const size_t length = conversion.MatchPhrase(folded, i, &converted);
    if (length > 0) {
      folded.replace(i, length, converted);
      i += length;
    } else {
      folded[i] = conversion.Simplify(folded[i]);
      ++i;
    }
  }
  return folded;
}

std::string SortedWords(absl::string_view english) {
  std::string letters(english);
  for (char& c : letters) {
    c = absl::ascii_isalnum(static_cast<unsigned char>(c))
            ? absl::ascii_tolower(static_cast<unsigned char>(c))
            : ' ';
  }
  std::vector<absl::string_view> words =
      absl::StrSplit(letters, ' ', absl::SkipEmpty());
  std::sort(words.begin(), words.end());
  return absl::StrJoin(words, " ");
}

bool IsAscii(std::u16string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char16_t c) { return c <= kLastAscii; });
}

}  // namespace nianbao::aggregator
