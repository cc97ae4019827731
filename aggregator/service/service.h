// AggregatorService over a Store.
#ifndef NIANBAO_AGGREGATOR_SERVICE_SERVICE_H_
#define NIANBAO_AGGREGATOR_SERVICE_SERVICE_H_

#include <cstdint>

#include "aggregator/question/compile.h"
#include "aggregator/service/naming.h"
#include "aggregator/store/store.h"
#include "aggregator/watch/watch.h"
#include "common/base/worker_pool.h"
#include "common/domain/catalogue.h"
#include "common/rpc/access/call_gate.h"
#include "nianbao/v1/aggregator_service.grpc.pb.h"

namespace nianbao::aggregator {

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

// All take bytes; see common/rpc/wire/message_bytes.h.
using AggregatorMethods = WithMethods<
    v1::AggregatorService::Service,
    v1::AggregatorService::WithRawCallbackMethod_UploadReports,
    v1::AggregatorService::WithRawCallbackMethod_UploadReport,
    v1::AggregatorService::WithRawCallbackMethod_GetReport,
    v1::AggregatorService::WithRawCallbackMethod_BatchGetReports,
    v1::AggregatorService::WithRawCallbackMethod_ListReports,
    v1::AggregatorService::WithRawCallbackMethod_DeleteReport,
    v1::AggregatorService::WithRawCallbackMethod_UpdateReport,
    v1::AggregatorService::WithRawCallbackMethod_GetIndicator,
    v1::AggregatorService::WithRawCallbackMethod_ListIndicators,
    v1::AggregatorService::WithRawCallbackMethod_GetDivision,
    v1::AggregatorService::WithRawCallbackMethod_ListDivisions,
    v1::AggregatorService::WithRawCallbackMethod_ResolveNames,
    v1::AggregatorService::WithRawCallbackMethod_QueryStatistics,
    v1::AggregatorService::WithRawCallbackMethod_QueryObservations,
    v1::AggregatorService::WithRawCallbackMethod_RankDivisions,
    v1::AggregatorService::WithRawCallbackMethod_QueryTrends,
    v1::AggregatorService::WithRawCallbackMethod_QueryDistributions,
    v1::AggregatorService::WithRawCallbackMethod_QueryCorrelations,
    v1::AggregatorService::WithRawCallbackMethod_QueryChecks,
    v1::AggregatorService::WithRawCallbackMethod_WatchStatistics>::Type;

// Limits: those of the gate, and for watches those of WatchLimits; on an upload
// stream 256 reports or 4 MiB unacknowledged, whichever comes first; on a
// query stream one batch of rows. Thread-safe.
class AggregatorServiceImpl final : public AggregatorMethods {
 public:
  // The newest state is read on `pool`; earlier ones, and watches, on a thread
  // each; uploads are made ready on threads that give way to all of them. All
  // must outlive the service and its calls.
  AggregatorServiceImpl(Store& store, const Catalogue& catalogue,
                        CallGate& gate, WorkerPool& pool);

  // Ends the calls that would go on for ever. To be called when the server is
  // about to shut down.
  void EndWatches() { watches_.Close(); }

  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* UploadReports(
      grpc::CallbackServerContext* context) override;

  grpc::ServerUnaryReactor* UploadReport(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes,
      grpc::ByteBuffer* response_bytes) override;

  grpc::ServerUnaryReactor* GetReport(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes,
      grpc::ByteBuffer* response_bytes) override;

  grpc::ServerUnaryReactor* BatchGetReports(
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

  grpc::ServerUnaryReactor* UpdateReport(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes,
      grpc::ByteBuffer* response_bytes) override;

  grpc::ServerUnaryReactor* GetIndicator(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes,
      grpc::ByteBuffer* response_bytes) override;

  grpc::ServerUnaryReactor* ListIndicators(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes,
      grpc::ByteBuffer* response_bytes) override;

  grpc::ServerUnaryReactor* GetDivision(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes,
      grpc::ByteBuffer* response_bytes) override;

  grpc::ServerUnaryReactor* ListDivisions(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes,
      grpc::ByteBuffer* response_bytes) override;

  grpc::ServerUnaryReactor* ResolveNames(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes,
      grpc::ByteBuffer* response_bytes) override;

  grpc::ServerWriteReactor<grpc::ByteBuffer>* QueryStatistics(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes) override;

  grpc::ServerWriteReactor<grpc::ByteBuffer>* QueryObservations(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes) override;

  grpc::ServerWriteReactor<grpc::ByteBuffer>* RankDivisions(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes) override;

  grpc::ServerWriteReactor<grpc::ByteBuffer>* QueryTrends(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes) override;

  grpc::ServerWriteReactor<grpc::ByteBuffer>* QueryDistributions(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes) override;

  grpc::ServerWriteReactor<grpc::ByteBuffer>* QueryCorrelations(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes) override;

  grpc::ServerWriteReactor<grpc::ByteBuffer>* QueryChecks(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes) override;

  grpc::ServerWriteReactor<grpc::ByteBuffer>* WatchStatistics(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes) override;

 private:
  // Streams the rows that `answer` gives to the question which the request
  // asks, from where its resume_token stands. It runs on the pool once the call
  // of `method` has passed the gate.
  template <typename Request, typename Question, typename Message>
  grpc::ServerWriteReactor<grpc::ByteBuffer>* StreamRows(
      grpc::CallbackServerContext* context, absl::string_view method,
      const grpc::ByteBuffer* request_bytes,
      Store::Rows<Message> (*answer)(Store&, const Question&));

  // The same where the answer is a method of the store's.
  template <typename Request, auto kMethod>
  grpc::ServerWriteReactor<grpc::ByteBuffer>* StreamRows(
      grpc::CallbackServerContext* context, absl::string_view method,
      const grpc::ByteBuffer* request_bytes);

  Store& store_;
  const Catalogue& catalogue_;
  const Vocabulary vocabulary_;
  // See EditionOf.
  const uint64_t edition_;
  CallGate& gate_;
  WorkerPool& pool_;
  WorkerPool upload_pool_;
  // For answers from earlier states, which may be read from disk first: their
  // waiting and reading take no thread from those of the newest.
  WorkerPool earlier_pool_;
  // For watches, which ask of earlier states, too.
  WorkerPool watch_pool_;
  WatchHub watches_;
  Naming naming_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_SERVICE_SERVICE_H_
