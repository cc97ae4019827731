// Configuration of a service: a text proto file, then the environment, then
// flags; later ones win. Each field of the message has a variable, and those
// that are often set by hand a flag:
//
//   limits { max_calls: 200 }       in the file
//   NIANBAO_LIMITS_MAX_CALLS=200    in the environment
//
//   CLI::App app("…", "nianbao-extractor");
//   CommandLine line;
//   AddConfigFlags(kExtractor, app, line);
//   CLI11_PARSE(app, argc, argv);
//   absl::StatusOr<v1::ServerConfig> config =
//       LoadConfig(kExtractor, line, environ);
#ifndef NIANBAO_COMMON_CONFIG_CONFIG_H_
#define NIANBAO_COMMON_CONFIG_CONFIG_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/config/service_kind.h"
#include "common/rpc/server.h"
#include "nianbao/v1/server_config.pb.h"

namespace CLI {
class App;
}

namespace nianbao {

// What the flags said.
struct CommandLine {
  std::string config_file;
  bool check_config = false;
  bool check_health = false;
  // host:port to ask for its health; empty for the configured listener.
  std::string health_address;
  // A flag and its value for the field at the path, in the order given.
  struct Setting {
    std::string flag;
    std::string path;
    std::string value;
  };
  std::vector<Setting> settings;
};

// Adds the flags of the service; `line` must outlive `app`.
void AddConfigFlags(const ServiceKind& kind, CLI::App& app, CommandLine& line);

// The whole configuration, every default filled in. `environment` is as
// `environ`: NAME=VALUE strings, the last one null. A variable that is empty
// counts as not set; one that begins with NIANBAO_ and the name of a section
// but is no setting is an error.
//
// INVALID_ARGUMENT names the field, "limits.max_calls: must be from 1 to
// 65536", or the place in the file. NOT_FOUND when the file cannot be read.
absl::StatusOr<v1::ServerConfig> LoadConfig(const ServiceKind& kind,
                                            const CommandLine& line,
                                            const char* const* environment);

// The part of a whole configuration that a Server takes. `gate` is the
// service's own and must outlive the server.
ServerOptions ToServerOptions(const v1::ServerConfig& config, CallGate& gate);

// Runs a service's program: loads its configuration from `line` and the
// process's environment and does what is asked for with it: prints it, asks for
// the health of the service, or calls `serve`. Errors are printed. Returns the
// exit code.
int RunProgram(const ServiceKind& kind, const CommandLine& line,
               absl::FunctionRef<absl::Status(const v1::ServerConfig&)> serve);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_CONFIG_CONFIG_H_
