#ifndef NIANBAO_TESTS_BENCHMARK_CHILD_PROCESS_H_
#define NIANBAO_TESTS_BENCHMARK_CHILD_PROCESS_H_

#include <sys/types.h>

#include <cstdio>
#include <string>
#include <vector>

namespace nianbao {

// A program to talk to in lines. It is told to end (SIGTERM), and its end is
// awaited, when the object goes.
class ChildProcess {
 public:
  // `arguments` begins with the path of the program.
  explicit ChildProcess(std::vector<std::string> arguments);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  void WriteLine(const std::string& line);
  // Without its end; ends the benchmark when there is none.
  std::string ReadLine();

  pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = 0;
  std::FILE* input_ = nullptr;
  std::FILE* output_ = nullptr;
};

}  // namespace nianbao

#endif  // NIANBAO_TESTS_BENCHMARK_CHILD_PROCESS_H_
