// A configuration is put together in layers over an empty message: the file is
// parsed into it, then each variable and each flag sets its field, and at last
// CompleteConfig fills in what nobody has set and checks the whole. So a later
// layer overrides an earlier one field by field:
//
//   file                          NIANBAO_…             flags         in effect
//   listener { port: 1 }                                --port 3      port 3
//   limits { max_calls: 200 }     LIMITS_MAX_CALLS=50                 50
//   limits { buffer_mib: 64 }                                         64
//
// All flags but --config, --check-config and --health are such settings.
#include "common/config/config.h"

#include <unistd.h>

#include <iostream>

#include "CLI/CLI.hpp"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/mutex.h"
#include "common/base/read_file.h"
#include "common/base/status.h"
#include "common/base/text_proto.h"
#include "common/base/version.h"
#include "common/config/config_fields.h"
#include "common/config/config_validation.h"
#include "common/rpc/health_probe.h"
#include "google/protobuf/text_format.h"

namespace nianbao {
namespace {

// A flag that sets the field at the path.
struct ConfigFlag {
  const char* name;
  const char* path;
  const char* description;
};

constexpr ConfigFlag kFlags[] = {
    {"--listen", "listener.address",
     "Address to listen on; 0.0.0.0 for all (default 127.0.0.1)"},
    {"--port-file", "listener.port_file",
     "File to write the port to once it is listened on"},
    {"--tls-cert", "tls.certificate", "PEM file with the certificate"},
    {"--tls-key", "tls.key", "PEM file with its key"},
    {"--tls-client-ca", "tls.client_ca",
     "PEM file with the authorities of client certificates"},
    {"--token-file", "auth.token_file", "File of hashed tokens"},
    {"--metrics", "observation.metrics_address",
     "host:port that answers Prometheus"},
    {"--catalogue", "catalogue",
     "Text proto of indicators to add to the built-in catalogue"},
    {"--workers", "workers",
     "Threads that work on calls (default one a core, at least 2)"},
    {"--max-message-mib", "limits.max_message_mib",
     "Largest message received, in MiB (default 64)"},
    {"--buffer-mib", "limits.buffer_mib",
     "Memory for messages on their way, in MiB (default 512)"},
    {"--drain-seconds", "limits.drain_seconds",
     "How long calls may go on after SIGTERM (default 10)"},
};

// A flag only notes what it was given; LoadConfig sets the field, after the
// file and the environment.
void AddFlag(CLI::App& app, CommandLine& line, const ConfigFlag& flag,
             const std::string& description) {
  app.add_option_function<std::string>(
      flag.name,
      [&line, flag](const std::string& value) {
        line.settings.push_back({flag.name, flag.path, value});
      },
      description);
}

absl::Status ReadConfigFile(const std::string& path, v1::ServerConfig& config) {
  const absl::StatusOr<std::string> text = ReadFile(path);
  if (!text.ok()) return text.status();
  const absl::Status parsed = ParseTextProto(*text, &config);
  return parsed.ok() ? parsed : WithPrefix(path, parsed);
}

// `source` is the variable or flag that the value comes from, for the error.
absl::Status Set(absl::string_view source, const ConfigField& field,
                 absl::string_view value, v1::ServerConfig& config) {
  const absl::Status set = SetField(field, value, config);
  return set.ok() ? set : WithPrefix(source, set);
}

// Whether a variable can only be meant as a setting: NIANBAO_LIMITS_… with a
// slip after it, but not NIANBAO_BIN, which others may use for their own ends.
bool NamesSection(absl::string_view variable) {
  for (const std::string& section : ConfigSections()) {
    if (absl::StartsWith(
            variable,
            absl::StrCat("NIANBAO_", absl::AsciiStrToUpper(section), "_"))) {
      return true;
    }
  }
  return false;
}

absl::Status SetVariable(absl::string_view name, absl::string_view value,
                         v1::ServerConfig& config) {
  for (const ConfigField& field : ConfigFields()) {
    if (VariableOf(field) == name) return Set(name, field, value, config);
  }
  if (!NamesSection(name)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(name, ": no such setting"));
}

absl::Status SetVariables(const char* const* environment,
                          v1::ServerConfig& config) {
  for (; *environment != nullptr; ++environment) {
    // A value may hold further equals signs.
    const std::pair<absl::string_view, absl::string_view> variable =
        absl::StrSplit(*environment, absl::MaxSplits('=', 1));
    if (variable.second.empty()) continue;
    const absl::Status set =
        SetVariable(variable.first, variable.second, config);
    if (!set.ok()) return set;
  }
  return absl::OkStatus();
}

// Prints the error; the exit code.
int Fail(const ServiceKind& kind, const absl::Status& status) {
  std::cerr << kind.program << ": " << Describe(status) << "\n";
  return 1;
}

}  // namespace

void AddConfigFlags(const ServiceKind& kind, CLI::App& app, CommandLine& line) {
  app.set_version_flag("--version", kVersion);
  app.add_option("--config", line.config_file,
                 "Text proto of the configuration; the environment and flags "
                 "override it");
  app.add_flag("--check-config", line.check_config,
               "Print the configuration in effect, or what is wrong with it");
  app.add_option_function<std::vector<std::string>>(
         "--health",
         [&line](const std::vector<std::string>& address) {
           line.check_health = true;
           line.health_address = address.empty() ? "" : address.front();
         },
         "Ask the service that runs, or the one at host:port, whether it "
         "serves")
      ->expected(0, 1);
  AddFlag(app, line, {"--port", "listener.port"},
          absl::StrCat("Port to listen on; 0 for a free one (default ",
                       kind.port, ")"));
  if (kind.has_store) {
    AddFlag(app, line, {"--db", "store.db"},
            "SQLite file to keep reports in; created when missing");
  }
  for (const ConfigFlag& flag : kFlags) {
    AddFlag(app, line, flag, flag.description);
  }
  app.add_flag_callback(
      "--allow-plaintext",
      [&line] {
        line.settings.push_back(
            {"--allow-plaintext", "listener.allow_plaintext", "true"});
      },
      "Listen beyond this machine without TLS");
}

absl::StatusOr<v1::ServerConfig> LoadConfig(const ServiceKind& kind,
                                            const CommandLine& line,
                                            const char* const* environment) {
  v1::ServerConfig config;
  if (!line.config_file.empty()) {
    const absl::Status read = ReadConfigFile(line.config_file, config);
    if (!read.ok()) return read;
  }
  absl::Status status = SetVariables(environment, config);
  for (const CommandLine::Setting& setting : line.settings) {
    status.Update(
        Set(setting.flag, FieldAt(setting.path), setting.value, config));
  }
  if (!status.ok()) return status;
  status = CompleteConfig(kind, config);
  if (!status.ok()) return status;
  // A supervisor that only asks for the health need not know the store.
  if (kind.has_store && config.store().db().empty() && !line.check_health) {
    return absl::InvalidArgumentError("store.db: must be set");
  }
  return config;
}

ServerOptions ToServerOptions(const v1::ServerConfig& config, CallGate& gate) {
  ServerOptions options;
  options.listen = config.listener().address();
  options.port = config.listener().port();
  options.port_file = config.listener().port_file();
  options.reflection = !config.listener().no_reflection();
  if (config.listener().channelz()) options.channelz_gate = &gate;
  if (config.has_tls()) options.tls = config.tls();
  options.max_message_mib = config.limits().max_message_mib();
  options.buffer_mib = config.limits().buffer_mib();
  options.drain_seconds = config.limits().drain_seconds();
  options.connections = {.all = config.limits().max_connections(),
                         .of_peer = config.limits().max_connections_per_peer()};
  options.max_connection_age_seconds =
      config.limits().max_connection_age_seconds();
  return options;
}

int RunProgram(const ServiceKind& kind, const CommandLine& line,
               absl::FunctionRef<absl::Status(const v1::ServerConfig&)> serve) {
  // Abseil as Debian builds it searches for deadlocks at each lock, which is
  // meant for debugging and costs time.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  const absl::StatusOr<v1::ServerConfig> config =
      LoadConfig(kind, line, environ);
  if (!config.ok()) return Fail(kind, config.status());
  if (line.check_config) {
    std::string text;
    google::protobuf::TextFormat::PrintToString(*config, &text);
    std::cout << text;
    return 0;
  }
  const absl::Status status = line.check_health
                                  ? ProbeHealth(*config, line.health_address)
                                  : serve(*config);
  return status.ok() ? 0 : Fail(kind, status);
}

}  // namespace nianbao
