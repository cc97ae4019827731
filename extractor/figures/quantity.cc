// Quantities are looked for wherever a number may begin.
//
//     全年共受理约1,573件,较上年增长近三成,《2021年规划》完成百分之九十五。
//                 ^~~~~~           ^~~    ^ skipped    ^~~~~~~~~~~
// Most characters begin no number and are passed by one look into a table.
// Where one may begin, forms are tried in this order:
//   第…, 居首        ranks                              (worded_quantity.h)
//   百分之…, 一半    fractions                          (worded_quantity.h)
//   三成, 翻两番     tenths and doublings               (worded_quantity.h)
//   number + unit    558件, 3-5个工作日, 三十余场       (counted_quantity.h)
// A number that is part of a name counts nothing (number_names.h): 三项制度,
// 3月5日. Modifiers around what is left are added last (modifiers.h). Titles,
// document numbers and short quotations are skipped as a whole.
//
// Linear: what is read is not read again, and each form looks at a bounded
// number of characters around the number.
#include "extractor/figures/quantity.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "extractor/figures/counted_quantity.h"
#include "extractor/figures/number_names.h"
#include "extractor/figures/stretch.h"
#include "extractor/figures/worded_quantity.h"
#include "extractor/text/number.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// Quotations up to this many characters are names or slogans: “12345”热线. In
// longer ones people are quoted, who count.
constexpr size_t kLongestQuotedName = 16;
// A 《 that is not closed within so many characters is a slip of the pen, which
// must not swallow the rest of the sentence.
constexpr size_t kLongestTitleInText = 80;

// What a UTF-16 unit can begin.
enum class Opening : uint8_t { kNothing, kQuotation, kFigure };

Opening OpeningOf(char16_t c) {
  static const auto* const openings = [] {
    auto* table = new std::array<Opening, 65536>();
    for (uint32_t u = 0; u < table->size(); ++u) {
      const auto unit = static_cast<char16_t>(u);
      const bool figure =
          IsDigit(unit) || IsChineseNumeral(unit) || IsOneOf(unit, u"第居首");
      (*table)[u] = figure                   ? Opening::kFigure
                    : IsOneOf(unit, u"《“[") ? Opening::kQuotation
                                             : Opening::kNothing;
    }
    return table;
  }();
  return (*openings)[c];
}

// Reads the quantities of one stretch of text.
class Scanner {
 public:
  Scanner(View text, size_t begin, size_t end, const Lexicon& lexicon)
      : stretch_{text.substr(0, end), begin, lexicon}, text_(stretch_.text) {}

  std::vector<Figure> Run() {
    size_t i = stretch_.begin;
    while (i < text_.size()) {
      const Opening opening = OpeningOf(text_[i]);
      if (opening == Opening::kQuotation) SkipQuotation(i);
      if (opening != Opening::kFigure || i < quote_end_) {
        ++i;
        continue;
      }
      std::optional<Figure> figure = ReadAt(i);
      if (figure.has_value()) {
        i = figure->end;
        figures_.push_back(*std::move(figure));
      } else {
        i = skip_to_;
      }
    }
    ShareUnits();
    NameUnits();
    return std::move(figures_);
  }

 private:
  // 3个、5个、22个工作日: 个 stands for the unit that ends the list.
  void ShareUnits() {
    for (size_t f = figures_.size(); f-- > 1;) {
      Figure& item = figures_[f - 1];
      const Figure& next = figures_[f];
      const bool listed =
          next.begin == item.end + 1 && IsOneOf(text_[item.end], u"、和及");
      if (listed && item.unit == u"个" &&
          (next.unit == u"工作日" || next.unit == u"百分点" ||
           next.unit == u"个月")) {
        item.unit = next.unit;
      }
    }
  }

