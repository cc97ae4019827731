// Figures that contradict each other by arithmetic.
//
//     RATE_MISMATCH       审结163件,纠错19件,纠错率21.7%    it is 11.7 %
//     UNIT_SLIP           排查9.4件,化解9.2万件,化解率97.9%  9.4万件 agrees
//     PART_EXCEEDS_WHOLE  受理187件,审结214件
//
// For each printed rate, the nearest numerator and denominator of the same year
// are taken, and printed figures stand for ranges: 4.5万 is 44,500 to 45,500,
// so that rounding is no contradiction. Where the rate is out of range, it is
// tried whether one figure lacks or doubles its 万 or 亿; then the value that
// would agree is suggested.
//
// What is doubtful stays unsaid: figures far apart, inexact ones, several parts
// without a total, another denominator that some reports use.
//
// Costs a binary search among the levels of an indicator for each question.
#include "extractor/checks/checks.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "extractor/report/diagnostics.h"

namespace nianbao::extractor {
namespace {

// Bytes (150 characters). Figures further apart are not about the same cases.
constexpr int kNear = 450;
// Percentage points. A rate that is off by more is an error, one that is off by
// less may be rounded by another rule or count other cases: a warning.
constexpr double kGrossMismatch = 1.0;

// The values that a printed figure may stand for.
struct Range {
  double low = 0;
  double high = 0;
};

// The factor of the scale that is printed with a figure.
double ScaleOf(absl::string_view text) {
  const auto has = [&](absl::string_view word) {
    return text.find(word) != absl::string_view::npos;
  };
  if (has("亿") || has("億")) return 1e8;
  if (has("万") || has("萬")) return 1e4;
  return 1;
}

// Half of the last printed digit on either side: 1.25万 is 12,450 to 12,550.
Range RangeOf(const v1::Quantity& quantity) {
  const absl::string_view text = quantity.text();
  const double scale = ScaleOf(text);
  int places = 0;
  const size_t point = text.find('.');
  if (point != absl::string_view::npos) {
    while (point + 1 + places < text.size() &&
           text[point + 1 + places] >= '0' && text[point + 1 + places] <= '9') {
      ++places;
    }
  }
  const bool rounded = scale > 1 || places > 0;
  const double half = rounded ? 0.5 * scale * std::pow(10.0, -places) : 0.0;
  return {quantity.value() - half, quantity.value() + half};
}

// The levels of each indicator, in the order of the text.
class LevelIndex {
 public:
  explicit LevelIndex(const v1::Report& report) : report_(report) {
    for (int i = 0; i < report.observations_size(); ++i) {
      const v1::Observation& o = report.observations(i);
      if (!o.indicator().empty() && o.kind() == v1::KIND_LEVEL) {
        levels_[o.indicator()].push_back(i);
      }
    }
  }

  // Indices of the observations of an indicator, ascending.
  const std::vector<int>& Of(absl::string_view indicator) const {
    static const auto* const none = new std::vector<int>();
    const auto it = levels_.find(indicator);
    return it == levels_.end() ? *none : it->second;
  }

  // How many observations of the indicator stand between two others.
  int CountBetween(absl::string_view indicator, int a, int b) const {
    const std::vector<int>& all = Of(indicator);
    return static_cast<int>(std::count_if(all.begin(), all.end(), [&](int i) {
      return i > std::min(a, b) && i < std::max(a, b);
    }));
  }

  // The observation of the indicator nearest before or after another one, of
  // the same year and exact; -1 for none.
  int Nearest(absl::string_view indicator, int to) const {
    int best = -1, best_distance = kNear;
    const v1::Observation& reference = report_.observations(to);
    const auto [first, last] = Near(indicator, to);
    for (auto it = first; it != last; ++it) {
      const v1::Observation& o = report_.observations(*it);
      const int distance = std::abs(BeginOf(*it) - BeginOf(to));
      if (distance < best_distance && o.year() == reference.year() &&
          o.quantity().modifier() == v1::MODIFIER_EXACT) {
        best = *it;
        best_distance = distance;
      }
    }
    return best;
  }

