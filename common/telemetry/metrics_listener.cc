#include "common/telemetry/metrics_listener.h"

#include <exception>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/address.h"

namespace nianbao {
namespace {

// The values of civetweb's options, which are text.
// One scrape at a time is the rule; the second answers while one hangs.
constexpr char kThreads[] = "2";
// Prometheus gives up after 10 s unless it is configured otherwise.
constexpr char kRequestTimeoutMs[] = "10000";

}  // namespace

absl::StatusOr<std::unique_ptr<MetricsListener>> MetricsListener::Listen(
    absl::string_view address,
    const std::vector<std::shared_ptr<prometheus::Collectable>>& metrics) {
  const absl::optional<HostPort> parsed = ParseHostPort(address);
  // civetweb gives a meaning to further signs, such as commas between several
  // addresses: only what ParseHostPort understood is handed on.
  if (!parsed.has_value()) {
    return absl::InvalidArgumentError("must be host:port");
  }
  const std::string full = absl::StrCat(parsed->host, ":", parsed->port);
  try {
    auto exposer =
        std::make_unique<prometheus::Exposer>(std::vector<std::string>{
            "listening_ports", full, "num_threads", kThreads,
            "request_timeout_ms", kRequestTimeoutMs});
    for (const auto& each : metrics) exposer->RegisterCollectable(each);
    return std::unique_ptr<MetricsListener>(
        new MetricsListener(std::move(exposer)));
  } catch (const std::exception&) {
    return absl::UnavailableError(absl::StrCat("cannot listen on ", full));
  }
}

}  // namespace nianbao
