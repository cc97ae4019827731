// AggregatorService over a Store.
#ifndef NIANBAO_AGGREGATOR_SERVICE_H_
#define NIANBAO_AGGREGATOR_SERVICE_H_

#include "absl/functional/any_invocable.h"
#include "aggregator/store.h"
#include "aggregator/watch.h"
#include "common/call_gate.h"
#include "common/catalogue.h"
#include "common/worker_pool.h"
#include "nianbao/v1/aggregator_service.grpc.pb.h"

namespace nianbao {

// A service with one of the library's class templates for each method.
template <typename Service, template <typename> typename... Methods>
struct WithMethods {
  using Type = Service;
};
template <typename Service, template <typename> typename First,
          template <typename> typename... Rest>
struct WithMethods<Service, First, Rest...> {
  using Type = First<typename WithMethods<Service, Rest...>::Type>;
};

// Raw are those that take bytes; see common/message_bytes.h.
using AggregatorMethods = WithMethods<
    v1::AggregatorService::Service,
    v1::AggregatorService::WithRawCallbackMethod_UploadReports,
    v1::AggregatorService::WithRawCallbackMethod_GetReport,
    v1::AggregatorService::WithRawCallbackMethod_ListReports,
    v1::AggregatorService::WithRawCallbackMethod_DeleteReport,
    v1::AggregatorService::WithRawCallbackMethod_ListIndicators,
    v1::AggregatorService::WithRawCallbackMethod_ListDivisions,
    v1::AggregatorService::WithCallbackMethod_QueryStatistics,
    v1::AggregatorService::WithCallbackMethod_QueryObservations,
    v1::AggregatorService::WithCallbackMethod_RankDivisions,
    v1::AggregatorService::WithCallbackMethod_QueryTrends,
    v1::AggregatorService::WithCallbackMethod_QueryDistributions,
    v1::AggregatorService::WithCallbackMethod_QueryCorrelations,
    v1::AggregatorService::WithCallbackMethod_WatchStatistics>::Type;

// Limits: those of the gate, and for watches those of WatchLimits; on an upload
// stream 256 reports or 4 MiB unacknowledged, whichever comes first; on a
// query stream one batch of rows. Thread-safe.
class AggregatorServiceImpl final : public AggregatorMethods {
 public:
  // The store is read on `pool`; uploads are made ready on threads that give
  // way to it. All must outlive the service and its calls.
  AggregatorServiceImpl(Store& store, const Catalogue& catalogue,
                        CallGate& gate, WorkerPool& pool);

  // Ends the calls that would go on for ever. To be called when the server is
  // about to shut down.
  void EndWatches() { watches_.Close(); }

  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* UploadReports(
      grpc::CallbackServerContext* context) override;

  grpc::ServerUnaryReactor* GetReport(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes,
      grpc::ByteBuffer* response_bytes) override;

  grpc::ServerUnaryReactor* ListReports(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes,
      grpc::ByteBuffer* response_bytes) override;

  grpc::ServerUnaryReactor* DeleteReport(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes,
      grpc::ByteBuffer* response_bytes) override;

  grpc::ServerUnaryReactor* ListIndicators(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes,
      grpc::ByteBuffer* response_bytes) override;

  grpc::ServerUnaryReactor* ListDivisions(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes,
      grpc::ByteBuffer* response_bytes) override;

  grpc::ServerWriteReactor<v1::QueryStatisticsResponse>* QueryStatistics(
      grpc::CallbackServerContext* context,
      const v1::QueryStatisticsRequest* request) override;

  grpc::ServerWriteReactor<v1::QueryObservationsResponse>* QueryObservations(
      grpc::CallbackServerContext* context,
      const v1::QueryObservationsRequest* request) override;

  grpc::ServerWriteReactor<v1::RankDivisionsResponse>* RankDivisions(
      grpc::CallbackServerContext* context,
      const v1::RankDivisionsRequest* request) override;

  grpc::ServerWriteReactor<v1::QueryTrendsResponse>* QueryTrends(
      grpc::CallbackServerContext* context,
      const v1::QueryTrendsRequest* request) override;

  grpc::ServerWriteReactor<v1::QueryDistributionsResponse>* QueryDistributions(
      grpc::CallbackServerContext* context,
      const v1::QueryDistributionsRequest* request) override;

  grpc::ServerWriteReactor<v1::QueryCorrelationsResponse>* QueryCorrelations(
      grpc::CallbackServerContext* context,
      const v1::QueryCorrelationsRequest* request) override;

  grpc::ServerWriteReactor<v1::WatchStatisticsResponse>* WatchStatistics(
      grpc::CallbackServerContext* context,
      const v1::WatchStatisticsRequest* request) override;

 private:
  // Streams the rows that `query` gives, which runs on the pool; the other
  // validates `request` there before it asks the store. Both pass the gate
  // first, as a call of `method`.
  template <typename Message>
  grpc::ServerWriteReactor<Message>* StreamRows(
      grpc::CallbackServerContext* context, absl::string_view method,
      absl::AnyInvocable<Store::Rows<Message>()> query);
  template <typename Message, typename Request>
  grpc::ServerWriteReactor<Message>* StreamRows(
      grpc::CallbackServerContext* context, absl::string_view method,
      const Request* request,
      Store::Rows<Message> (Store::*query)(const Request&));

  Store& store_;
  const Catalogue& catalogue_;
  CallGate& gate_;
  WorkerPool& pool_;
  WorkerPool upload_pool_;
  WatchHub watches_;
};

}  // namespace nianbao

#endif  // NIANBAO_AGGREGATOR_SERVICE_H_
