// Joins the lines of a text that was laid out in columns.
//
// Text copied from a PDF, and some pages, break a paragraph wherever the line
// was full:
//     全年共受理行政复议申请214件,其中,经审查符合法定
//     条件予以受理的187件。
// Sentences would end there. The break is dropped where the line cannot be
// complete: it ends in a comma, or it is as long as a line of print, ends
// without punctuation and has some inside, so that it is prose and no title.
// It stays before a blank line, a heading and a label, and the offsets of what
// follows move with the text, so that spans stay exact.
//
// Costs one look at each line break; nothing is copied where none is dropped.
#include "extractor/text/rewrap.h"

#include <vector>

#include "extractor/text/outline.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// A line this long that ends without punctuation was broken by the page; a
// shorter one may be a title or a heading: the narrowest columns in print hold
// some 20 characters, and half of the headings have less than that.
constexpr size_t kShortestBrokenLine = 18;

// What labels above the text begin with: 来源:, 发布时间:.
constexpr View kLabels[] = {u"来源", u"发布", u"时间", u"日期", u"作者", u"信息",
                            u"浏览", u"字体", u"字号", u"成文", u"发表", u"公开"};
// Characters of a label up to its colon.
constexpr size_t kLongestLabel = 8;

// A title may have commas inside, too, and labels behind it.
bool IsLabel(View line) {
  if (line.substr(0, kLongestLabel).find(u':') == npos) return false;
  for (View label : kLabels) {
    if (StartsWith(line, 0, label)) return true;
  }
  return false;
}

// True when the line [begin, end) breaks off inside a sentence.
bool BreaksOff(View text, size_t begin, size_t end) {
  if (end == begin || end + 1 >= text.size() || text[end + 1] == u'\n' ||
      ReadHeadingMark(text, end + 1).depth > 0 ||
      IsLabel(text.substr(end + 1, kLongestLabel))) {
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

}  // namespace

void JoinBrokenLines(NormalizedText& text) {
  std::vector<size_t> breaks;
  size_t line = 0;
  for (size_t i = text.text.find(u'\n'); i != std::u16string::npos;
       i = text.text.find(u'\n', i + 1)) {
    if (BreaksOff(text.text, line, i)) breaks.push_back(i);
    line = i + 1;
  }
  if (breaks.empty()) return;
  // Moves what stays over what goes, from the first dropped break on.
  size_t kept = breaks.front();
  size_t next = 0;
  for (size_t i = kept; i < text.text.size(); ++i) {
    if (next < breaks.size() && breaks[next] == i) {
      ++next;
      continue;
    }
    text.text[kept] = text.text[i];
    text.offsets[kept] = text.offsets[i];
    ++kept;
  }
  text.offsets[kept] = text.offsets.back();
  text.text.resize(kept);
  text.offsets.resize(kept + 1);
}

}  // namespace nianbao::extractor
