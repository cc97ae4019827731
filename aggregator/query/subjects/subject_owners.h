// The owners that the subjects of stored observations name, kept once read.
#ifndef NIANBAO_AGGREGATOR_QUERY_SUBJECTS_SUBJECT_OWNERS_H_
#define NIANBAO_AGGREGATOR_QUERY_SUBJECTS_SUBJECT_OWNERS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "aggregator/query/cursor.h"
#include "aggregator/query/report_texts.h"
#include "aggregator/query/subjects/owner_set.h"

namespace nianbao::aggregator {

// The owners of the observations of reports, by the ids of these.
using OwnersOfReports =
    absl::flat_hash_map<int64_t, std::shared_ptr<const std::vector<OwnerSet>>>;

// Those of the observation at `position` of a report; none where there is no
// such report or observation. O(1).
inline OwnerSet OwnersOf(const OwnersOfReports& owners, int64_t report,
                         uint32_t position) {
  const auto it = owners.find(report);
  return it == owners.end() || position >= it->second->size()
             ? OwnerSet{0}
             : (*it->second)[position];
}

// Columns hold no words, so that reports are read once for their owners, a byte
// for each observation, and these are kept: a report never changes under its
// id. Thread-safe.
class SubjectOwners {
 public:
  // Observations kept at most, those of some 400,000 reports; when there would
  // be more, all are forgotten and read anew as they are asked for.
  static constexpr size_t kMaxKept = 64 << 20;

  // `texts` must outlive this.
  explicit SubjectOwners(ReportTexts& texts) : texts_(texts) {}

  // Those of the reports of these ids, each of which may be there several
  // times. Errors as of ReportTexts::Read. O(ids), and the reading of reports
  // that are not kept.
  absl::StatusOr<OwnersOfReports> Read(const std::vector<int64_t>& reports,
                                       Stopped stopped);

 private:
  ReportTexts& texts_;
  absl::Mutex mutex_;
  OwnersOfReports kept_ ABSL_GUARDED_BY(mutex_);
  // Observations in kept_.
  size_t size_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_SUBJECTS_SUBJECT_OWNERS_H_
