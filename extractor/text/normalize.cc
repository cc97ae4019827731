// From a document to the text that all rules read, in four passes.
//
//   1. UTF-8 is decoded, each character folded by the conversion table
//      (１２３ to 123, 「」 to “”), and blanks are dropped: the text
//        "共 受理１，２３４ 件" becomes "共受理1,234件".
//      Beside each unit its byte in the document is noted, so that evidence
//      can be quoted as it was printed: folding and simplifying replace units
//      one by one, and only dropping them moves what follows.
//   2. What was printed by mistake is dropped (noise.cc).
//   3. Traditional characters become Simplified, the longest phrase of OpenCC
//      first (乾隆 before 乾), and the characters that only one script uses are
//      counted on the way: they tell the document's script.
//   4. Straight quotation marks become curly ones, because rules ask where a
//      quotation begins and ends.
//
// Each pass costs a table look-up for a character, and the third one at most
// the length of the longest phrase for those that begin one. The buffers are
// sized once, by counting units first.
#include "extractor/text/normalize.h"

#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstddef>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "extractor/text/noise.h"
#include "extractor/text/number.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

bool IsAsciiWord(char16_t c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z');
}

// A document is of one script as long as the other has less than this share
// of the characters that only one of them uses: reports quote names in the
// other script, and pages have a word or two of it in their menus.
constexpr double kMixedShare = 0.1;

// The blank that stands for `printed`: U+2007, U+2009 and U+202F part groups of
// digits.
char16_t BlankOf(char16_t printed) {
  switch (printed) {
    case u'\u00A0':
    case u'\u2007':
    case u'\u2009':
    case u'\u202F':
      return kTightBlank;
    case u'\u3000':
      return kWideBlank;
    default:
      return u' ';
  }
}

// Writes units one by one, dropping blanks, into buffers of fixed size.
class Writer {
 public:
  // `out` takes at most `capacity` units.
  Writer(NormalizedText& out, size_t capacity) : out_(out) {
    out.text.resize(capacity);
    out.offsets.resize(capacity + 1);
  }

  // `printed` is what the folded `unit` was read from.
  void Put(char16_t unit, char16_t printed, uint32_t offset) {
    if (unit == ' ' || unit == '\t') {
      // Two blanks, or one after the other, part words whatever they are.
      blank_ = blank_ == 0 ? BlankOf(printed) : u' ';
      return;
    }
    if (blank_ != 0 && size_ > 0 && IsAsciiWord(unit) &&
        (IsAsciiWord(out_.text[size_ - 1]) || EndsListMark())) {
      Append(blank_, offset);
    }
    blank_ = 0;
    Append(unit, offset);
  }

  // Cuts the buffers to what was written, for a document of `bytes`.
  void Finish(size_t bytes) {
    out_.text.resize(size_);
    out_.offsets.resize(size_ + 1);
    out_.offsets[size_] = static_cast<uint32_t>(bytes);
  }

 private:
  // What was written ends in the mark of a list, 1. or 12. at the begin of its
  // line: the number behind it is no fraction of it.
  bool EndsListMark() const {
    constexpr size_t kMostDigits = 2;
    if (out_.text[size_ - 1] != u'.') return false;
    size_t i = size_ - 1;
    while (i > 0 && IsDigit(out_.text[i - 1])) {
      if (size_ - i > kMostDigits) return false;
      --i;
    }
    return i + 1 < size_ && (i == 0 || out_.text[i - 1] == u'\n');
  }

  void Append(char16_t unit, uint32_t offset) {
    out_.text[size_] = unit;
    out_.offsets[size_] = offset;
    ++size_;
  }

  NormalizedText& out_;
  size_t size_ = 0;
  // The blank that was read last, of those noise.h tells apart; 0 for none.
  char16_t blank_ = 0;
};

// Converts the text to Simplified characters and tells its script.
void Simplify(const ConversionTable& table, NormalizedText& out) {
  size_t traditional = 0, simplified = 0;
  std::u16string& text = out.text;
  for (size_t i = 0; i < text.size();) {
    if (!IsHan(text[i])) {
      ++i;
      continue;
    }
    traditional += table.IsTraditionalOnly(text[i]);
    simplified += table.IsSimplifiedOnly(text[i]);
    if (!table.MayChange(text[i])) {
      ++i;
      continue;
    }
    std::u16string_view converted;
    const size_t n = table.MatchPhrase(text, i, &converted);
    if (n > 0) {
      for (size_t k = 1; k < n; ++k) {
        traditional += table.IsTraditionalOnly(text[i + k]);
        simplified += table.IsSimplifiedOnly(text[i + k]);
      }
      text.replace(i, n, converted);
      i += n;
    } else {
      text[i] = table.Simplify(text[i]);
      ++i;
    }
  }
  const double all = static_cast<double>(traditional + simplified);
  if (all == 0) return;
  out.script = traditional / all < kMixedShare  ? v1::SCRIPT_HANS
               : simplified / all < kMixedShare ? v1::SCRIPT_HANT
                                                : v1::SCRIPT_MIXED;
}

// Writes "放管服" as “放管服”: straight marks open and close by turns. Those of
// a line with an odd number of them stay, because one of them stands for
// something else (inches, a stray mark) and nobody can tell which.
void PairQuotationMarks(std::u16string& text) {
  for (size_t line = 0; line < text.size();) {
    const size_t end = std::min(text.find(u'\n', line), text.size());
    const auto first = text.begin() + static_cast<std::ptrdiff_t>(line);
    const auto last = text.begin() + static_cast<std::ptrdiff_t>(end);
    if (std::count(first, last, u'"') % 2 == 0) {
      bool open = false;
      for (auto mark = std::find(first, last, u'"'); mark != last;
           mark = std::find(mark, last, u'"')) {
        open = !open;
        *mark = open ? u'“' : u'”';
      }
    }
    line = end + 1;
  }
}

}  // namespace

absl::StatusOr<NormalizedText> Normalize(absl::string_view document,
                                         const ConversionTable& table) {
  NormalizedText out;
  out.document = document;
  // Before anything is dropped.
  Writer writer(out, Utf16Length(document));
  const auto* bytes = reinterpret_cast<const uint8_t*>(document.data());
  const int32_t size = static_cast<int32_t>(document.size());
  for (int32_t i = 0; i < size;) {
    const int32_t begin = i;
    UChar32 c;
    U8_NEXT(bytes, i, size, c);
    if (c <= 0) {
      return BadRequest("document.content",
                        absl::StrCat(c < 0 ? "is not valid UTF-8" : "has a NUL",
                                     " at byte ", begin));
    }
    if (c > 0xFFFF) {
      writer.Put(U16_LEAD(c), U16_LEAD(c), begin);
      writer.Put(U16_TRAIL(c), U16_TRAIL(c), begin);
    } else if (c == '\r') {
      // "\r\n" is one line break, "\r" alone is one, too.
      if (i >= size || bytes[i] != '\n') writer.Put('\n', '\n', begin);
    } else if (const char16_t folded = table.Fold(c); folded != 0) {
      writer.Put(folded, static_cast<char16_t>(c), begin);
    }
  }
  writer.Finish(document.size());
  DropNoise(out);
  Simplify(table, out);
  // Most documents have no straight marks: the search costs less than the pass.
  if (absl::StrContains(document, "\"") || absl::StrContains(document, "＂")) {
    PairQuotationMarks(out.text);
  }
  return out;
}

}  // namespace nianbao::extractor
