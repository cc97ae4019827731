// nianbao-aggregator: serves AggregatorService over a store.
#include <iostream>

#include "CLI/CLI.hpp"
#include "aggregator/open_store.h"
#include "aggregator/service/maintenance.h"
#include "aggregator/service/service.h"
#include "aggregator/store/store_metrics.h"
#include "common/base/end_process.h"
#include "common/base/file_signals.h"
#include "common/config/config.h"
#include "common/domain/catalogue.h"
#include "common/rpc/access/call_gate.h"
#include "common/rpc/server.h"
#include "common/telemetry/service_metrics.h"
#include "common/telemetry/telemetry.h"

namespace {

void LogProgress(absl::string_view words) {
  std::cerr << "nianbao-aggregator: " << words << "\n";
}

absl::Status Serve(const nianbao::v1::ServerConfig& config) {
  const absl::StatusOr<std::unique_ptr<nianbao::Telemetry>> telemetry =
      nianbao::Telemetry::Start(config.observation(), "nianbao-aggregator");
  if (!telemetry.ok()) return telemetry.status();
  absl::StatusOr<nianbao::Catalogue> catalogue =
      nianbao::LoadCatalogue(config.catalogue());
  if (!catalogue.ok()) return catalogue.status();
  const absl::StatusOr<std::unique_ptr<nianbao::aggregator::Store>> store =
      nianbao::aggregator::OpenStore(config.store(), *catalogue);
  if (!store.ok()) return store.status();
  const nianbao::aggregator::StoreMetrics metrics(
      **store, (*telemetry)->registry(), (*telemetry)->scraped());
  absl::StatusOr<std::unique_ptr<nianbao::CallGate>> gate =
      nianbao::CallGate::Create(config);
  if (!gate.ok()) return gate.status();
  nianbao::WorkerPool pool(config.workers());
  const nianbao::ServerOptions options =
      nianbao::ToServerOptions(config, **gate);
  const auto service_metrics = nianbao::AddServiceMetrics(
      config, options, **gate, pool, (*telemetry)->scraped());
  nianbao::aggregator::AggregatorServiceImpl service(**store, *catalogue,
                                                     **gate, pool);
  return nianbao::PrepareAndServeUntilSignal(
      "nianbao-aggregator", options, service,
      [&store](absl::FunctionRef<bool()> stopped) {
        return (*store)->Prepare(stopped, LogProgress);
      },
      [&service] { service.EndWatches(); }, (*telemetry)->Interceptors(),
      [&store] { return (*store)->Health(); });
}

int Run(int argc, char** argv) {
  CLI::App app("Stores reports and answers statistics over them, over gRPC.",
               "nianbao-aggregator");
  nianbao::CommandLine line;
  nianbao::AddConfigFlags(nianbao::kAggregator, app, line);
  app.footer(nianbao::aggregator::kMaintenanceHelp);
  CLI11_PARSE(app, argc, argv);
  return nianbao::RunProgram(nianbao::kAggregator, line, Serve);
}

}  // namespace

int main(int argc, char** argv) {
  nianbao::TakeFileSignals();
  if (const auto code = nianbao::aggregator::RunMaintenance(argc, argv))
    return *code;
  nianbao::BlockShutdownSignals();
  nianbao::EndProcess(Run(argc, argv));
}
