#include "aggregator/query/subjects/subject_owners.h"

#include <utility>

#include "absl/algorithm/container.h"

namespace nianbao::aggregator {

absl::StatusOr<OwnersOfReports> SubjectOwners::Read(
    const std::vector<int64_t>& reports, Stopped stopped) {
  OwnersOfReports found;
  std::vector<int64_t> missing;
  {
    absl::MutexLock lock(&mutex_);
    for (const int64_t report : reports) {
      const auto [entry, added] = found.try_emplace(report);
      if (!added) continue;
      const auto kept = kept_.find(report);
      if (kept == kept_.end()) {
        missing.push_back(report);
      } else {
        entry->second = kept->second;
      }
    }
  }
  // In the order in which they lie on disk.
  absl::c_sort(missing);
  const absl::Status read = texts_.Read(
      missing,
      [&](size_t index, absl::Span<const ObservationText> observations) {
        auto owners = std::make_shared<std::vector<OwnerSet>>();
        owners->reserve(observations.size());
        for (const ObservationText& observation : observations) {
          owners->push_back(OwnersIn(observation.subject));
        }
        found[missing[index]] = std::move(owners);
      },
      stopped);
  if (!read.ok()) return read;
  absl::MutexLock lock(&mutex_);
  for (const int64_t report : missing) {
    const std::shared_ptr<const std::vector<OwnerSet>>& owners = found[report];
    if (size_ + owners->size() > kMaxKept) {
      kept_.clear();
      size_ = 0;
    }
    if (kept_.emplace(report, owners).second) size_ += owners->size();
  }
  return found;
}

}  // namespace nianbao::aggregator
