// Which observations a question speaks of, as plain values.
#ifndef NIANBAO_AGGREGATOR_QUESTION_SELECTION_QUESTION_H_
#define NIANBAO_AGGREGATOR_QUESTION_SELECTION_QUESTION_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "aggregator/question/body_number.h"
#include "aggregator/question/filter.h"
#include "aggregator/question/formula.h"
#include "common/domain/catalogue.h"
#include "common/domain/gazetteer.h"
#include "google/protobuf/timestamp.pb.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::aggregator {

// Limits of a selection, besides those of Filter and Formula: each pattern is
// held against each indicator of the catalogue, which has a few hundred.
inline constexpr int kMaxIndicatorPatterns = 500;
// Each division is a range to look at for each row.
inline constexpr int kMaxWithin = 100;
inline constexpr int kMaxBodies = 100;
// As statistics.proto promises; each is computed anew for each query.
inline constexpr int kMaxDerivedIndicators = 20;

// Years of a selection that is open on a side.
inline constexpr int32_t kOpenFirstYear = std::numeric_limits<int32_t>::min();
inline constexpr int32_t kOpenLastYear = std::numeric_limits<int32_t>::max();

// A v1::Selection, understood. Cheap to copy but for its lists.
struct SelectionQuestion {
  // Names and families ("indicators/litigation.*"), as MatchesFamily takes
  // them. None selects all indicators, or only `derived` where there are some.
  std::vector<std::string> indicators;
  // Indicators computed from others, each under a name of its own.
  std::vector<Formula> derived;
  // These divisions and all below them, none of them below another one, in the
  // order of their codes; none selects the whole country.
  std::vector<const DivisionEntry*> within;
  // None selects all levels.
  std::vector<v1::Level> levels;
  // Never unspecified.
  v1::Report::Type report_type = v1::Report::TYPE_RULE_OF_LAW;
  // None selects all.
  std::vector<BodyNumber> bodies;
  // Levels of the governments whose departments are selected; none selects all.
  std::vector<v1::Level> government_levels;
  // Counts values of reports without a known issuer or year, too.
  bool include_unidentified = false;
  // Both belong to the selection.
  int32_t first_year = kOpenFirstYear;
  int32_t last_year = kOpenLastYear;
  v1::Kind kind = v1::KIND_LEVEL;
  double min_confidence = 0;
  // Counts observations in doubt by a diagnostic of SEVERITY_ERROR, too.
  bool include_erroneous = false;
  // Of each issuer only the value of its newest year among those selected.
  bool latest_year = false;
  std::optional<Filter> filter;
  // The state to answer from; absent for the current one.
  std::optional<absl::Time> as_of;
  // Only observations of reports stored after that moment.
  absl::Time updated_after = absl::InfinitePast();

  // True when a name or family among `indicators` names `name`.
  bool Names(absl::string_view name) const;
  // True for the bodies and levels selected of reports of `body`; those without
  // a known issuer or year go with governments.
  bool SelectsBody(BodyNumber body) const;
  // True when nothing is named, which selects all indicators.
  bool NamesAll() const { return indicators.empty() && derived.empty(); }
};

// All of these answer INVALID_ARGUMENT with BadRequest on the first field that
// is wrong.

// For a request's field `selection`. Patterns must match something in the
// catalogue; filter and formulas must parse. Whether `as_of` is in the future
// the store says.
absl::StatusOr<SelectionQuestion> CompileSelection(
    const Catalogue& catalogue, const v1::Selection& selection);

// Null when `name` is empty.
absl::StatusOr<const DivisionEntry*> ParseDivision(absl::string_view field,
                                                   absl::string_view name);

// In the order of their codes, without those that lie below another one.
std::vector<const DivisionEntry*> WithoutNested(
    std::vector<const DivisionEntry*> divisions);

// True when `within` is empty or one of its divisions holds `division`, which
// may be null: no division holds an unknown one.
bool IsWithinAny(const DivisionEntry* division,
                 const std::vector<const DivisionEntry*>& within);

// The infinite past when `time` is null.
absl::StatusOr<absl::Time> ParseTime(absl::string_view field,
                                     const google::protobuf::Timestamp* time);

absl::Status ValidateLevel(absl::string_view field, int level);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_SELECTION_QUESTION_H_
