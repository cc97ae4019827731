// nianbao-extractor: serves ExtractorService.
#include <algorithm>
#include <iostream>
#include <thread>

#include "CLI/CLI.hpp"
#include "common/catalogue.h"
#include "common/server.h"
#include "common/status.h"
#include "extractor/extractor.h"
#include "extractor/service.h"

namespace {

struct Options {
  nianbao::ServerOptions server = {.port = 7701};
  std::string catalogue;
  int workers = std::max(1u, std::thread::hardware_concurrency());
};

absl::Status Run(const Options& options) {
  absl::StatusOr<nianbao::Catalogue> catalogue =
      nianbao::LoadCatalogue(options.catalogue);
  if (!catalogue.ok()) return catalogue.status();
  absl::StatusOr<std::unique_ptr<nianbao::Extractor>> extractor =
      nianbao::Extractor::Create(*catalogue);
  if (!extractor.ok()) return extractor.status();
  nianbao::WorkerPool pool(options.workers);
  nianbao::ExtractorServiceImpl service(**extractor, pool);
  return nianbao::ServeUntilSignal("nianbao-extractor", options.server,
                                   service);
}

}  // namespace

int main(int argc, char** argv) {
  nianbao::BlockShutdownSignals();
  Options options;
  CLI::App app("Reads annual reports into figures, over gRPC.",
               "nianbao-extractor");
  app.add_option("--catalogue", options.catalogue,
                 "Text proto of indicators to add to the built-in catalogue")
      ->check(CLI::ExistingFile);
  app.add_option("--workers", options.workers, "Documents read at a time")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  nianbao::AddServerFlags(app, options.server);
  CLI11_PARSE(app, argc, argv);
  const absl::Status status = Run(options);
  if (!status.ok()) {
    std::cerr << "nianbao-extractor: " << nianbao::Describe(status) << "\n";
    return 1;
  }
  return 0;
}
