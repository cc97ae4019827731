#include "common/telemetry/metrics_listener.h"

#include <exception>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace nianbao {
namespace {

constexpr char kLoopback[] = "127.0.0.1";
constexpr char kThreads[] = "2";
constexpr char kRequestTimeoutMs[] = "10000";

// With the host that `address` may leave out.
absl::StatusOr<std::string> FullAddress(absl::string_view address) {
  const size_t colon = address.rfind(':');
  const bool has_host = colon != absl::string_view::npos;
  const absl::string_view host =
      has_host ? address.substr(0, colon) : kLoopback;
  const absl::string_view port = has_host ? address.substr(colon + 1) : address;
  int number = -1;
  // The library gives meaning to further signs.
  const bool plain = !host.empty() && absl::c_all_of(host, [](char c) {
    return absl::ascii_isalnum(c) || absl::StrContains(".:[]-", c);
  });
  if (!plain || !absl::c_all_of(port, absl::ascii_isdigit) ||
      !absl::SimpleAtoi(port, &number) || number > 65535) {
    return absl::InvalidArgumentError("must be an address and a port");
  }
  return absl::StrCat(host, ":", number);
}

}  // namespace

absl::StatusOr<std::unique_ptr<MetricsListener>> MetricsListener::Listen(
    absl::string_view address,
    const std::vector<std::shared_ptr<prometheus::Collectable>>& metrics) {
  const absl::StatusOr<std::string> full = FullAddress(address);
  if (!full.ok()) return full.status();
  try {
    auto exposer =
        std::make_unique<prometheus::Exposer>(std::vector<std::string>{
            "listening_ports", *full, "num_threads", kThreads,
            "request_timeout_ms", kRequestTimeoutMs});
    for (const auto& each : metrics) exposer->RegisterCollectable(each);
    return std::unique_ptr<MetricsListener>(
        new MetricsListener(std::move(exposer)));
  } catch (const std::exception&) {
    return absl::UnavailableError(absl::StrCat("cannot listen on ", *full));
  }
}

}  // namespace nianbao
