// Counts what is extracted:
//
//   nianbao_documents_total                outcome: "read" or "refused"
//   nianbao_document_bytes_total           of all documents
//   nianbao_extraction_seconds             histogram, of each document
//   nianbao_observations_total
//   nianbao_diagnosed_observations_total   code: of the diagnostic
#ifndef NIANBAO_EXTRACTOR_SERVICE_EXTRACTION_METRICS_H_
#define NIANBAO_EXTRACTOR_SERVICE_EXTRACTION_METRICS_H_

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "nianbao/v1/report.pb.h"
#include "prometheus/counter.h"
#include "prometheus/histogram.h"
#include "prometheus/registry.h"

namespace nianbao::extractor {

// Thread-safe. To be made once for a registry, which must outlive it.
class ExtractionMetrics {
 public:
  explicit ExtractionMetrics(prometheus::Registry& registry);

  // A document of so many bytes took `duration` and gave `report`.
  void Count(size_t bytes, absl::Duration duration,
             const absl::StatusOr<v1::Report>& report);

 private:
  prometheus::Family<prometheus::Counter>& documents_;
  prometheus::Counter& read_;
  prometheus::Counter& refused_;
  prometheus::Counter& bytes_;
  prometheus::Histogram& seconds_;
  prometheus::Counter& observations_;
  prometheus::Family<prometheus::Counter>& diagnosed_;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_SERVICE_EXTRACTION_METRICS_H_
