// The questions that a store answers, as plain values.
//
// The service compiles each request into one of these (see compile.h), so that
// whoever answers parses no text and finds nothing wrong any more. A question
// knows nothing of how stores keep their data.
#ifndef NIANBAO_AGGREGATOR_QUESTION_QUESTIONS_H_
#define NIANBAO_AGGREGATOR_QUESTION_QUESTIONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/time/time.h"
#include "aggregator/question/check_code.h"
#include "aggregator/question/row_order.h"
#include "aggregator/question/selection_question.h"
#include "aggregator/question/statistics_mask.h"
#include "common/domain/gazetteer.h"
#include "nianbao/v1/report.pb.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::aggregator {

// What rows are grouped by, besides the indicator.
struct Grouping {
  // In the order asked for, each once.
  std::vector<v1::Dimension> dimensions;
  // Rows may hold values of several levels and kinds of bodies; else rows are
  // split by these even where `dimensions` lack them.
  bool mix_levels = false;
  // The same of years.
  bool mix_years = false;

  bool Names(v1::Dimension dimension) const {
    return absl::c_linear_search(dimensions, dimension);
  }
  // True when rows are of one kind of body each.
  bool SplitsBodies() const { return !mix_levels || Names(v1::DIMENSION_BODY); }
};

// Statistics of each group.
struct StatisticsQuestion {
  SelectionQuestion selection;
  Grouping grouping;
  // Quantiles to give, each from 0 to 1.
  std::vector<double> probabilities;
  RowOrder order;
  // Rows to give; 0 for all.
  int limit = 0;
  StatisticsMask mask;
  // What the selection tokens of all rows begin with (see selection_token.h).
  std::string token_prefix;

  // The fields of v1::Statistics that the mask or the order needs.
  Fields Wanted() const;
};

// Divisions ranked by their values, for each indicator, kind of body, year and
// level.
struct RankQuestion {
  SelectionQuestion selection;
  // The smallest value comes first.
  bool ascending = false;
  // The year to compare ranks with; 0 for none.
  int32_t compare_year = 0;
  // Rows of each ranking; 0 for all.
  int limit = 0;
  // Divisions to answer, in the ranks that they have among all; none for all.
  std::vector<const DivisionEntry*> divisions;
};

// How indicators moved over the issuers that reported two years.
struct TrendQuestion {
  SelectionQuestion selection;
  Grouping grouping;
  // Years between the two, at least 1.
  int32_t lag = 1;
};

// How the values of each group are spread.
struct DistributionQuestion {
  SelectionQuestion selection;
  Grouping grouping;
  // Bins of equal width; 0 for a number that suits the values.
  int bin_count = 0;
  // The ends of bins, ascending; empty for bins of equal width.
  std::vector<double> edges;
};

// How two indicators go together. The selection names neither.
struct CorrelationQuestion {
  SelectionQuestion selection;
  Grouping grouping;
  // Names of indicators of the catalogue, or of derived ones.
  std::string x;
  std::string y;
};

// Numbers worth a second look. The selection has no derived indicators and is
// of KIND_LEVEL.
struct CheckQuestion {
  SelectionQuestion selection;
  // In the order of CheckCode, each once, at least one.
  std::vector<CheckCode> codes;
};

// One row of an answer to a StatisticsQuestion.
struct RowOfStatistics {
  // What the row's group is of; absent where rows were not grouped by it.
  std::optional<int32_t> year;
  std::optional<v1::Level> level;
  std::optional<v1::Level> government_level;
  std::optional<BodyNumber> body;
  // The narrowest dimension of places that rows were grouped by; unspecified
  // for none.
  v1::Dimension dimension = v1::DIMENSION_UNSPECIFIED;
  // A division of the row's group by that dimension; null for the group of
  // issuers whose division is not known.
  const DivisionEntry* division = nullptr;
};

// The observations themselves.
struct ObservationQuestion {
  SelectionQuestion selection;
  // Also those that do not count in statistics.
  bool include_uncounted = false;
  // Those of all kinds, whatever the selection's is.
  bool all_kinds = false;
};

// The observations behind a row of statistics.
struct RowObservationsQuestion {
  // Its selection is that of the row's question, with the row's indicator
  // alone.
  ObservationQuestion observations;
  RowOfStatistics row;
};

// What a list of reports is ordered by; equal ones by their names.
enum class ReportKey { kName, kYear, kUploadTime };

// Current reports.
struct ReportListQuestion {
  // A report's place in the order.
  struct Place {
    std::string name;
    // Its year, or its upload time in microseconds since 1970, whichever the
    // order is by; unused for that of names.
    int64_t key = 0;
  };

  ReportKey order = ReportKey::kName;
  // The last comes first; of equal ones still the first by name.
  bool descending = false;
  // Those that stand after this place; an empty name starts at the first.
  Place after;
  // Any of the divisions and all below them; none for all.
  std::vector<const DivisionEntry*> within;
  // Unspecified for all.
  v1::Report::Type type = v1::Report::TYPE_UNSPECIFIED;
  // 0 for all.
  int32_t year = 0;
  // Unspecified for all.
  v1::Level level = v1::LEVEL_UNSPECIFIED;
  // Only reports stored after that moment.
  absl::Time updated_after = absl::InfinitePast();
  // Reports at most.
  int limit = 0;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_QUESTIONS_H_
