// Joins the lines of a text that was laid out in columns.
//
// Text copied from a PDF, and some pages, break a paragraph wherever the line
// was full:
//     全年共受理行政复议申请214件,其中,经审查符合法定
//     条件予以受理的187件。
// Sentences would end there. The break is dropped where the line cannot be
// complete: it ends in a comma, or it is as long as a line of print, ends
// without punctuation and has some inside, so that it is prose and no title.
// It stays before a blank line and before a heading, and the offsets of what
// follows move with the text, so that spans stay exact. A number is also joined
// where it was broken itself, or from its unit:
//     行政处罚案件1,2            行政处罚案件1245
//     45件                       件,行政检查3200次。
// The number of a page between two lines (— 3 —, 第3页 共12页) goes, with the
// blank lines around it.
//
// Costs one look at each line; nothing is copied where nothing is dropped.
#include "extractor/text/rewrap.h"

#include <algorithm>
#include <vector>

#include "extractor/text/number.h"
#include "extractor/text/outline.h"
#include "extractor/text/utf16.h"
#include "extractor/text/words.h"

namespace nianbao::extractor {
namespace {

// A line this long that ends without punctuation was broken by the page; a
// shorter one may be a title or a heading: the narrowest columns in print hold
// some 20 characters, and half of the headings have less than that.
constexpr size_t kShortestBrokenLine = 18;

// A stretch of the text that goes.
struct Dropped {
  size_t begin = 0;
  size_t end = 0;
};

size_t EndOfNumber(View line, size_t i) {
  while (IsDigit(At(line, i))) ++i;
  return i;
}

// What labels above the text begin with: 来源:, 发布时间:.
constexpr View kLabels[] = {u"来源", u"发布", u"时间", u"日期",
                            u"作者", u"信息", u"浏览", u"字体",
                            u"字号", u"成文", u"发表", u"公开"};
// Characters of a label up to its colon.
constexpr size_t kLongestLabel = 8;

// A title may have commas inside, too, and labels behind it.
bool IsLabel(View line) {
  return line.substr(0, kLongestLabel).find(u':') != npos &&
         StartsWithAny(line, kLabels);
}

// A line that is the number of a page: — 3 —, -3-, 第3页, 第3页共12页, 3/12页.
bool IsPageNumber(View line) {
  constexpr size_t kLongest = 16;
  if (line.size() > kLongest) return false;
  if (IsOneOf(At(line, 0), u"—-–·") && line.size() > 2) {
    const size_t begin = line.find_first_not_of(u"—-–· ");
    if (begin == npos) return false;
    const size_t end = EndOfNumber(line, begin);
    return end > begin && end < line.size() &&
           line.find_first_not_of(u"—-–· ", end) == npos;
  }
  if (line.substr(0, 1) != u"第" && line.substr(0, 1) != u"共" &&
      !IsDigit(At(line, 0))) {
    return false;
  }
  return line.back() == u'页' &&
         IsOneOf(At(line, EndOfNumber(line, 1)), u"页/") &&
         line.find_first_not_of(u"第共页,/0123456789 ") == npos;
}

// True when the number that ends before `end` goes on at `next`: 1,2 and 45.
bool BreaksNumber(View text, size_t end, size_t next) {
  constexpr size_t kThousands = 3;
  if (!IsDigit(text[end - 1])) return false;
  size_t group = end;
  while (group > 0 && end - group <= kThousands && IsDigit(text[group - 1])) {
    --group;
  }
  const size_t digits = end - group;
  return digits < kThousands && group > 1 && text[group - 1] == u',' &&
         IsDigit(text[group - 2]) &&
         EndOfNumber(text.substr(0, std::min(text.size(), next + kThousands)),
                     next) == next + kThousands - digits;
}

// True when the unit of the number that ends before `end` begins the line at
// `next`: it stands there alone, or a mark follows it.
bool BreaksUnit(View text, size_t end, size_t next) {
  if (!IsDigit(text[end - 1]) ||
      !IsOneOf(At(text, next), u"件人个次项份场期条户家起宗处名万亿元%")) {
    return false;
  }
  size_t after = next + 1;
  if (IsOneOf(At(text, after), u"次元件人")) ++after;
  return after >= text.size() || IsOneOf(text[after], u"\n,。;、:)(");
}

// What goes on behind a number that a line ends in.
constexpr View kBehindNumbers =
    u"余多平件人个次项份场期条户家起宗处名万亿元辆台篇";

bool IsLoneNumber(View text, size_t begin, size_t end) {
  constexpr size_t kMostDigits = 8;
  return end > begin && end - begin <= kMostDigits && IsDigit(text[begin]) &&
         EndOfNumber(text, begin) == end;
}

// The line at `at` goes on with words behind a number. A unit alone is a cell.
bool GoesOnBehindNumber(View text, size_t at) {
  constexpr size_t kShortest = 3;
  const size_t end = std::min(text.find(u'\n', at), text.size());
  return end >= at + kShortest && IsOneOf(text[at], kBehindNumbers);
}

// True at either break of 出动 | 8000 | 余人次,发放, as a page prints that has
// each number in an element of its own.
bool BreaksLoneNumber(View text, size_t begin, size_t end, size_t next) {
  if (IsLoneNumber(text, begin, end)) {
    return begin >= 2 && IsHan(text[begin - 2]) &&
           GoesOnBehindNumber(text, next);
  }
  const size_t stop = std::min(text.find(u'\n', next), text.size());
  return IsLoneNumber(text, next, stop) && IsHan(text[end - 1]) &&
         stop < text.size() && GoesOnBehindNumber(text, stop + 1);
}

// True when the line [begin, end) breaks off inside a sentence that goes on in
// the line at `next`.
bool BreaksOff(View text, size_t begin, size_t end, size_t next) {
  if (end == begin || next >= text.size()) return false;
  if (BreaksNumber(text, end, next) || BreaksUnit(text, end, next) ||
      BreaksLoneNumber(text, begin, end, next)) {
    return true;
  }
  if (text[next] == u'\n' || ReadHeadingMark(text, next).depth > 0 ||
      IsLabel(text.substr(next, kLongestLabel))) {
    return false;
  }
  const char16_t last = text[end - 1];
  if (last == u',' || last == u'、') return true;
  const bool open_ended = IsHan(last) || (last >= u'0' && last <= u'9');
  if (!open_ended || end - begin < kShortestBrokenLine) return false;
  // A full stop inside makes it prose for certain; a comma does so only where
  // the line is no heading, which may have commas.
  const View line = text.substr(begin, end - begin);
  return line.find(u'。') != npos || (line.find_first_of(u",;、") != npos &&
                                      ReadHeadingMark(text, begin).depth == 0);
}

// The begin of the line after the page numbers that follow the line break `at`,
// and the blank lines around them; at + 1 where there are none.
size_t SkipPageNumbers(View text, size_t at) {
  // Lines looked at before the first page number, and after each.
  constexpr int kLinesAround = 3;
  size_t after = at + 1;
  int lines = 0;
  for (size_t line = at + 1; line < text.size() && lines++ < kLinesAround;) {
    const size_t end = std::min(text.find(u'\n', line), text.size());
    const bool page = IsPageNumber(text.substr(line, end - line));
    if (!page && end > line) break;
    line = end + 1;
    if (page) lines = 0;
    if (page || after > at + 1) after = std::min(line, text.size());
  }
  return after;
}

// What of the text goes: breaks inside sentences, and page numbers.
std::vector<Dropped> FindDropped(const NormalizedText& text) {
  const View units = text.text;
  std::vector<Dropped> dropped;
  size_t line = 0;
  size_t next_cell = 0;
  for (size_t i = units.find(u'\n'); i != npos; i = units.find(u'\n', i)) {
    while (next_cell < text.cells.size() &&
           text.cells[next_cell].begin <= line) {
      ++next_cell;
    }
    const size_t next = SkipPageNumbers(units, i);
    const bool cell =
        next_cell < text.cells.size() && text.cells[next_cell].begin == next;
    if (!cell && BreaksOff(units, line, i, next)) {
      dropped.push_back({i, next});
    } else if (next > i + 1) {
      dropped.push_back({i + 1, next});
    }
    line = next;
    i = next;
  }
  return dropped;
}

// Moves the cells to where their units have moved.
void MoveCells(const std::vector<Dropped>& dropped,
               std::vector<CellSentence>& cells) {
  size_t next = 0;
  size_t gone = 0;
  for (CellSentence& cell : cells) {
    for (; next < dropped.size() && dropped[next].begin < cell.begin; ++next) {
      gone += dropped[next].end - dropped[next].begin;
    }
    for (size_t* place :
         {&cell.begin, &cell.end, &cell.cell_begin, &cell.cell_end}) {
      *place -= gone;
    }
  }
}

}  // namespace

void JoinBrokenLines(NormalizedText& text) {
  const std::vector<Dropped> dropped = FindDropped(text);
  if (dropped.empty()) return;
  // Moves what stays over what goes, from the first dropped stretch on.
  size_t kept = dropped.front().begin;
  size_t next = 0;
  for (size_t i = kept; i < text.text.size(); ++i) {
    if (next < dropped.size() && dropped[next].begin == i) {
      i = dropped[next++].end - 1;
      continue;
    }
    text.text[kept] = text.text[i];
    text.offsets[kept] = text.offsets[i];
    ++kept;
  }
  text.offsets[kept] = text.offsets.back();
  text.text.resize(kept);
  text.offsets.resize(kept + 1);
  MoveCells(dropped, text.cells);
}

}  // namespace nianbao::extractor
