// A parser of PDF is a large program that reads what strangers wrote. So it has
// a process of its own for each document:
//
//   this process      memory file ---stdin--->  nianbao-pdf: bounds itself,
//                     pipe        <--stdout---  reads, writes text or a reason
//                     waits, kills after kMaxPdfTime
//
// The document goes by a file in memory, not by a pipe, so that the two never
// wait for each other. posix_spawn starts the program without copying this one,
// whose other threads may hold locks. The program has a process group of its
// own: Ctrl-C, which finishes what is under way, does not reach it.
#include "client/conversion/pdf_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "client/conversion/pdf_protocol.h"

namespace nianbao::client {
namespace {

using PdfClock = std::chrono::steady_clock;

// Closes what it holds.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() { Close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }
  void Close() {
    if (number_ >= 0) close(std::exchange(number_, -1));
  }

 private:
  int number_;
};

// A program that was started; killed unless it has been waited for.
class Child {
 public:
  explicit Child(pid_t id) : id_(id) {}
  ~Child() {
    if (id_ <= 0) return;
    kill(id_, SIGKILL);
    (void)Wait();
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // The status as of waitpid. Once.
  int Wait() {
    int status = 0;
    while (waitpid(id_, &status, 0) < 0 && errno == EINTR) {
      // A signal interrupted the wait.
    }
    id_ = -1;
    return status;
  }

 private:
  pid_t id_;
};

std::string ProgramPath() {
  std::error_code error;
  const std::filesystem::path self =
      std::filesystem::read_symlink("/proc/self/exe", error);
  return (self.parent_path() / kPdfProgram).string();
}

// Fills the memory file, and goes back to its begin.
absl::Status Fill(int file, absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t size = write(file, bytes.data(), bytes.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return absl::ErrnoToStatus(errno, "cannot hand on the PDF");
    bytes.remove_prefix(static_cast<size_t>(size));
  }
  lseek(file, 0, SEEK_SET);
  return absl::OkStatus();
}

// Starts the program between the two files. Its messages are lost: it says what
// matters on standard output.
absl::StatusOr<pid_t> Start(int input, int output) {
  const std::string program = ProgramPath();
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY,
                                   0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  std::string name = kPdfProgram;
  char* arguments[] = {name.data(), nullptr};
  char* environment[] = {nullptr};
  pid_t id = 0;
  const int error = posix_spawn(&id, program.c_str(), &files, &attributes,
                                arguments, environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  if (error == 0) return id;
  return absl::ErrnoToStatus(
      error, absl::StrCat("is a PDF, which ", program, " would read"));
}

// All that comes out of the pipe.
absl::StatusOr<std::string> ReadPipe(int pipe, size_t limit) {
  const PdfClock::time_point deadline = PdfClock::now() + kMaxPdfTime;
  std::string text;
  char chunk[64 << 10];
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(
        deadline - PdfClock::now());
    if (left.count() <= 0) {
      return absl::DeadlineExceededError(absl::StrCat(
          "is a PDF that takes longer than ", kMaxPdfTime.count(), " s"));
    }
    pollfd waited = {.fd = pipe, .events = POLLIN};
    if (poll(&waited, 1, static_cast<int>(left.count())) <= 0) continue;
    const ssize_t size = read(pipe, chunk, sizeof(chunk));
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return absl::ErrnoToStatus(errno, "cannot read the PDF");
    if (size == 0) return text;
    text.append(chunk, static_cast<size_t>(size));
    if (text.size() > limit) {
      return absl::ResourceExhaustedError(
          absl::StrCat("its text is larger than ", limit, " bytes"));
    }
  }
}

// What the program has said, by how it ended.
absl::StatusOr<std::string> Outcome(int status, std::string text) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return text;
  if (WIFEXITED(status) && WEXITSTATUS(status) == kPdfRefused) {
    return absl::InvalidArgumentError(text);
  }
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) {
    return absl::DeadlineExceededError(
        "is a PDF that takes too much of the processor's time");
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "is a PDF that cannot be read: its reader ended with ",
      WIFSIGNALED(status) ? absl::StrCat("signal ", WTERMSIG(status))
                          : absl::StrCat("code ", WEXITSTATUS(status))));
}

}  // namespace

absl::StatusOr<std::string> PdfToText(absl::string_view bytes, size_t limit) {
  const Descriptor input(memfd_create("pdf", MFD_CLOEXEC));
  if (input.number() < 0) return absl::ErrnoToStatus(errno, "cannot read PDFs");
  absl::Status filled = Fill(input.number(), bytes);
  if (!filled.ok()) return filled;
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    return absl::ErrnoToStatus(errno, "cannot read PDFs");
  }
  const Descriptor from(ends[0]);
  Descriptor to(ends[1]);
  const absl::StatusOr<pid_t> id = Start(input.number(), to.number());
  if (!id.ok()) return id.status();
  Child child(*id);
  // The end of the pipe comes when the program's is closed.
  to.Close();
  absl::StatusOr<std::string> text = ReadPipe(from.number(), limit);
  if (!text.ok()) return text;
  return Outcome(child.Wait(), *std::move(text));
}

}  // namespace nianbao::client
