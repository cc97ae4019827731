#include "tests/integration/program.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "grpcpp/grpcpp.h"
#include "tests/paths.h"

namespace nianbao {
namespace {

// False at the end of what the program prints.
bool SawLine(int fd) {
  char c = 0;
  while (read(fd, &c, 1) == 1) {
    if (c == '\n') return true;
  }
  return false;
}

}  // namespace

Program::Program(const std::string& name, std::vector<std::string> flags,
                 const std::string& port_file, int port) {
  std::remove(port_file.c_str());
  const std::string path = BuiltProgram(name);
  flags.insert(flags.begin(), path);
  flags.insert(flags.end(),
               {"--port", absl::StrCat(port), "--port-file", port_file});
  std::vector<char*> argv;
  for (std::string& flag : flags) argv.push_back(flag.data());
  argv.push_back(nullptr);
  int out[2];
  if (pipe(out) != 0) std::abort();
  pid_ = fork();
  if (pid_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    dup2(out[1], STDOUT_FILENO);
    close(out[0]);
    close(out[1]);
    execv(path.c_str(), argv.data());
    _exit(127);
  }
  close(out[1]);
  // It prints a line when it listens and, when that is later, when it answers.
  while (!(std::ifstream(port_file) >> port_)) {
    if (SawLine(out[0])) continue;
    std::cerr << name << " ended before it answered\n";
    std::abort();
  }
  output_ = out[0];
}

Program::~Program() {
  if (pid_ == 0) return;
  Signal(SIGKILL);
  Wait();
}

std::shared_ptr<grpc::Channel> Program::Connect() const {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetMaxReceiveMessageSize(-1);
  // Windows stay small, so that a slow reader is felt at once.
  arguments.SetInt(GRPC_ARG_HTTP2_BDP_PROBE, 0);
  return grpc::CreateCustomChannel(absl::StrCat("127.0.0.1:", port_),
                                   grpc::InsecureChannelCredentials(),
                                   arguments);
}

void Program::Signal(int signal) const { kill(pid_, signal); }

int Program::Wait() {
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = 0;
  close(output_);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace nianbao
