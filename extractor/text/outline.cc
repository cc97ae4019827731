// Headings and sentences, by the marks that begin them.
//
// These reports are numbered by a convention that official documents must keep
// (GB/T 9704): 一、 then (一) then 1. then (1), and inside a paragraph 一是,
// 二是. So a mark alone tells the depth of a heading:
//
//     一、推进依法行政                     depth 1
//     (一)完善决策机制。全年审查合同92份。   depth 2, heading up to 。
//     1.规范性文件管理                     depth 3
//     一是强化监督,全年检查5400次;         depth 5, heading up to ,
//
// A heading belongs to the last one above it that is shallower. The text is
// read line by line; in a line, a sentence ends at 。!? or where another
// heading begins. Marks are looked for where a sentence may begin, and after ;.
// Inside a sentence (一) only counts right after the words of a heading above
// it, and (二) as the next of its list: the 七(八)室 of a name opens nothing.
//
// Linear: a mark is at most five characters long, a heading is cut after 60
// characters and a sentence after 4,096.
#include "extractor/text/outline.h"

#include <algorithm>

#include "extractor/text/number.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// 99 of 100 headings in real reports have at most 45 characters; what goes on
// longer is the first sentence of a paragraph behind a mark.
constexpr size_t kLongestHeading = 60;
// A heading without a real mark ("3 2026年计划") is only told from prose by
// being a short line.
constexpr size_t kLongestLineHeading = 24;
// A longer sentence is cut, which keeps later stages linear in texts without
// stops. Sentences of real reports stay under 300 characters, tables that were
// flattened into one line may be longer.
constexpr size_t kLongestSentence = 4096;
// Longest numerals of marks: 二十三 and 99. What is longer is no list.
constexpr size_t kLongestListNumeral = 3;
constexpr size_t kMostListDigits = 2;

bool IsSentenceEnd(char16_t c) { return c == u'。' || c == u'!' || c == u'?'; }

bool IsListNumeral(char16_t c) { return ChineseDigit(c) > 0 || c == u'十'; }

// Where the numerals that begin at `i` end. What is longer than a mark's is
// read no further, as marks are asked for at each of a run of digits.
size_t EndOfListNumerals(View text, size_t i) {
  const size_t limit = i + kLongestListNumeral + 1;
  while (i < limit && IsListNumeral(At(text, i))) ++i;
  return i;
}

size_t EndOfDigits(View text, size_t i) {
  const size_t limit = i + kMostListDigits + 1;
  while (i < limit && IsDigit(At(text, i))) ++i;
  return i;
}

// The number that the mark of depth 2 at `i` counts, (三) as 3; 0 for one that
// is written in another way.
int ListNumber(View text, size_t i) {
  int tens = 0;
  int number = 0;
  for (i += At(text, i) == u'('; IsListNumeral(At(text, i)); ++i) {
    if (text[i] == u'十') {
      tens = number == 0 ? 1 : number;
      number = 0;
    } else {
      number = ChineseDigit(text[i]);
    }
  }
  return tens * 10 + number;
}

// 一、 (一) 一) 一是 at `i`, whose numeral begins at `numeral`.
HeadingMark ReadChineseMark(View text, size_t i, size_t numeral) {
  const size_t end = EndOfListNumerals(text, numeral);
  if (end - numeral > kLongestListNumeral) return {};
  const bool parenthesis = numeral > i;
  const char16_t next = At(text, end);
  if (next == u')') return {2, end + 1 - i};
  if (parenthesis) return {};
  if (next == u'、') return {1, end + 1 - i};
  if (next == u'是' && end == numeral + 1) return {5, end + 1 - i};
  return {};
}

// 1. 1、 (1) 1) at `i`, whose digits begin at `numeral`; not the 3.5 of 3.5%.
HeadingMark ReadDigitMark(View text, size_t i, size_t numeral) {
  const size_t end = EndOfDigits(text, numeral);
  if (end - numeral > kMostListDigits) return {};
  const bool parenthesis = numeral > i;
  const char16_t next = At(text, end);
  if (next == u')') return {4, end + 1 - i};
  if (!parenthesis && (next == u'.' || next == u'、') &&
      !IsDigit(At(text, end + 1))) {
    return {3, end + 1 - i};
  }
  return {};
}

}  // namespace

HeadingMark ReadHeadingMark(View text, size_t i) {
  const char16_t first = At(text, i);
  if (first == u'—') {
    return At(text, i + 1) == u'—' ? HeadingMark{3, 2} : HeadingMark{};
  }
  const size_t numeral = i + (first == u'(');
  if (IsListNumeral(At(text, numeral))) {
    return ReadChineseMark(text, i, numeral);
  }
  if (IsDigit(At(text, numeral))) return ReadDigitMark(text, i, numeral);
  return {};
}

