#include "extractor/links/borrowed_links.h"

#include <algorithm>

#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// Figures before a part that may be its whole, and figures looked at for them.
constexpr int kWholes = 12;
constexpr size_t kFiguresBefore = 64;

}  // namespace

Link BorrowedLinks::OfWhatChanged(size_t i) const {
  const Reading& reading = readings_[i];
  size_t first = i;
  while (first > 0 && readings_[first].continues &&
         readings_[first - 1].kind == v1::KIND_CHANGE) {
    --first;
  }
  size_t last = i;
  while (last + 1 < readings_.size() && readings_[last + 1].continues &&
         readings_[last + 1].kind == v1::KIND_CHANGE) {
    ++last;
  }
  const size_t run = last - first + 1;
  if (first == 0) return {};
  size_t whole = first - 1;
  if (run > 1 && first >= run) whole = first - run + (i - first);
  if (!reading.bare) {
    whole = FigureInNamedUnit(i);
    if (whole == i) return {};
  }
  if (readings_[whole].sentence != reading.sentence ||
      readings_[whole].kind == v1::KIND_RANK) {
    return {};
  }
  const Link link = links_[whole];
  if (link.indicator < 0) return {};
  const bool rate = units_[link.indicator] == u"%";
  const View unit = reading.figure.unit;
  if (rate ? unit != u"百分点" && unit != u"%" : unit == u"百分点") return {};
  return {link.indicator, link.confidence * 0.97};
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
  return {links_[i - 1].indicator, links_[i - 1].confidence * 0.9};
}

bool BorrowedLinks::RepeatsWhole(size_t i, int indicator) const {
  if (!readings_[i].is_part) return false;
  const size_t first = i - std::min(i, kFiguresBefore);
  int wholes = 0;
  for (size_t k = i; k-- > first && wholes < kWholes;) {
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
