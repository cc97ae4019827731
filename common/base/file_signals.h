// The signals that the system sends for what happens to files.
#ifndef NIANBAO_COMMON_BASE_FILE_SIGNALS_H_
#define NIANBAO_COMMON_BASE_FILE_SIGNALS_H_

namespace nianbao {

// The exit code of a process that has lost what it had mapped of a file.
inline constexpr int kFileLostExitCode = 74;

// A write beyond the limit on the size of files (SIGXFSZ) is an error of that
// write from now on. When a file that is mapped into memory is cut short, or
// cannot be read (SIGBUS), nothing that holds on to it can go on: the process
// says so on standard error, and ends with kFileLostExitCode. To be called
// once, before any thread is started.
void TakeFileSignals();

}  // namespace nianbao

#endif  // NIANBAO_COMMON_BASE_FILE_SIGNALS_H_
