#include "aggregator/query/selection.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "absl/algorithm/container.h"
#include "absl/strings/strip.h"
#include "common/catalogue.h"

namespace nianbao {

DivisionIndex DivisionIndexOf(const Gazetteer& gazetteer,
                              absl::string_view code) {
  const DivisionEntry* const division = gazetteer.Find(code);
  if (division == nullptr) return kNoDivision;
  return static_cast<DivisionIndex>(division - gazetteer.divisions().data());
}

void Elect(const v1::Indicator* indicator, std::vector<Value>& values) {
  if (indicator != nullptr &&
      indicator->measure() != v1::Indicator::MEASURE_RATE) {
    values.erase(std::remove_if(values.begin(), values.end(),
                                [](const Value& v) { return v.percentage; }),
                 values.end());
  }
  // Best first within each issuer and year.
  const auto rank = [](const Value& v) {
    return std::tuple(v.issuer, v.year, v.report_year != v.year,
                      -int64_t{v.report_year}, -v.report, v.observation);
  };
  absl::c_sort(values, [&rank](const Value& a, const Value& b) {
    return rank(a) < rank(b);
  });
  values.erase(std::unique(values.begin(), values.end(),
                           [](const Value& a, const Value& b) {
                             return a.issuer == b.issuer && a.year == b.year;
                           }),
               values.end());
}

Selector::Selector(const Gazetteer& gazetteer, const v1::Selection& selection)
    : gazetteer_(gazetteer),
      selection_(selection),
      first_year_(selection.first_year()),
      last_year_(selection.last_year()),
      kind_(selection.kind()) {
  absl::string_view within = selection_.within();
  if (absl::ConsumePrefix(&within, "divisions/")) {
    within_ = gazetteer.Find(within);
  }
  if (first_year_ == 0) first_year_ = std::numeric_limits<int32_t>::min();
  if (last_year_ == 0) last_year_ = std::numeric_limits<int32_t>::max();
  if (kind_ == v1::KIND_UNSPECIFIED) kind_ = v1::KIND_LEVEL;
}

Selector::Verdict Selector::Judge(const Value& value) const {
  if (value.year < first_year_ || value.year > last_year_ ||
      value.confidence < selection_.min_confidence() ||
      !SelectsLevel(value.level) || !SelectsPlace(value.division)) {
    return Verdict::kOutside;
  }
  return value.erroneous && !selection_.include_erroneous() ? Verdict::kExcluded
                                                            : Verdict::kCounted;
}

bool Selector::SelectsIndicator(absl::string_view name) const {
  return selection_.indicators().empty() ||
         absl::c_any_of(selection_.indicators(),
                        [name](const std::string& pattern) {
                          return MatchesFamily(name, pattern);
                        });
}

bool Selector::SelectsPlace(DivisionIndex division) const {
  if (within_ == nullptr) return true;
  return division != kNoDivision &&
         Gazetteer::IsWithin(gazetteer_.divisions()[division], *within_);
}

bool Selector::SelectsLevel(v1::Level level) const {
  return selection_.levels().empty() ||
         absl::c_linear_search(selection_.levels(), level);
}

}  // namespace nianbao