namespace {

// 第三部分 at the begin of a line.
HeadingMark ReadPartMark(View line) {
  const size_t end = EndOfListNumerals(line, 1);
  const bool part = end > 1 && end <= 1 + kLongestListNumeral &&
                    line.substr(end, 2) == u"部分";
  return part ? HeadingMark{1, end + 2} : HeadingMark{};
}

// The words after a number are those of a heading: characters, or a year.
bool AreHeadingWords(View words) {
  return IsHan(At(words, 0)) ||
         (words.substr(0, 2) == u"20" && At(words, 4) == u'年');
}

// A heading whose mark counts only at the begin of a line: 第三部分 2026年安排,
// and, when the line is nothing but a heading, 3 2026年计划 and 1.4 物业治理.
HeadingMark ReadLineMark(View line) {
  if (At(line, 0) == u'第') return ReadPartMark(line);
  // Numbers such as 1.4.2, three levels deep at most.
  constexpr size_t kLongestNumber = 5;
  size_t end = 0;
  int depth = 3;
  while (IsDigit(At(line, end)) || (At(line, end) == u'.' && depth++ < 5)) {
    ++end;
  }
  if (end == 0 || end > kLongestNumber || At(line, end) != u' ') return {};
  const bool alone = line.size() <= kLongestLineHeading &&
                     line.find_first_of(u",。;:、|") == npos;
  return alone && AreHeadingWords(line.substr(end + 1))
             ? HeadingMark{depth, end + 1}
             : HeadingMark{};
}

class OutlineReader {
 public:
  explicit OutlineReader(View text) : text_(text) {}

  Outline Run(absl::Span<const CellSentence> cells) {
    size_t line = 0;
    size_t next_cell = 0;
    while (line < text_.size()) {
      size_t end = text_.find(u'\n', line);
      if (end == npos) end = text_.size();
      if (next_cell < cells.size() && cells[next_cell].begin == line) {
        outline_.sentences.push_back({line, end, section_, ++paragraph_,
                                      static_cast<int>(next_cell),
                                      cells[next_cell].part});
        ++next_cell;
      } else {
        ReadParagraph(line, end);
      }
      line = end + 1;
    }
    return std::move(outline_);
  }

 private:
  void ReadParagraph(size_t begin, size_t end) {
    ++paragraph_;
    size_t i = begin;
    while (i < end) {
      HeadingMark mark = ReadHeadingMark(text_, i);
      if (i == begin && mark.depth == 0) {
        mark = ReadLineMark(text_.substr(begin, end - begin));
      }
      if (mark.depth > 0) OpenSection(i, mark, end);
      const size_t stop =
          EndOfSentence(i + mark.length, std::min(end, i + kLongestSentence));
      outline_.sentences.push_back({i, stop, section_, paragraph_});
      i = stop;
    }
  }

  // The end of the sentence whose words begin at `words`, at most `limit`:
  // after the mark that ends it, or where the next heading begins.
  size_t EndOfSentence(size_t words, size_t limit) const {
    size_t stop = words;
    while (
        stop < limit && !IsSentenceEnd(text_[stop]) &&
        !(text_[stop] == u';' && ReadHeadingMark(text_, stop + 1).depth > 0) &&
        !(stop > words && StartsNestedHeading(stop))) {
      ++stop;
    }
    return stop < limit && !StartsNestedHeading(stop) ? stop + 1 : stop;
  }

  // True for the mark of depth 2 that stands right after other words on its
  // line: the (一) after the heading above it, or the next of a list whose
  // sentences have no stops. After a numeral it is part of a name: 七(八)室.
  bool StartsNestedHeading(size_t i) const {
    if (i == 0 || !IsHan(text_[i - 1]) || !MayNestHeading(i)) return false;
    const int number = ListNumber(text_, i);
    int sibling = section_;
    while (sibling >= 0 && outline_.sections[sibling].depth > 2) {
      sibling = outline_.sections[sibling].parent;
    }
    if (sibling < 0) return false;
    const OutlineSection& above = outline_.sections[sibling];
    if (above.depth == 2) return number == ListNumber(text_, above.begin) + 1;
    return number == 1 && i <= above.end;
  }

  // True for a (一) after what is no numeral. `i` is not the begin of the text.
  bool MayNestHeading(size_t i) const {
    return text_[i] == u'(' && !IsListNumeral(text_[i - 1]) &&
           ReadHeadingMark(text_, i).depth == 2;
  }

  void OpenSection(size_t begin, HeadingMark mark, size_t end) {
    OutlineSection section;
    section.begin = begin;
    section.mark = mark.length;
    section.depth = mark.depth;
    section.end = begin + mark.length;
    while (
        section.end < end && section.end - begin < kLongestHeading &&
        !IsSentenceEnd(text_[section.end]) && text_[section.end] != u':' &&
        !(section.end > begin + mark.length && MayNestHeading(section.end)) &&
        !(mark.depth == 5 && text_[section.end] == u',')) {
      ++section.end;
    }
    int parent = section_;
    while (parent >= 0 && outline_.sections[parent].depth >= mark.depth) {
      parent = outline_.sections[parent].parent;
    }
    section.parent = parent;
    section_ = static_cast<int>(outline_.sections.size());
    outline_.sections.push_back(section);
  }

  View text_;
  Outline outline_;
  // The innermost section that is open; -1 before the first.
  int section_ = -1;
  int paragraph_ = 0;
};

}  // namespace

std::u16string Outline::Path(View text, int section) const {
  std::u16string path;
  for (int s = section; s >= 0; s = sections[s].parent) {
    // 一是 and its like number sentences, not parts of the report.
    if (sections[s].depth > 4) continue;
    path.insert(0, text.substr(sections[s].begin, sections[s].mark));
  }
  return path;
}

Outline ReadOutline(View text, absl::Span<const CellSentence> cells) {
  return OutlineReader(text).Run(cells);
}

}  // namespace nianbao::extractor