 private:
  using Iterator = std::vector<int>::const_iterator;

  int BeginOf(int index) const {
    return report_.observations(index).evidence().span().begin();
  }

  std::pair<Iterator, Iterator> Near(absl::string_view indicator,
                                     int to) const {
    const std::vector<int>& all = Of(indicator);
    const int at = BeginOf(to);
    return {
        std::partition_point(all.begin(), all.end(),
                             [&](int i) { return BeginOf(i) <= at - kNear; }),
        std::partition_point(all.begin(), all.end(),
                             [&](int i) { return BeginOf(i) < at + kNear; })};
  }

  const v1::Report& report_;
  absl::flat_hash_map<absl::string_view, std::vector<int>> levels_;
};

// True when 100 * part / whole can be the printed rate.
bool Agrees(Range part, Range whole, double printed, double last_digit) {
  if (whole.low <= 0) return false;
  return 100 * part.low / whole.high <= printed + last_digit &&
         100 * part.high / whole.low >= printed - last_digit;
}

// All values of the range, by a factor.
Range Times(Range range, double factor) {
  return {range.low * factor, range.high * factor};
}

// The contradictions of one report.
class Checker {
 public:
  Checker(const Linker& linker, v1::Report& report)
      : linker_(linker),
        report_(report),
        levels_(report),
        in_doubt_(report.observations_size(), false) {}

  void Run() {
    for (const IndicatorFacts& rate : linker_.indicators()) {
      if (rate.numerator.empty()) continue;
      for (int i : levels_.Of(rate.name)) CheckRate(rate, i);
    }
    for (const IndicatorFacts& indicator : linker_.indicators()) {
      for (int i : levels_.Of(indicator.numerator)) {
        CheckPart(indicator.denominator, i);
      }
      if (indicator.whole.empty()) continue;
      for (int i : levels_.Of(indicator.name)) CheckPart(indicator.whole, i);
    }
  }

 private:
  // Checks the rate `index` against its numerator and denominator beside it.
  void CheckRate(const IndicatorFacts& rate, int index) {
    const v1::Quantity& printed = report_.observations(index).quantity();
    const int part = levels_.Nearest(rate.numerator, index);
    const int whole = levels_.Nearest(rate.denominator, index);
    if (part < 0 || whole < 0 || printed.modifier() != v1::MODIFIER_EXACT) {
      return;
    }
    const v1::Quantity& p = report_.observations(part).quantity();
    const v1::Quantity& w = report_.observations(whole).quantity();
    // One unit of the last printed digit, so that digits that were cut off
    // instead of rounded agree, too; a whole point for a rate without decimals.
    const Range range = RangeOf(printed);
    const double tolerance =
        range.high > range.low ? range.high - range.low : 1.0;
    if (Agrees(RangeOf(p), RangeOf(w), printed.value(), tolerance)) return;
    if (AgreesWithOtherWhole(rate, index, RangeOf(p), tolerance)) return;
    // 撤销3件、变更1件: several parts without their total.
    if (levels_.CountBetween(rate.numerator, whole, index) > 1) return;
    // A forgotten 万, one too many, a forgotten 亿.
    for (const double factor : {1e4, 1e-4, 1e8}) {
      if (Agrees(RangeOf(p), Times(RangeOf(w), factor), printed.value(),
                 tolerance)) {
        AddSlip(whole, {part, index}, w.value() * factor);
        return;
      }
      if (Agrees(Times(RangeOf(p), factor), RangeOf(w), printed.value(),
                 tolerance)) {
        AddSlip(part, {whole, index}, p.value() * factor);
        return;
      }
    }
    if (w.value() <= 0) return;
    const double computed = 100 * p.value() / w.value();
    v1::Diagnostic& d =
        Add("RATE_MISMATCH",
            std::abs(computed - printed.value()) > kGrossMismatch
                ? v1::Diagnostic::SEVERITY_ERROR
                : v1::Diagnostic::SEVERITY_WARNING,
            {absl::StrFormat("%s is printed, but %s of %s is %.4g%%",
                             printed.text(), p.text(), w.text(), computed),
             absl::StrFormat("印的是%s，但%s占%s的%.4g%%", printed.text(),
                             p.text(), w.text(), computed)},
            {index, part, whole});
    d.set_printed(printed.value());
    d.set_computed(computed);
  }