  // 刑事案件12起,治安案件1326;行政处罚2100,占33.9%: a number without a unit
  // counts what others of the sentence count, the next one if it has none
  // itself; without either it counts nothing.
  void NameUnits() {
    const std::u16string* unit = nullptr;
    for (size_t f = figures_.size(); f-- > 0;) {
      Figure& figure = figures_[f];
      if (Counts(figure)) unit = &figure.unit;
      if (figure.unit.empty() && unit != nullptr) figure.unit = *unit;
    }
    const auto of_cases =
        std::find_if(figures_.begin(), figures_.end(), [](const Figure& f) {
          return Counts(f) && IsOneOf(f.unit[0], u"起宗例");
        });
    unit = nullptr;
    for (Figure& figure : figures_) {
      if (Counts(figure)) unit = &figure.unit;
      if (figure.unit.empty() && unit != nullptr) figure.unit = *unit;
      if (figure.unit_implied && figure.unit == u"件" &&
          of_cases != figures_.end()) {
        figure.unit = of_cases->unit;
      }
    }
    figures_.erase(std::remove_if(figures_.begin(), figures_.end(),
                                  [](const Figure& f) {
                                    return f.unit.empty() && !f.impossible;
                                  }),
                   figures_.end());
  }

  // Its unit is printed, and that of things.
  static bool Counts(const Figure& figure) {
    return !figure.unit.empty() && !figure.unit_implied &&
           figure.unit != u"%" && !figure.is_rank && !figure.impossible;
  }

  // Notes where a title in 《》, a document number in [] or a short quotation
  // that begins at `i` ends: numbers in it are parts of names.
  void SkipQuotation(size_t i) {
    if (i < quote_end_) return;
    const char16_t c = text_[i];
    // 缩短至“2个工作日” is no name.
    if (c == u'“' && IsOneOf(stretch_.Before(i), u"至到为由从")) return;
    const char16_t close = c == u'《' ? u'》' : c == u'“' ? u'”' : u']';
    const size_t longest =
        c == u'《' ? kLongestTitleInText : kLongestQuotedName;
    const size_t at = text_.substr(i, longest).find(close);
    if (at != npos) quote_end_ = i + at;
  }

  // The figure that begins at `i`, before its modifiers; without one,
  // `skip_to_` tells where to go on.
  std::optional<Figure> ReadAt(size_t i) {
    skip_to_ = i + 1;
    if (text_[i] == u'第') return ReadOrdinal(stretch_, i, &skip_to_);
    if (text_[i] == u'居' || text_[i] == u'首') {
      return ReadFirstPlace(stretch_, i);
    }
    if (auto fraction = ReadFraction(stretch_, i)) return fraction;
    if (auto half = ReadHalf(stretch_, i)) return half;
    const std::optional<Number> number = ParseNumber(text_, i);
    if (!number.has_value()) {
      skip_to_ = EndOfNoNumber(i);
      return std::nullopt;
    }
    skip_to_ = std::max(number->end, i + 1);
    if (IsPartOfName(stretch_, *number)) return std::nullopt;
    if (number->impossible) return Impossible(*number);
    if (auto tenths = ReadTenths(stretch_, *number)) return tenths;
    if (auto range = ReadRange(stretch_, *number)) {
      figures_.push_back(std::move(range->first));
      return std::move(range->second);
    }
    return ReadCounted(stretch_, *number, FollowsListedFigure(*number));
  }

  // Where the identifier ends that has too many digits for a number, or the
  // numerals that are none: the 三四 of 三四轮车.
  size_t EndOfNoNumber(size_t i) const {
    const bool digits = IsDigit(text_[i]);
    size_t end = i + 1;
    while (end < text_.size() &&
           (digits ? IsDigit(text_[end]) : ChineseDigit(text_[end]) > 0)) {
      ++end;
    }
    return end;
  }

  static Figure Impossible(const Number& number) {
    Figure figure;
    figure.begin = figure.number_begin = number.begin;
    figure.end = number.end;
    figure.impossible = true;
    return figure;
  }

  // True when only 、 stands between the figure before and the number.
  bool FollowsListedFigure(const Number& number) const {
    return stretch_.Before(number.begin) == u'、' && !figures_.empty() &&
           figures_.back().end + 1 == number.begin;
  }

  const Stretch stretch_;
  const View text_;
  std::vector<Figure> figures_;
  // Where the quotation that was entered last ends.
  size_t quote_end_ = 0;
  // Where to go on when nothing was read.
  size_t skip_to_ = 0;
};

}  // namespace

std::vector<Figure> FindFigures(View text, size_t begin, size_t end,
                                const Lexicon& lexicon) {
  return Scanner(text, begin, end, lexicon).Run();
}

}  // namespace nianbao::extractor
