// Figures that speak of others, and so take their links.
//
//     收到复议申请187件,同比增长12.5%       a change of the figure just before
//     来信52件、来访88件,分别增长3%、5%     as many changes as figures before:
//                                           each of the one in its place
//     接待88批、163人次,人次下降6%          a change that names a unit
//     总数突破1.8万户,达到18495户           the same thing said again
//     收到214件,其中收到书面申请30件        a part: not the whole once more
//
// A borrowed link is a little less sure than the one that was borrowed.
//
// Each question looks back within the sentence, at the figures of one list, or
// at 64 figures at most.
#include "extractor/links/borrowed_links.h"

#include <algorithm>

#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// Figures before a part that may be its whole, and figures looked at for them:
// a paragraph of parts may go on for long, but speaks of a whole near by.
constexpr int kMostWholes = 12;
constexpr size_t kFiguresBefore = 64;

// The share of its confidence that a link keeps when a change takes it, and
// when a figure says the one before it again. Fitted by hand on the annotated
// reports (tests/gold): changes follow what changed nearly always.
constexpr double kConfidenceOfChange = 0.97;
constexpr double kConfidenceOfSame = 0.9;

// A rate changes by percent or points, a count by anything but points.
bool CanChangeBy(bool rate, View unit) {
  return rate ? unit == u"百分点" || unit == u"%" : unit != u"百分点";
}

}  // namespace

Link BorrowedLinks::OfWhatChanged(size_t i) const {
  const size_t whole = FigureThatChanged(i);
  if (whole == i || readings_[whole].sentence != readings_[i].sentence ||
      readings_[whole].kind == v1::KIND_RANK) {
    return {};
  }
  const Link link = links_[whole];
  if (link.indicator < 0) return {};
  const bool rate = units_[link.indicator] == u"%";
  if (!CanChangeBy(rate, readings_[i].figure.unit)) return {};
  return {link.indicator, link.confidence * kConfidenceOfChange};
}

size_t BorrowedLinks::FigureThatChanged(size_t i) const {
  // The run of changes that are joined by conjunctions: 分别增长3%、5%.
  size_t first = i;
  while (first > 0 && readings_[first].continues &&
         readings_[first - 1].kind == v1::KIND_CHANGE) {
    --first;
  }
  if (first == 0) return i;
  if (!readings_[i].bare) return FigureInNamedUnit(i);
  size_t last = i;
  while (last + 1 < readings_.size() && readings_[last + 1].continues &&
         readings_[last + 1].kind == v1::KIND_CHANGE) {
    ++last;
  }
  const size_t run = last - first + 1;
  return run > 1 && first >= run ? first - run + (i - first) : first - 1;
}

size_t BorrowedLinks::FigureInNamedUnit(size_t i) const {
  const Reading& reading = readings_[i];
  const View left = text_.substr(reading.left, reading.left_end - reading.left);
  for (size_t k = i; k-- > 0;) {
    if (readings_[k].sentence != reading.sentence) break;
    const std::u16string& unit = readings_[k].figure.unit;
    const size_t at = left.rfind(unit);
    if (readings_[k].kind != v1::KIND_LEVEL || at == npos) continue;
    std::u16string rest(left);
    // The 次 of 人次 goes with a figure in 人.
    rest.erase(at, unit.size() + (At(left, at + unit.size()) == u'次'));
    if (lexicon_.IsBare(rest)) return k;
  }
  return i;
}

Link BorrowedLinks::OfSame(size_t i) const {
  const Reading& reading = readings_[i];
  if (i == 0 || reading.kind != v1::KIND_LEVEL || reading.is_part ||
      !lexicon_.IsBare(text_.substr(reading.figure.end,
                                    reading.right - reading.figure.end))) {
    return {};
  }
  const Reading& previous = readings_[i - 1];
  if (previous.sentence != reading.sentence ||
      previous.kind != v1::KIND_LEVEL ||
      previous.figure.unit != reading.figure.unit) {
    return {};
  }
  return {links_[i - 1].indicator,
          links_[i - 1].confidence * kConfidenceOfSame};
}

bool BorrowedLinks::RepeatsWhole(size_t i, int indicator) const {
  if (!readings_[i].is_part) return false;
  const size_t first = i - std::min(i, kFiguresBefore);
  int wholes = 0;
  for (size_t k = i; k-- > first && wholes < kMostWholes;) {
    if (outline_.sentences[readings_[k].sentence].paragraph !=
        outline_.sentences[readings_[i].sentence].paragraph) {
      return false;
    }
    if (readings_[k].is_part) continue;
    ++wholes;
    if (links_[k].indicator == indicator) return true;
  }
  return false;
}

}  // namespace nianbao::extractor
