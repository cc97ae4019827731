// nianbao-aggregator: serves AggregatorService over an SQLite file.
#include <algorithm>
#include <iostream>
#include <thread>

#include "CLI/CLI.hpp"
#include "aggregator/service.h"
#include "aggregator/sqlite/store.h"
#include "common/catalogue.h"
#include "common/server.h"
#include "common/status.h"

namespace {

struct Options {
  nianbao::ServerOptions server = {.port = 7702};
  std::string db;
  std::string catalogue;
  int workers = std::max(2u, std::thread::hardware_concurrency());
};

void LogProgress(const nianbao::LoadProgress& progress) {
  std::cerr << "nianbao-aggregator: loading: " << progress.observations
            << " observations, " << progress.indicators << " of "
            << progress.indicator_count << " indicators\n";
}

absl::Status Run(const Options& options) {
  absl::StatusOr<nianbao::Catalogue> catalogue =
      nianbao::LoadCatalogue(options.catalogue);
  if (!catalogue.ok()) return catalogue.status();
  absl::StatusOr<std::unique_ptr<nianbao::SqliteStore>> store =
      nianbao::SqliteStore::Open(options.db, *catalogue);
  if (!store.ok()) return store.status();
  nianbao::WorkerPool pool(options.workers);
  nianbao::AggregatorServiceImpl service(**store, *catalogue, pool);
  return nianbao::PrepareAndServeUntilSignal(
      "nianbao-aggregator", options.server, service,
      [&store](absl::FunctionRef<bool()> stopped) {
        return (*store)->Load(stopped, LogProgress);
      },
      [&service] { service.EndWatches(); });
}

}  // namespace

int main(int argc, char** argv) {
  nianbao::BlockShutdownSignals();
  Options options;
  CLI::App app("Stores reports and answers statistics over them, over gRPC.",
               "nianbao-aggregator");
  app.add_option("--db", options.db,
                 "SQLite file to keep reports in; created when missing")
      ->required();
  app.add_option("--catalogue", options.catalogue,
                 "Text proto of indicators to add to the built-in catalogue")
      ->check(CLI::ExistingFile);
  app.add_option("--workers", options.workers, "Queries answered at a time")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  nianbao::AddServerFlags(app, options.server);
  CLI11_PARSE(app, argc, argv);
  const absl::Status status = Run(options);
  if (!status.ok()) {
    std::cerr << "nianbao-aggregator: " << nianbao::Describe(status) << "\n";
    return 1;
  }
  return 0;
}
