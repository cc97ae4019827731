// nianbao-extractor: serves ExtractorService.
#include "CLI/CLI.hpp"
#include "common/base/end_process.h"
#include "common/config/config.h"
#include "common/domain/catalogue.h"
#include "common/rpc/access/call_gate.h"
#include "common/rpc/server.h"
#include "common/telemetry/service_metrics.h"
#include "common/telemetry/telemetry.h"
#include "extractor/extractor.h"
#include "extractor/service/service.h"

namespace {

absl::Status Serve(const nianbao::v1::ServerConfig& config) {
  absl::StatusOr<nianbao::Catalogue> catalogue =
      nianbao::LoadCatalogue(config.catalogue());
  if (!catalogue.ok()) return catalogue.status();
  absl::StatusOr<std::unique_ptr<nianbao::extractor::Extractor>> extractor =
      nianbao::extractor::Extractor::Create(*catalogue);
  if (!extractor.ok()) return extractor.status();
  absl::StatusOr<std::unique_ptr<nianbao::CallGate>> gate =
      nianbao::CallGate::Create(config);
  if (!gate.ok()) return gate.status();
  const absl::StatusOr<std::unique_ptr<nianbao::Telemetry>> telemetry =
      nianbao::Telemetry::Start(config.observation(), "nianbao-extractor");
  if (!telemetry.ok()) return telemetry.status();
  nianbao::WorkerPool pool(config.workers());
  nianbao::ServerOptions options = nianbao::ToServerOptions(config, **gate);
  options.reading_gives_way = true;
  const auto service_metrics = nianbao::AddServiceMetrics(
      config, options, **gate, pool, (*telemetry)->scraped());
  nianbao::extractor::ExtractionMetrics metrics((*telemetry)->registry());
  nianbao::extractor::ExtractorServiceImpl service(**extractor, **gate, pool,
                                                   &metrics);
  return nianbao::ServeUntilSignal("nianbao-extractor", options, service,
                                   (*telemetry)->Interceptors());
}

int Run(int argc, char** argv) {
  CLI::App app("Reads annual reports into figures, over gRPC.",
               "nianbao-extractor");
  nianbao::CommandLine line;
  nianbao::AddConfigFlags(nianbao::kExtractor, app, line);
  CLI11_PARSE(app, argc, argv);
  return nianbao::RunProgram(nianbao::kExtractor, line, Serve);
}

}  // namespace

int main(int argc, char** argv) {
  nianbao::BlockShutdownSignals();
  nianbao::EndProcess(Run(argc, argv));
}
