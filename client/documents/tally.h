// How a run over many documents goes.
#ifndef NIANBAO_CLIENT_DOCUMENTS_TALLY_H_
#define NIANBAO_CLIENT_DOCUMENTS_TALLY_H_

#include <chrono>
#include <functional>
#include <mutex>
#include <ostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "client/documents/progress.h"

namespace nianbao::client {

// Counts documents, shows progress and lists failures at the end.
// Thread-safe.
class Tally {
 public:
  struct Failure {
    // Of a file, as it was given; not necessarily UTF-8.
    std::string path;
    std::string reason;
  };

  using Clock = std::chrono::steady_clock;

  // For a run over `total` documents, the progress of which is shown on
  // standard error. `now` is for tests.
  explicit Tally(size_t total, Progress progress = Progress::kNone,
                 std::function<Clock::time_point()> now = Clock::now);

  void Done();
  void Failed(absl::string_view path, const absl::Status& status);

  size_t done() const;
  size_t failed() const;
  // What failed, sorted by path.
  std::vector<Failure> failures() const;

  // Ends the line of progress and lists what failed and why, if anything did.
  void PrintFailures(std::ostream& out) const;

 private:
  // Shows the progress, if it is time to. Needs `mutex_`.
  void ShowProgress();

  const size_t total_;
  const Progress progress_;
  const std::function<Clock::time_point()> now_;
  const Clock::time_point start_;
  mutable std::mutex mutex_;
  // When progress was shown last; in the begin the run's.
  Clock::time_point shown_;
  size_t done_ = 0;
  std::vector<Failure> failures_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_DOCUMENTS_TALLY_H_
