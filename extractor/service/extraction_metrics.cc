#include "extractor/service/extraction_metrics.h"

namespace nianbao::extractor {
namespace {

using prometheus::BuildCounter;

// Seconds, from a short page to the largest document accepted, which takes some
// seconds; close together where most reports are, around a millisecond.
const prometheus::Histogram::BucketBoundaries& Buckets() {
  static const auto& buckets = *new prometheus::Histogram::BucketBoundaries{
      0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5};
  return buckets;
}

}  // namespace

ExtractionMetrics::ExtractionMetrics(prometheus::Registry& registry)
    : documents_(BuildCounter()
                     .Name("nianbao_documents_total")
                     .Help("Documents looked at.")
                     .Register(registry)),
      read_(documents_.Add({{"outcome", "read"}})),
      refused_(documents_.Add({{"outcome", "refused"}})),
      bytes_(BuildCounter()
                 .Name("nianbao_document_bytes_total")
                 .Help("Bytes of the documents looked at.")
                 .Register(registry)
                 .Add({})),
      seconds_(prometheus::BuildHistogram()
                   .Name("nianbao_extraction_seconds")
                   .Help("Seconds that a document took.")
                   .Register(registry)
                   .Add({}, Buckets())),
      observations_(BuildCounter()
                        .Name("nianbao_observations_total")
                        .Help("Observations found.")
                        .Register(registry)
                        .Add({})),
      diagnosed_(BuildCounter()
                     .Name("nianbao_diagnosed_observations_total")
                     .Help("Observations that a diagnostic speaks of.")
                     .Register(registry)) {}

void ExtractionMetrics::Count(size_t bytes, absl::Duration duration,
                              const absl::StatusOr<v1::Report>& report) {
  bytes_.Increment(static_cast<double>(bytes));
  seconds_.Observe(absl::ToDoubleSeconds(duration));
  (report.ok() ? read_ : refused_).Increment();
  if (!report.ok()) return;
  // A diagnostic counts once for each observation it speaks of.
  observations_.Increment(report->observations_size());
  for (const v1::Diagnostic& diagnostic : report->diagnostics()) {
    diagnosed_.Add({{"code", diagnostic.code()}})
        .Increment(diagnostic.observations_size());
  }
}

}  // namespace nianbao::extractor
