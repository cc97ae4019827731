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

// Limits: those of the gate, and for watches those of WatchLimits; on an upload
// stream 256 reports or 16 MiB unacknowledged, whichever comes first; on a query
// stream one batch of rows. Thread-safe.
class AggregatorServiceImpl final
    : public v1::AggregatorService::CallbackService {
 public:
  // The store is read on `pool`; uploads are made ready on threads that give
  // way to it. All must outlive the service and its calls.
  AggregatorServiceImpl(Store& store, const Catalogue& catalogue,
                        CallGate& gate, WorkerPool& pool);

  // Ends the calls that would go on for ever. To be called when the server is
  // about to shut down.
  void EndWatches() { watches_.Close(); }

  grpc::ServerBidiReactor<v1::UploadReportsRequest, v1::UploadReportsResponse>*
  UploadReports(grpc::CallbackServerContext* context) override;

  grpc::ServerUnaryReactor* GetReport(grpc::CallbackServerContext* context,
                                      const v1::GetReportRequest* request,
                                      v1::GetReportResponse* response) override;

  grpc::ServerUnaryReactor* ListReports(
      grpc::CallbackServerContext* context,
      const v1::ListReportsRequest* request,
      v1::ListReportsResponse* response) override;

  grpc::ServerUnaryReactor* DeleteReport(
      grpc::CallbackServerContext* context,
      const v1::DeleteReportRequest* request,
      v1::DeleteReportResponse* response) override;

  grpc::ServerUnaryReactor* ListIndicators(
      grpc::CallbackServerContext* context,
      const v1::ListIndicatorsRequest* request,
      v1::ListIndicatorsResponse* response) override;

  grpc::ServerUnaryReactor* ListDivisions(
      grpc::CallbackServerContext* context,
      const v1::ListDivisionsRequest* request,
      v1::ListDivisionsResponse* response) override;

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