  // Some reports divide by what came in instead of what was taken on: the
  // denominator of the denominator's own rate.
  bool AgreesWithOtherWhole(const IndicatorFacts& rate, int index, Range part,
                            double tolerance) const {
    for (const IndicatorFacts& other : linker_.indicators()) {
      if (other.numerator != rate.denominator) continue;
      const int whole = levels_.Nearest(other.denominator, index);
      if (whole >= 0 &&
          Agrees(part, RangeOf(report_.observations(whole).quantity()),
                 report_.observations(index).quantity().value(), tolerance)) {
        return true;
      }
    }
    return false;
  }

  // Checks that the observation `index` is not more than the whole beside it.
  void CheckPart(absl::string_view whole_indicator, int index) {
    const int whole = levels_.Nearest(whole_indicator, index);
    if (whole < 0 || in_doubt_[index] || in_doubt_[whole]) return;
    const v1::Quantity& p = report_.observations(index).quantity();
    const v1::Quantity& w = report_.observations(whole).quantity();
    if (p.modifier() != v1::MODIFIER_EXACT ||
        RangeOf(p).low <= RangeOf(w).high) {
      return;
    }
    v1::Diagnostic& d = Add(
        "PART_EXCEEDS_WHOLE", v1::Diagnostic::SEVERITY_WARNING,
        {absl::StrFormat("%s is more than the %s it is part of", p.text(),
                         w.text()),
         absl::StrFormat("%s是其中的一部分，却多于总数%s", p.text(), w.text())},
        {index, whole});
    d.set_printed(p.value());
    d.set_computed(w.value());
  }

  // Says that `index` would agree with the others as `suggested`.
  void AddSlip(int index, std::initializer_list<int> others, double suggested) {
    std::vector<int> all = {index};
    all.insert(all.end(), others);
    const v1::Quantity& quantity = report_.observations(index).quantity();
    v1::Diagnostic& d = Add(
        "UNIT_SLIP", v1::Diagnostic::SEVERITY_ERROR,
        {absl::StrFormat("%s agrees with the figures beside it only as %.15g%s",
                         quantity.text(), suggested, quantity.unit()),
         absl::StrFormat("%s只有作%.15g%s才与旁边的数字相符", quantity.text(),
                         suggested, quantity.unit())},
        all);
    d.set_printed(quantity.value());
    d.set_suggested(suggested);
  }

  v1::Diagnostic& Add(absl::string_view code, v1::Diagnostic::Severity severity,
                      Wording wording, const std::vector<int>& observations) {
    v1::Diagnostic& diagnostic =
        AddDiagnostic(report_, code, severity, std::move(wording));
    for (int index : observations) in_doubt_[index] = true;
    diagnostic.mutable_observations()->Assign(observations.begin(),
                                              observations.end());
    return diagnostic;
  }

  const Linker& linker_;
  v1::Report& report_;
  LevelIndex levels_;
  // For each observation: whether a diagnostic names it already. One that is
  // wrong by itself makes every comparison fail, which need not be said again.
  std::vector<bool> in_doubt_;
};

}  // namespace

void CheckFigures(const Linker& linker, v1::Report& report) {
  Checker(linker, report).Run();
}

}  // namespace nianbao::extractor
