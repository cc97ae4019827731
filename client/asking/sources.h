// The arguments that say which documents a command reads.
#ifndef NIANBAO_CLIENT_ASKING_SOURCES_H_
#define NIANBAO_CLIENT_ASKING_SOURCES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/asking/command.h"
#include "client/documents/documents.h"

namespace nianbao::client {

// What the help says of arguments that name documents.
inline constexpr char kSourcesHelp[] =
    "Files, folders, archives or patterns; - for standard input";

struct SourceOptions {
  std::vector<std::string> paths;
  // Empty without one.
  std::string manifest;
};

// Adds the argument `name` and --manifest; `options` must outlive the command.
void AddSourceOptions(Command& command, const char* name,
                      SourceOptions& options);

// The files that the manifest names, then those of the paths. INVALID_ARGUMENT
// when neither is given; errors of ReadManifest.
absl::StatusOr<DocumentFiles> FindSources(const SourceOptions& options);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_SOURCES_H_
