// Answers Prometheus over HTTP at /metrics.
#ifndef NIANBAO_COMMON_TELEMETRY_METRICS_LISTENER_H_
#define NIANBAO_COMMON_TELEMETRY_METRICS_LISTENER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "prometheus/collectable.h"
#include "prometheus/exposer.h"

namespace nianbao {

class MetricsListener {
 public:
  // `address` is as ParseHostPort takes it; port 0 takes a free one.
  // INVALID_ARGUMENT when it is not of that form, UNAVAILABLE when it cannot be
  // listened on.
  static absl::StatusOr<std::unique_ptr<MetricsListener>> Listen(
      absl::string_view address,
      const std::vector<std::shared_ptr<prometheus::Collectable>>& metrics);

  // The port listened on.
  int port() const { return exposer_->GetListeningPorts().front(); }

 private:
  explicit MetricsListener(std::unique_ptr<prometheus::Exposer> exposer)
      : exposer_(std::move(exposer)) {}

  const std::unique_ptr<prometheus::Exposer> exposer_;
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_TELEMETRY_METRICS_LISTENER_H_
