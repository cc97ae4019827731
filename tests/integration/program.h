// A server program of the build, run as users run it.
#ifndef NIANBAO_TESTS_INTEGRATION_PROGRAM_H_
#define NIANBAO_TESTS_INTEGRATION_PROGRAM_H_

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "grpcpp/channel.h"

namespace nianbao {

// A child process that listens on a loopback port; killed when the object goes.
class Program {
 public:
  // Runs bin/`name` with `flags` and waits until it answers. `port_file` is
  // where it writes its port; `port` is 0 for a free one. The test aborts when
  // it ends instead.
  Program(const std::string& name, std::vector<std::string> flags,
          const std::string& port_file, int port = 0);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // A channel of its own connection.
  std::shared_ptr<grpc::Channel> Connect() const;

  // Of 127.0.0.1.
  int port() const { return port_; }
  pid_t pid() const { return pid_; }

  void Signal(int signal) const;

  // Waits for the end: the exit code, or minus the signal that ended it.
  int Wait();

 private:
  pid_t pid_ = 0;
  int port_ = 0;
  // Of the pipe that it prints to.
  int output_ = -1;
};

}  // namespace nianbao

#endif  // NIANBAO_TESTS_INTEGRATION_PROGRAM_H_
