#include "client/commands/running/service_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "client/output/paths.h"
#include "common/base/read_file.h"

namespace nianbao::client {
namespace {

// Between two looks at a process.
constexpr absl::Duration kPause = absl::Milliseconds(50);
// Lines of a log that tell why a service ended.
constexpr size_t kLogLines = 5;
constexpr mode_t kLogMode = 0600;

std::string Variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// The path of the program that the process runs; empty when there is none, or
// it is somebody else's.
std::string ProgramOf(pid_t pid) {
  std::error_code error;
  const std::filesystem::path path =
      std::filesystem::read_symlink(absl::StrCat("/proc/", pid, "/exe"), error);
  // As the kernel names the program of a process after an upgrade.
  return std::string(absl::StripSuffix(path.native(), " (deleted)"));
}

// What a spawned program has as its input and output.
class FileActions {
 public:
  explicit FileActions(const std::string& log) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null",
                                     O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, log.c_str(),
                                     O_WRONLY | O_CREAT | O_APPEND, kLogMode);
    posix_spawn_file_actions_adddup2(&actions_, STDOUT_FILENO, STDERR_FILENO);
  }
  ~FileActions() { posix_spawn_file_actions_destroy(&actions_); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;

  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_;
};

// A session of its own: no signal of the terminal reaches the program.
class SessionAttributes {
 public:
  SessionAttributes() {
    posix_spawnattr_init(&attributes_);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSID);
  }
  ~SessionAttributes() { posix_spawnattr_destroy(&attributes_); }
  SessionAttributes(const SessionAttributes&) = delete;
  SessionAttributes& operator=(const SessionAttributes&) = delete;

  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_;
};

}  // namespace

absl::StatusOr<std::string> DefaultServiceFolder() {
  const std::string data = Variable("XDG_DATA_HOME");
  if (!data.empty()) return absl::StrCat(data, "/nianbao");
  const std::string home = Variable("HOME");
  if (!home.empty()) return absl::StrCat(home, "/.local/share/nianbao");
  return absl::FailedPreconditionError(
      "neither XDG_DATA_HOME nor HOME is set: say where by --folder");
}

absl::StatusOr<std::string> FindProgram(const std::string& program) {
  const std::filesystem::path own = ProgramOf(getpid());
  std::vector<std::string> folders = {own.parent_path().native()};
  for (const absl::string_view folder :
       absl::StrSplit(Variable("PATH"), ':', absl::SkipEmpty())) {
    folders.push_back(std::string(folder));
  }
  for (const std::string& folder : folders) {
    const std::string path = absl::StrCat(folder, "/", program);
    if (access(path.c_str(), X_OK) == 0) return path;
  }
  return absl::NotFoundError(absl::StrCat(
      "there is no ", program,
      " beside this command or on PATH; install the package ", program));
}

ServiceProcess::ServiceProcess(std::string program, const std::string& folder)
    : program_(std::move(program)),
      pid_file_(absl::StrCat(folder, "/", program_, ".pid")),
      port_file_(absl::StrCat(folder, "/", program_, ".port")),
      log_file_(absl::StrCat(folder, "/", program_, ".log")) {}

std::optional<pid_t> ServiceProcess::Running() const {
  pid_t pid = 0;
  if (!(std::ifstream(pid_file_) >> pid) || pid <= 0) return std::nullopt;
  const std::filesystem::path path = ProgramOf(pid);
  if (path.filename() != program_) return std::nullopt;
  return pid;
}

absl::Status ServiceProcess::Start(const std::vector<std::string>& flags) {
  absl::StatusOr<std::string> path = FindProgram(program_);
  if (!path.ok()) return path.status();
  std::error_code error;
  std::filesystem::remove(port_file_, error);
  std::vector<std::string> arguments = {*path, "--port-file", port_file_};
  arguments.insert(arguments.end(), flags.begin(), flags.end());
  std::vector<char*> pointers;
  pointers.reserve(arguments.size() + 1);
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  const FileActions actions(log_file_);
  const SessionAttributes attributes;
  pid_t pid = 0;
  const int failed = posix_spawn(&pid, path->c_str(), actions.get(),
                                 attributes.get(), pointers.data(), environ);
  if (failed != 0) {
    return absl::FailedPreconditionError(absl::StrCat(
        "cannot start ", ReadablePath(*path), ": ", std::strerror(failed)));
  }
  std::ofstream file(pid_file_);
  file << pid << "\n";
  file.close();
  if (file) return absl::OkStatus();
  kill(pid, SIGTERM);
  return absl::FailedPreconditionError(
      absl::StrCat("cannot write ", ReadablePath(pid_file_)));
}

absl::Status ServiceProcess::AwaitPort(absl::Time deadline) const {
  while (absl::Now() < deadline) {
    std::error_code error;
    if (std::filesystem::file_size(port_file_, error) > 0 && !error) {
      return absl::OkStatus();
    }
    const std::optional<pid_t> pid = Running();
    // One that has ended stays there until its parent has seen that.
    if (!pid || waitpid(*pid, nullptr, WNOHANG) == *pid) break;
    absl::SleepFor(kPause);
  }
  return absl::FailedPreconditionError(
      absl::StrCat(program_, " did not start; ", ReadablePath(log_file_),
                   " ends:\n", EndOfLog()));
}

absl::Status ServiceProcess::Stop(absl::Time deadline) {
  const std::optional<pid_t> pid = Running();
  if (pid) kill(*pid, SIGTERM);
  while (pid && Running() == pid && waitpid(*pid, nullptr, WNOHANG) != *pid) {
    if (absl::Now() >= deadline) {
      return absl::DeadlineExceededError(absl::StrCat(
          program_, " does not end; `kill -KILL ", *pid, "` ends it"));
    }
    absl::SleepFor(kPause);
  }
  std::error_code error;
  std::filesystem::remove(pid_file_, error);
  std::filesystem::remove(port_file_, error);
  return absl::OkStatus();
}

std::string ServiceProcess::EndOfLog() const {
  const absl::StatusOr<std::string> log = ReadFile(log_file_);
  if (!log.ok()) return "  (nothing)";
  const std::vector<std::string> lines =
      absl::StrSplit(*log, '\n', absl::SkipEmpty());
  const size_t begin = lines.size() - std::min(lines.size(), kLogLines);
  std::string end;
  for (size_t i = begin; i < lines.size(); ++i) {
    absl::StrAppend(&end, i == begin ? "  " : "\n  ", lines[i]);
  }
  return end.empty() ? "  (nothing)" : end;
}

}  // namespace nianbao::client
