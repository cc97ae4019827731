// How a run over many documents goes.
#ifndef NIANBAO_CLIENT_DOCUMENTS_TALLY_H_
#define NIANBAO_CLIENT_DOCUMENTS_TALLY_H_

#include <chrono>
#include <mutex>
#include <ostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace nianbao::client {

// Counts documents, shows progress on a terminal and lists failures at the end.
// Thread-safe.
class Tally {
 public:
  struct Failure {
    // Readable (client/output/paths.h).
    std::string path;
    std::string reason;
  };

  // For a run over `total` documents. Progress goes to standard error where
  // that is a terminal and `show_progress` is true.
  Tally(size_t total, bool show_progress);

  void Done();
  void Failed(absl::string_view path, const absl::Status& status);

  size_t done() const;
  size_t failed() const;
  // What failed, sorted by path.
  std::vector<Failure> failures() const;

  // Ends the line of progress and lists what failed and why, if anything did.
  void PrintFailures(std::ostream& out) const;

 private:
  // Writes the line of progress anew, if it is time to. Needs `mutex_`.
  void ShowProgress();

  const size_t total_;
  const bool show_progress_;
  const std::chrono::steady_clock::time_point start_;
  mutable std::mutex mutex_;
  // When progress was shown last.
  std::chrono::steady_clock::time_point shown_;
  size_t done_ = 0;
  std::vector<Failure> failures_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_DOCUMENTS_TALLY_H_
