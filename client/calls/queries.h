// The aggregator's streamed queries.
//
//   absl::Status status = AskAggregator(
//       session, request, [&](const v1::QueryTrendsResponse& response) {
//         ...;
//         return true;
//       });
#ifndef NIANBAO_CLIENT_CALLS_QUERIES_H_
#define NIANBAO_CLIENT_CALLS_QUERIES_H_

#include <functional>

#include "absl/status/status.h"
#include "client/calls/session.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::client {

// Takes the next message of an answer; false ends the call.
template <typename Response>
using OnMessage = std::function<bool(Response&)>;

// Asks the method that takes such a request. A stream that breaks is taken up
// where it was, a few times within a few seconds: `on_message` gets each row
// once, and no resume token. Returns the error of the call, explained; OK when
// `on_message` ended it.
absl::Status AskAggregator(
    const Session& session, const v1::QueryStatisticsRequest& request,
    const OnMessage<v1::QueryStatisticsResponse>& on_message);
absl::Status AskAggregator(
    const Session& session, const v1::RankDivisionsRequest& request,
    const OnMessage<v1::RankDivisionsResponse>& on_message);
absl::Status AskAggregator(
    const Session& session, const v1::QueryTrendsRequest& request,
    const OnMessage<v1::QueryTrendsResponse>& on_message);
absl::Status AskAggregator(
    const Session& session, const v1::QueryDistributionsRequest& request,
    const OnMessage<v1::QueryDistributionsResponse>& on_message);
absl::Status AskAggregator(
    const Session& session, const v1::QueryCorrelationsRequest& request,
    const OnMessage<v1::QueryCorrelationsResponse>& on_message);
absl::Status AskAggregator(
    const Session& session, const v1::QueryObservationsRequest& request,
    const OnMessage<v1::QueryObservationsResponse>& on_message);
absl::Status AskAggregator(
    const Session& session, const v1::QueryChecksRequest& request,
    const OnMessage<v1::QueryChecksResponse>& on_message);

// Watches until the stream ends, an interrupt comes (CatchInterrupt must have
// been called) or `on_message` returns false. Has no deadline. A stream that
// the aggregator ended without an error is UNAVAILABLE.
absl::Status WatchAggregator(
    const Session& session, const v1::WatchStatisticsRequest& request,
    const OnMessage<v1::WatchStatisticsResponse>& on_message);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_CALLS_QUERIES_H_
