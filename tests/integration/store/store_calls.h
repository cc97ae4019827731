// Calls of a store as tests make them, and small reports to put into it.
//
//   Upload(*store, SampleReport("http://a.test/", 5));
//   v1::QueryStatisticsRequest request;
//   absl::StatusOr<Messages<v1::QueryStatisticsResponse>> rows =
//       Query(*store, request);
#ifndef NIANBAO_TESTS_INTEGRATION_STORE_STORE_CALLS_H_
#define NIANBAO_TESTS_INTEGRATION_STORE_STORE_CALLS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "aggregator/query/statistics/statistic_list.h"
#include "aggregator/question/compile.h"
#include "aggregator/service/row_observations.h"
#include "aggregator/store/store.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {

const Catalogue& BuiltIn();

inline constexpr char kReceived[] = "indicators/reconsideration.received";

// A report of 海淀区 for 2020, with one headline observation of kReceived.
v1::Report SampleReport(const std::string& source, double value);

v1::Observation& AddObservation(v1::Report& report,
                                const std::string& indicator, double value);

absl::Status Prepare(Store& store);

// Waits for the acknowledgement.
absl::StatusOr<UploadResult> Upload(Store& store, v1::Report report);
absl::Status Delete(Store& store, const std::string& name);
absl::StatusOr<v1::Report> Correct(Store& store, CorrectionQuestion question);

// Stores one after another in that order; fails the test on an error.
void UploadAll(Store& store, const std::vector<v1::Report>& reports);

// What a store answers to each kind of question.
inline auto Answer(Store& store, const StatisticsQuestion& question) {
  return store.QueryStatistics(question);
}
inline auto Answer(Store& store, const RankQuestion& question) {
  return store.RankDivisions(question);
}
inline auto Answer(Store& store, const TrendQuestion& question) {
  return store.QueryTrends(question);
}
inline auto Answer(Store& store, const DistributionQuestion& question) {
  return store.QueryDistributions(question);
}
inline auto Answer(Store& store, const CorrelationQuestion& question) {
  return store.QueryCorrelations(question);
}
inline auto Answer(Store& store, const CheckQuestion& question) {
  return store.QueryChecks(question);
}
inline auto Answer(Store& store, const AnyObservationQuestion& question) {
  return QueryAnyObservations(store, question);
}

// The question of a request over BuiltIn().
template <typename Request>
auto Ask(const Request& request) {
  return Compile(Vocabulary{BuiltIn(), StatisticNames()}, request);
}

// The answer to a request; the error of either step.
template <typename Request>
auto Open(Store& store, const Request& request)
    -> decltype(Answer(store, *Ask(request))) {
  const auto question = Ask(request);
  if (!question.ok()) return question.status();
  return Answer(store, *question);
}

// All rows of an answer.
template <typename Message>
absl::StatusOr<Messages<Message>> ReadAll(Store::Rows<Message> rows) {
  if (!rows.ok()) return rows.status();
  Messages<Message> messages;
  while (true) {
    const absl::StatusOr<bool> more =
        rows->cursor->Next(messages, [] { return false; });
    if (!more.ok()) return more.status();
    if (!*more) return messages;
  }
}

template <typename Request>
auto Query(Store& store, const Request& request) {
  return ReadAll(Open(store, request));
}

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_INTEGRATION_STORE_STORE_CALLS_H_
