// Which observations count, and which of them a query selects.
#ifndef NIANBAO_AGGREGATOR_QUERY_SELECTION_H_
#define NIANBAO_AGGREGATOR_QUERY_SELECTION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/gazetteer.h"
#include "nianbao/v1/indicator.pb.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao {

// Index into Gazetteer::divisions(), or that of an unknown division, which
// sorts after all others.
using DivisionIndex = int32_t;
inline constexpr DivisionIndex kNoDivision = INT32_MAX;

DivisionIndex DivisionIndexOf(const Gazetteer& gazetteer,
                              absl::string_view code);

// An observation of a counted report that may stand for its issuer: headline,
// of the issuer's own scope, with a value and a year. Flat, as statistics read
// many; `indicator` and `kind` are those of the query that loaded it.
struct Value {
  // Equal for values of the same issuer.
  int64_t issuer = 0;
  // Identifies the report; larger when uploaded later.
  int64_t report = 0;
  // Index into the report's observations.
  int32_t observation = 0;
  DivisionIndex division = kNoDivision;
  v1::Level level = v1::LEVEL_UNSPECIFIED;
  int32_t year = 0;
  int32_t report_year = 0;
  double value = 0;
  double confidence = 0;
  // Approximate, at least or at most.
  bool inexact = false;
  // In doubt by a diagnostic of SEVERITY_ERROR.
  bool erroneous = false;
  // Printed in % or 百分点.
  bool percentage = false;
};

// Drops percentages of an indicator that is none itself (they say how much it
// moved, not how much it is), then keeps one value for each issuer and year:
// that of the report of that very year, else of the newest report year, else of
// the newest upload; within a report the first. What a query selects does not
// change who wins. The result is ordered by issuer and year. `indicator` may be
// null, when the catalogue does not have it. O(n log n).
void Elect(const v1::Indicator* indicator, std::vector<Value>& values);

// A compiled v1::Selection. Immutable and thread-safe.
class Selector {
 public:
  enum class Verdict {
    // Of another place, level or year, or linked with too little confidence.
    kOutside,
    // Left out because it is erroneous.
    kExcluded,
    kCounted,
  };

  // The gazetteer must outlive the selector; `selection` must be valid.
  Selector(const Gazetteer& gazetteer, const v1::Selection& selection);

  Verdict Judge(const Value& value) const;

  bool SelectsIndicator(absl::string_view name) const;
  bool SelectsPlace(DivisionIndex division) const;
  bool SelectsLevel(v1::Level level) const;

  // Inclusive; open sides are the ends of int32_t.
  int32_t first_year() const { return first_year_; }
  int32_t last_year() const { return last_year_; }
  v1::Kind kind() const { return kind_; }

 private:
  const Gazetteer& gazetteer_;
  const v1::Selection selection_;
  const DivisionEntry* within_ = nullptr;
  int32_t first_year_;
  int32_t last_year_;
  v1::Kind kind_;
};

}  // namespace nianbao

#endif  // NIANBAO_AGGREGATOR_QUERY_SELECTION_H_
