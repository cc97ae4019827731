// A change is said by a verb, and a comparison makes sure of it.
//
//     增长5.2%             a share that grew is a change in any case
//     较上年增加12件       a count is one where it is compared
//     增加警力12名         without a comparison 增加 and 增长 are believed
//     新增警力12名         but not 新增 and 提高: what was added is a level
//     压缩12个环节         nor reductions: they are what was done
//     降幅31.9%, +5%, 2倍  nouns, marks and units that are changes themselves
// So the questions come in the order of how much they tell: marks and units,
// nouns, then the verb with its unit and comparison. A comparison holds for the
// whole clause and for a change that goes on from another:
//     较上年减少2,905次,降幅31.9%
//
// Each question looks at the end of the words before the figure: constant time,
// but for the search for a comparison in at most 64 characters.
#include "extractor/figures/change.h"

#include <algorithm>

#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// True for units that measure a change as they stand.
bool IsRelative(View unit) {
  return unit == u"%" || unit == u"‰" || unit == u"百分点" || unit == u"倍" ||
         unit == u"番";
}

// 是2015年的2.4倍, 为去年的1.5倍.
bool IsTimesOfYear(View left) {
  return EndsWith(left, u"年的") || EndsWith(left, u"同期的") ||
         EndsWith(left, u"年同期") || EndsWith(left, u"前的");
}

// True when the figure is compared with another time.
bool IsCompared(const FigureWords& words, int report_year,
                const Lexicon& lexicon) {
  const Reading* const previous = words.previous;
  const View left = words.Left();
  if (previous != nullptr &&
      (lexicon.IsBare(left) || IsOneOf(At(left, 0), u"多少高低"))) {
    // 较上年减少2,905次,降幅31.9%: the comparison goes on.
    if (previous->kind == v1::KIND_CHANGE && !left.empty()) return true;
    // 918件,上年为1103件,减少16.8%.
    if (previous->kind == v1::KIND_LEVEL && report_year > 0 &&
        previous->year == report_year - 1) {
      return true;
    }
  }
  return lexicon.comparison.In(words.ClauseBefore());
}

// 同比+5%, 案件增速为-1.2%.
int SignOfMark(const Figure& figure, View left, bool compared) {
  if (figure.sign == 0) return 0;
  if (IsOneOf(At(left, left.size() - 1), u"为达是")) left.remove_suffix(1);
  const bool of_growth = EndsWith(left, u"速") || EndsWith(left, u"幅") ||
                         EndsWith(left, u"增长率");
  return compared || of_growth ? figure.sign : 0;
}

int SignOfUnit(View left, View unit, bool compared) {
  if (unit == u"番") return 1;
  if (unit == u"倍" && (compared || IsTimesOfYear(left))) return 1;
  return 0;
}

// 比2022年多拆370平方米, 比上年少受理行政复议案件12件, 较上年高1.2个百分点:
// `more` or `less` opens what was done, right after the time compared with.
int SignOfMoreOrLess(View clause, View more, View less,
                     const Lexicon& lexicon) {
  for (size_t i = 0; i + 1 < clause.size(); ++i) {
    if (!IsOneOf(clause[i], u"比较")) continue;
    size_t end = i + lexicon.comparison.At(clause, i);
    if (end == i) continue;
    while (IsOneOf(At(clause, end), u"0123456789年同期度的")) ++end;
    if (IsOneOf(At(clause, end), more)) return 1;
    if (IsOneOf(At(clause, end), less)) return -1;
  }
  return 0;
}

// 增幅为5%, 降幅31.9%.
int SignOfNoun(View left, const Lexicon& lexicon) {
  // 全国增幅5% is no change of the issuer's.
  if (!lexicon.other_body.In(left)) {
    View noun = left;
    for (View filler : {u"为", u"达", u"达到", u"分别"}) {
      if (EndsWith(noun, filler)) noun.remove_suffix(filler.size());
    }
    for (View up :
         {u"增幅", u"升幅", u"涨幅", u"增长率", u"增长比例", u"上升比例"}) {
      if (EndsWith(noun, up)) return 1;
    }
    for (View down : {u"降幅", u"跌幅", u"减幅", u"下降率", u"下降比例"}) {
      if (EndsWith(noun, down)) return -1;
    }
  }
  return 0;
}

// The lengths of the words of change that the words before a figure end in; 0
// for none.
struct ChangeVerb {
  size_t up = 0;
  size_t down = 0;
  size_t reduction = 0;
};

// True when the verb makes a change of the figure without a comparison.
bool SaysChangeAlone(const ChangeVerb& verb, View left, View unit) {
  const size_t longest = std::max(verb.up, verb.down);
  if (verb.reduction >= longest) return false;
  if (IsRelative(unit)) return true;
  // A single character may end another word: 提升, 催升.
  if (longest == 1 && verb.reduction == 0) return false;
  return verb.up == 0 || EndsWith(left, u"增加") || EndsWith(left, u"增长");
}

int SignOfVerb(View left, View unit, bool compared, const Lexicon& lexicon) {
  for (View filler : {u"了", u"约", u"近", u"超过", u"超", u"逾"}) {
    if (EndsWith(left, filler)) left.remove_suffix(filler.size());
  }
  // 比去年的3%多了2.2个百分点.
  if (compared && IsRelative(unit) && !left.empty()) {
    if (IsOneOf(left.back(), u"多高")) return 1;
    if (IsOneOf(left.back(), u"少低")) return -1;
  }
  const ChangeVerb verb = {lexicon.up.Before(left, left.size()),
                           lexicon.down.Before(left, left.size()),
                           lexicon.reduction.Before(left, left.size())};
  if (verb.up == 0 && verb.down == 0 && verb.reduction == 0) return 0;
  if (EndsWith(left, u"新增")) return compared ? 1 : 0;
  if (!compared && !SaysChangeAlone(verb, left, unit)) return 0;
  return verb.up > 0 ? 1 : -1;
}

}  // namespace

int ChangeSign(const FigureWords& words, int report_year,
               const Lexicon& lexicon) {
  const View left = words.Left();
  const View unit = words.reading.figure.unit;
  if (EndsWith(left, u"净增")) return 1;
  const bool compared = IsCompared(words, report_year, lexicon);
  const Figure& figure = words.reading.figure;
  if (const int sign = SignOfMark(figure, left, compared)) return sign;
  if (const int sign = SignOfUnit(left, unit, compared)) return sign;
  if (const int sign = SignOfNoun(left, lexicon)) return sign;
  if (compared) {
    // Of the figure that ends the clause's comparison alone.
    const int sign = IsRelative(unit)
                         ? SignOfMoreOrLess(left, u"多高提", u"少低", lexicon)
                         : SignOfMoreOrLess(left, u"多", u"少", lexicon);
    if (sign != 0) return sign;
  }
  return SignOfVerb(left, unit, compared, lexicon);
}

}  // namespace nianbao::extractor
