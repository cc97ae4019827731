// A service that `nianbao up` runs on this machine, in the background.
//
//   ServiceProcess extractor("nianbao-extractor", folder);
//   absl::Status status = extractor.Start({"--port", "7701"});
//   if (status.ok()) status = extractor.AwaitPort(deadline);
//
// In the folder it has PROGRAM.pid, PROGRAM.port and PROGRAM.log.
#ifndef NIANBAO_CLIENT_COMMANDS_RUNNING_SERVICE_PROCESS_H_
#define NIANBAO_CLIENT_COMMANDS_RUNNING_SERVICE_PROCESS_H_

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace nianbao::client {

// $XDG_DATA_HOME/nianbao, or what stands for it: ~/.local/share/nianbao.
// FAILED_PRECONDITION when neither variable is set.
absl::StatusOr<std::string> DefaultServiceFolder();

// The program beside this one, or else on PATH. NOT_FOUND.
absl::StatusOr<std::string> FindProgram(const std::string& program);

// Not thread-safe.
class ServiceProcess {
 public:
  ServiceProcess(std::string program, const std::string& folder);

  const std::string& program() const { return program_; }

  // The process that its file names, if it runs the program.
  std::optional<pid_t> Running() const;

  // Starts it with `flags`, in a session of its own. The folder must be there.
  absl::Status Start(const std::vector<std::string>& flags);

  // Waits until the one that was started has told its port, which it does when
  // it answers. FAILED_PRECONDITION with the end of its log when it ended, or
  // took longer.
  absl::Status AwaitPort(absl::Time deadline) const;

  // Ends it, by SIGTERM, and waits for that. DEADLINE_EXCEEDED.
  absl::Status Stop(absl::Time deadline);

 private:
  // The last lines of the log.
  std::string EndOfLog() const;

  const std::string program_;
  const std::string pid_file_;
  const std::string port_file_;
  const std::string log_file_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_RUNNING_SERVICE_PROCESS_H_
