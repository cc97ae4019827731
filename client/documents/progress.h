// How far a run over many documents is, in words.
#ifndef NIANBAO_CLIENT_DOCUMENTS_PROGRESS_H_
#define NIANBAO_CLIENT_DOCUMENTS_PROGRESS_H_

#include <chrono>
#include <cstddef>
#include <string>

namespace nianbao::client {

// Where progress is shown.
enum class Progress {
  kNone,
  // On one line of a terminal, written anew five times a second.
  kTerminal,
  // As a line of its own every ten seconds, for a log.
  kLines,
};

// kTerminal where standard error is a terminal, else kLines.
Progress ProgressOfStandardError();

// The least time between two times that progress is shown.
std::chrono::milliseconds ProgressInterval(Progress progress);

// "1,200 of 20,000 documents, 3 failed, 850/s, 22 s left". Without rate and
// time left before anything is done, without time left when all is.
std::string ProgressText(size_t done, size_t failed, size_t total,
                         std::chrono::duration<double> elapsed);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_DOCUMENTS_PROGRESS_H_
