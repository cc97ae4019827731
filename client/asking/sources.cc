#include "client/asking/sources.h"

#include <utility>

#include "client/documents/manifest.h"

namespace nianbao::client {

void AddSourceOptions(Command& command, const char* name,
                      SourceOptions& options) {
  command.Add(name, options.paths, kSourcesHelp);
  command
      .Add("--manifest", options.manifest,
           "Table of files and what is known of them, in CSV or JSON Lines")
      .ExistingFile();
}

absl::StatusOr<DocumentFiles> FindSources(const SourceOptions& options) {
  if (options.manifest.empty()) {
    if (!options.paths.empty()) return FindDocuments(options.paths);
    return absl::InvalidArgumentError(
        "name files or folders to read, or a --manifest");
  }
  absl::StatusOr<std::vector<DocumentFile>> known =
      ReadManifest(options.manifest);
  if (!known.ok()) return known.status();
  return FindDocuments(options.paths, *std::move(known));
}

}  // namespace nianbao::client
