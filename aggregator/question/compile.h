// From requests to questions: the one place where the text of a request is
// parsed and where it is found wrong.
//
//   const Vocabulary vocabulary = {catalogue, StatisticNames()};
//   absl::StatusOr<TrendQuestion> question = Compile(vocabulary, request);
//   if (question.ok()) store.QueryTrends(*question);
#ifndef NIANBAO_AGGREGATOR_QUESTION_COMPILE_H_
#define NIANBAO_AGGREGATOR_QUESTION_COMPILE_H_

#include <variant>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "aggregator/question/questions.h"
#include "aggregator/question/statistic_names.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {

// Limits of a question, besides those of its selection.
// As many as there are in v1::Dimension.
inline constexpr int kMaxDimensions = 8;
// Each quantile costs 16 bytes in each row.
inline constexpr int kMaxProbabilities = 100;
// Divisions of a request; a province has some 200 counties.
inline constexpr int kMaxRankedDivisions = 1000;
// A row of a distribution has them all; 256 such rows make a message of 7 MB.
inline constexpr int kMaxBins = 1000;
inline constexpr int kMaxEdges = kMaxBins + 1;

// The names that questions may use.
struct Vocabulary {
  const Catalogue& catalogue;
  absl::Span<const StatisticName> statistics;
};

// All of these answer INVALID_ARGUMENT with BadRequest on the first field that
// is wrong.

absl::StatusOr<StatisticsQuestion> Compile(
    const Vocabulary& vocabulary, const v1::QueryStatisticsRequest& request);

absl::StatusOr<RankQuestion> Compile(const Vocabulary& vocabulary,
                                     const v1::RankDivisionsRequest& request);

absl::StatusOr<TrendQuestion> Compile(const Vocabulary& vocabulary,
                                      const v1::QueryTrendsRequest& request);

absl::StatusOr<DistributionQuestion> Compile(
    const Vocabulary& vocabulary, const v1::QueryDistributionsRequest& request);

absl::StatusOr<CorrelationQuestion> Compile(
    const Vocabulary& vocabulary, const v1::QueryCorrelationsRequest& request);

// Without codes: all of them, but COPIED_REPORT only where the selection names
// neither indicators nor a filter, as these say nothing of whole reports.
absl::StatusOr<CheckQuestion> Compile(const Vocabulary& vocabulary,
                                      const v1::QueryChecksRequest& request);

// The observations of the request's selection, or those behind the row whose
// selection_token it has.
using AnyObservationQuestion =
    std::variant<ObservationQuestion, RowObservationsQuestion>;
absl::StatusOr<AnyObservationQuestion> Compile(
    const Vocabulary& vocabulary, const v1::QueryObservationsRequest& request);

// The question that is watched.
absl::StatusOr<StatisticsQuestion> Compile(
    const Vocabulary& vocabulary, const v1::WatchStatisticsRequest& request);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_COMPILE_H_
