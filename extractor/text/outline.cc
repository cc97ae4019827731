#include "extractor/text/outline.h"

#include <algorithm>

#include "extractor/text/number.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

constexpr size_t kLongestHeading = 60;
constexpr size_t kLongestLineHeading = 24;
// A longer sentence is cut; keeps later stages linear in texts without stops.
constexpr size_t kLongestSentence = 4096;

bool IsSentenceEnd(char16_t c) { return c == u'。' || c == u'!' || c == u'?'; }

bool IsListNumeral(char16_t c) { return ChineseDigit(c) > 0 || c == u'十'; }

}  // namespace

HeadingMark ReadHeadingMark(View text, size_t i) {
  const char16_t first = At(text, i);
  if (first != u'(' && first != u'—' && !IsListNumeral(first) &&
      !IsDigit(first)) {
    return {};
  }
  const bool parenthesis = first == u'(';
  size_t k = i + parenthesis;
  if (IsListNumeral(At(text, k))) {
    size_t end = k;
    while (IsListNumeral(At(text, end))) ++end;
    if (end - k > 3) return {};
    const char16_t next = At(text, end);
    if (next == u')') return {2, end + 1 - i};
    if (parenthesis) return {};
    if (next == u'、') return {1, end + 1 - i};
    if (next == u'是' && end == k + 1) return {5, end + 1 - i};
    return {};
  }
  if (IsDigit(At(text, k))) {
    size_t end = k;
    while (IsDigit(At(text, end))) ++end;
    const char16_t next = At(text, end);
    if (end - k > 2) return {};
    if (next == u')') return {4, end + 1 - i};
    if (!parenthesis && (next == u'.' || next == u'、') &&
        !IsDigit(At(text, end + 1))) {
      return {3, end + 1 - i};
    }
    return {};
  }
  if (At(text, i) == u'—' && At(text, i + 1) == u'—') return {3, 2};
  return {};
}

namespace {

// A heading whose mark counts only at the begin of a line: 第三部分 2026年安排,
// and, when the line is nothing but a heading, 3 2026年计划 and 1.4 物业治理.
HeadingMark ReadLineMark(View line) {
  size_t end = 0;
  if (At(line, 0) == u'第') {
    for (end = 1; IsListNumeral(At(line, end));) ++end;
    const bool part = end > 1 && end <= 4 && line.substr(end, 2) == u"部分";
    return part ? HeadingMark{1, end + 2} : HeadingMark{};
  }
  int depth = 3;
  while (IsDigit(At(line, end)) || (At(line, end) == u'.' && depth++ < 5)) {
    ++end;
  }
  const bool alone = line.size() <= kLongestLineHeading &&
                     line.find_first_of(u",。;:、|") == npos;
  if (end == 0 || end > 5 || !alone || At(line, end) != u' ' ||
      At(line, end + 1) == u'\0') {
    return {};
  }
  const bool words =
      At(line, end + 1) >= 0x3400 ||
      (line.substr(end + 1, 2) == u"20" && At(line, end + 5) == u'年');
  return words ? HeadingMark{depth, end + 1} : HeadingMark{};
}

class Reader {
 public:
  explicit Reader(View text) : text_(text) {}

  Outline Run() {
    size_t line = 0;
    while (line < text_.size()) {
      size_t end = text_.find(u'\n', line);
      if (end == npos) end = text_.size();
      ReadParagraph(line, end);
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
      size_t stop = i + mark.length;
      const size_t limit = std::min(end, i + kLongestSentence);
      while (stop < limit && !IsSentenceEnd(text_[stop]) &&
             !(text_[stop] == u';' &&
               ReadHeadingMark(text_, stop + 1).depth > 0) &&
             !(stop > i + mark.length && StartsNestedHeading(stop))) {
        ++stop;
      }
      if (stop < limit && !StartsNestedHeading(stop)) ++stop;
      outline_.sentences.push_back({i, stop, section_, paragraph_});
      i = stop;
    }
  }

  // (一) right after the text of a heading above it, on the same line.
  bool StartsNestedHeading(size_t i) const {
    return text_[i] == u'(' && ReadHeadingMark(text_, i).depth == 2 && i > 0 &&
           text_[i - 1] >= 0x3400;
  }

  void OpenSection(size_t begin, HeadingMark mark, size_t end) {
    OutlineSection section;
    section.begin = begin;
    section.mark = mark.length;
    section.depth = mark.depth;
    section.end = begin + mark.length;
    while (section.end < end && section.end - begin < kLongestHeading &&
           !IsSentenceEnd(text_[section.end]) && text_[section.end] != u':' &&
           !(section.end > begin + mark.length &&
             ReadHeadingMark(text_, section.end).depth == 2) &&
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
  int section_ = -1;
  int paragraph_ = 0;
};

}  // namespace

std::u16string Outline::Path(View text, int section) const {
  std::u16string path;
  for (int s = section; s >= 0; s = sections[s].parent) {
    if (sections[s].depth > 4) continue;
    path.insert(0, text.substr(sections[s].begin, sections[s].mark));
  }
  return path;
}

Outline ReadOutline(View text) { return Reader(text).Run(); }

}  // namespace nianbao::extractor
