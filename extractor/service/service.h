// ExtractorService over an Extractor.
#ifndef NIANBAO_EXTRACTOR_SERVICE_SERVICE_H_
#define NIANBAO_EXTRACTOR_SERVICE_SERVICE_H_

#include "common/base/worker_pool.h"
#include "common/rpc/access/call_gate.h"
#include "extractor/extractor.h"
#include "extractor/service/extraction_metrics.h"
#include "nianbao/v1/extractor_service.grpc.pb.h"

namespace nianbao::extractor {

// Limits: those of the gate; on a stream 16 documents or 64 MiB unanswered,
// whichever comes first. Thread-safe.
class ExtractorServiceImpl final
    : public v1::ExtractorService::WithRawCallbackMethod_ExtractReport<
          v1::ExtractorService::WithRawCallbackMethod_ExtractReports<
              v1::ExtractorService::Service>> {
 public:
  // Documents are read on `pool` and counted in `metrics` unless it is null.
  // All must outlive the service and its calls.
  ExtractorServiceImpl(const Extractor& extractor, CallGate& gate,
                       WorkerPool& pool, ExtractionMetrics* metrics = nullptr);

  grpc::ServerUnaryReactor* ExtractReport(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes,
      grpc::ByteBuffer* response_bytes) override;

  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* ExtractReports(
      grpc::CallbackServerContext* context) override;

 private:
  // Extracts the request's document, with explanations where they are asked
  // for, and counts what it took; the text goes into the response where it is
  // asked for. It stops when the caller of `context` has gone. Request and
  // Response are the messages of one document of either method.
  template <typename Request, typename Response>
  absl::StatusOr<v1::Report> Extract(
      const Request& request, Response& response,
      const grpc::CallbackServerContext* context) const;

  const Extractor& extractor_;
  CallGate& gate_;
  WorkerPool& pool_;
  ExtractionMetrics* const metrics_;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_SERVICE_SERVICE_H_
