// nianbao up: both services on this machine, without a root's help.

#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "client/asking/command.h"
#include "client/calls/probes.h"
#include "client/commands/running/running.h"
#include "client/commands/running/service_process.h"
#include "client/output/paths.h"
#include "common/base/address.h"

namespace nianbao::client {
namespace {

constexpr char kUpFooter[] =
    R"(Starts nianbao-extractor and nianbao-aggregator on this machine, at the addresses
of --extractor and --aggregator, and waits until both serve. The programs are those
beside this command, or on PATH. The store, logs and process ids are in
$XDG_DATA_HOME/nianbao (~/.local/share/nianbao), or in --folder. They go on until
--stop, also when the terminal is closed; what is stored stays.

Examples:
  nianbao up
  nianbao up --folder /data/nianbao
  nianbao up --stop)";

// Longest wait for both services to start, or for one to end: it lets calls
// under way end first.
constexpr absl::Duration kStartPatience = absl::Seconds(30);
constexpr absl::Duration kEndPatience = absl::Seconds(20);

struct UpOptions {
  std::string folder;
  bool stop = false;
};

// A service and where it is to answer.
struct Service {
  ServiceProcess process;
  std::string address;
  int port = 0;
};

absl::StatusOr<int> PortOnThisMachine(const char* flag,
                                      const std::string& address) {
  const absl::optional<HostPort> parsed = ParseHostPort(address);
  if (!parsed || !IsLoopback(HostOf(address))) {
    return absl::InvalidArgumentError(
        absl::StrCat("`nianbao up` starts services on this machine, and ", flag,
                     " is ", address, ": make it 127.0.0.1:PORT"));
  }
  return parsed->port;
}

absl::Status RefuseWhatIsUp(const std::vector<Service>& services) {
  for (const Service& service : services) {
    const std::optional<pid_t> pid = service.process.Running();
    if (pid) {
      return absl::FailedPreconditionError(
          absl::StrCat(service.process.program(), " is up already (process ",
                       *pid, "); `nianbao up --stop` ends both"));
    }
  }
  return absl::OkStatus();
}

absl::Status StopAll(std::vector<Service>& services) {
  absl::Status status;
  for (Service& service : services) {
    const std::optional<pid_t> pid = service.process.Running();
    const absl::Status stopped =
        service.process.Stop(absl::Now() + kEndPatience);
    if (stopped.ok() && pid) {
      std::cout << "stopped " << service.process.program() << " (process "
                << *pid << ")\n";
    }
    status.Update(stopped);
  }
  return status;
}

absl::Status AwaitService(const Service& service, absl::Time deadline) {
  const absl::Status started = service.process.AwaitPort(deadline);
  if (!started.ok()) return started;
  // Services of `up` speak plaintext, whatever the command does elsewhere.
  const absl::StatusOr<Peer> peer =
      AskHealth(Connector().Connect(service.address), deadline - absl::Now());
  if (peer.ok() && peer->serves) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat(
      service.process.program(), " does not serve at ", service.address));
}

absl::Status StartAll(std::vector<Service>& services,
                      const std::string& store) {
  for (Service& service : services) {
    std::vector<std::string> flags = {"--port", absl::StrCat(service.port)};
    if (service.process.program() == "nianbao-aggregator") {
      flags.insert(flags.end(), {"--db", store});
    }
    const absl::Status started = service.process.Start(flags);
    if (!started.ok()) return started;
  }
  const absl::Time deadline = absl::Now() + kStartPatience;
  for (const Service& service : services) {
    const absl::Status serves = AwaitService(service, deadline);
    if (!serves.ok()) return serves;
    std::cout << service.process.program() << " serves at " << service.address
              << " (process " << service.process.Running().value_or(0) << ")\n";
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Service>> MakeServices(const Session& session,
                                                  const std::string& folder) {
  const absl::StatusOr<int> extractor =
      PortOnThisMachine("--extractor", session.extractor_address);
  if (!extractor.ok()) return extractor.status();
  const absl::StatusOr<int> aggregator =
      PortOnThisMachine("--aggregator", session.aggregator_address);
  if (!aggregator.ok()) return aggregator.status();
  return std::vector<Service>{{ServiceProcess("nianbao-extractor", folder),
                               session.extractor_address, *extractor},
                              {ServiceProcess("nianbao-aggregator", folder),
                               session.aggregator_address, *aggregator}};
}

absl::StatusOr<ExitCode> Up(const Session& session, const UpOptions& options) {
  const absl::StatusOr<std::string> folder =
      options.folder.empty() ? DefaultServiceFolder()
                             : absl::StatusOr<std::string>(options.folder);
  if (!folder.ok()) return folder.status();
  absl::StatusOr<std::vector<Service>> services =
      MakeServices(session, *folder);
  if (!services.ok()) return services.status();
  absl::Status status = RefuseWhatIsUp(*services);
  if (options.stop) {
    if (status.ok()) std::cout << "nothing is up\n";
    status = StopAll(*services);
    if (!status.ok()) return status;
    return ExitCode::kOk;
  }
  if (!status.ok()) return status;
  std::error_code error;
  std::filesystem::create_directories(*folder, error);
  if (error) {
    return absl::FailedPreconditionError(absl::StrCat(
        "cannot make ", ReadablePath(*folder), ": ", error.message()));
  }
  const std::string store = absl::StrCat(*folder, "/nianbao.db");
  status = StartAll(*services, store);
  if (!status.ok()) {
    (void)StopAll(*services);
    return status;
  }
  std::cout << "store and logs are in " << ReadablePath(*folder)
            << "; `nianbao up --stop` ends both\n";
  return ExitCode::kOk;
}

}  // namespace

void AddUp(CLI::App& app, Session& session) {
  auto options = std::make_shared<UpOptions>();
  Command command(app, "up", "Start both services on this machine");
  command
      .Add(
          "--folder", options->folder,
          "Where the store and the logs are, instead of the user's data folder")
      .Type("FOLDER");
  command.AddSwitch("--stop", options->stop, "End them");
  command.Run(kUpFooter,
              [=, &session] { session.outcome = Up(session, *options); });
}

}  // namespace nianbao::client
