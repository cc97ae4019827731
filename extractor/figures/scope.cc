// Reports compare themselves: 全国平均93%, 全省第二. Such figures are read, but
// are no values of the issuer. Nor does a figure of some bodies stand for all
// of them: 个别部门出庭率不足80%. Both are told by the words before the figure.
#include "extractor/figures/scope.h"

#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// The words before the figure begin with the area they speak of, and not with
// something of the issuer's that is named after it (全国文明单位).
bool BeginsWithArea(View left, View area, const Lexicon& lexicon) {
  for (View lead : {u"、", u"而", u"目前", u"同期", u"和"}) {
    if (StartsWith(left, 0, lead)) left.remove_prefix(lead.size());
  }
  return StartsWith(left, 0, area) &&
         lexicon.own_of_nation.At(left, area.size()) == 0;
}

// 4个部门出庭率不足80%: the figure before counts the bodies that this rate is
// of, and they are not all.
bool IsRateOfCounted(const FigureWords& words, const Lexicon& lexicon) {
  const Reading* const bodies = words.previous;
  if (bodies == nullptr || bodies->figure.end != words.reading.left ||
      (bodies->figure.unit != u"个" && bodies->figure.unit != u"家") ||
      words.reading.figure.unit != u"%") {
    return false;
  }
  const View before = LeftOf(words.text, *bodies);
  return before.find(u'全') == npos && !Contains(before, u"所有") &&
         lexicon.counted_bodies.At(words.text, bodies->figure.end) > 0;
}

}  // namespace

v1::Scope ScopeOf(const FigureWords& words, bool is_province,
                  const Lexicon& lexicon) {
  const View left = words.Left();
  const bool other = lexicon.other_body.In(left) ||
                     BeginsWithArea(left, u"全国", lexicon) ||
                     (!is_province && BeginsWithArea(left, u"全省", lexicon));
  return other ? v1::SCOPE_OTHER : v1::SCOPE_ISSUER;
}

bool SpeaksOfSome(const FigureWords& words, const Lexicon& lexicon) {
  const View left = words.Left();
  for (size_t i = 0; i < left.size(); ++i) {
    const size_t some = lexicon.some.At(left, i);
    if (some > 0 && lexicon.some_bodies.At(left, i + some) > 0) return true;
  }
  return IsRateOfCounted(words, lexicon);
}

bool IsPartOfWhole(const FigureWords& words, const Lexicon& lexicon) {
  const View since = words.Since();
  const bool goes_on = words.previous != nullptr && words.previous->is_part &&
                       since.find(u';') == npos;
  return goes_on || lexicon.part.In(since);
}

}  // namespace nianbao::extractor
