#include "common/telemetry/service_metrics.h"

#include <string>

#include "absl/time/time.h"
#include "common/rpc/tls_files.h"

namespace nianbao {

std::vector<ScrapedMetrics::Handle> AddServiceMetrics(
    const v1::ServerConfig& config, const ServerOptions& server, CallGate& gate,
    WorkerPool& pool, ScrapedMetrics& metrics) {
  std::vector<ScrapedMetrics::Handle> handles;
  handles.push_back(
      metrics.Add({.name = "nianbao_worker_queue_depth",
                   .help = "Pieces of work that wait for a worker.",
                   .read = [&pool] { return pool.QueueDepth(); }}));
  handles.push_back(metrics.Add(
      {.name = "nianbao_tokens_reload_failed",
       .help = "1 while the file of tokens cannot serve and old ones do.",
       .read = [&gate] { return gate.TokensHaveFailed(); }}));
  handles.push_back(
      metrics.Add({.name = "nianbao_connections_refused_total",
                   .help = "Connections closed at once, as too many were open.",
                   .type = prometheus::MetricType::Counter,
                   .read = [counts = server.connection_counts] {
                     return static_cast<double>(counts->refused);
                   }}));
  handles.push_back(metrics.Add(
      {.name = "nianbao_accept_failures_total",
       .help = "Times that the system had no descriptor for a connection.",
       .type = prometheus::MetricType::Counter,
       .read = [counts = server.connection_counts] {
         return static_cast<double>(counts->failed);
       }}));
  if (!config.has_tls()) return handles;
  handles.push_back(metrics.Add(
      {.name = "nianbao_certificate_reload_failed",
       .help = "1 while the files of TLS cannot serve and old ones do.",
       .read = [tls = config.tls()] { return !CheckTls(tls).ok(); }}));
  // The file, not what the server has read: an operator wants to know whether
  // the certificate was renewed. 0 raises the same alarm as one that has ended.
  handles.push_back(metrics.Add(
      {.name = "nianbao_certificate_expiration_timestamp_seconds",
       .help = "End of the certificate since the epoch; 0 if it is unreadable.",
       .read = [file = config.tls().certificate()] {
         return absl::ToDoubleSeconds(
             CertificateEnd(file).value_or(absl::UnixEpoch()) -
             absl::UnixEpoch());
       }}));
  return handles;
}

}  // namespace nianbao
