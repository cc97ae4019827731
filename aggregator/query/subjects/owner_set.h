// Whose cases, documents or officers a figure counts, as its subject says.
//
// 区政府为被告的行政诉讼案件 and 各级法院受理的行政诉讼案件 are both of the
// indicator litigation.cases, and are no two years of one thing: the one counts
// those against the government itself, the other those of all bodies that come
// before the courts. What is counted the indicator says; whose it is only the
// subject does, and most subjects leave it open.
#ifndef NIANBAO_AGGREGATOR_QUERY_SUBJECTS_OWNER_SET_H_
#define NIANBAO_AGGREGATOR_QUERY_SUBJECTS_OWNER_SET_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace nianbao::aggregator {

// A bit for each kind of owner that a subject names; none where it names none.
using OwnerSet = uint8_t;

// The kinds, by the words of common/data/subject_owners.csv.
inline constexpr const char* kOwnerKinds[] = {
    // The government that reports, itself: 区政府, 市本级.
    "government",
    // Its departments: 各部门, 县直单位.
    "departments",
    // The townships and subdistricts below it: 镇街.
    "towns",
    // All bodies of its area: 全市, 各级, 两级.
    "area",
    // The courts: 各级法院. Not where they only decide: 法院判决败诉.
    "courts",
};

// Those that `subject` (Observation.subject) names. Of words that overlap the
// longest counts: 各级法院 names the courts alone. O(length).
OwnerSet OwnersIn(absl::string_view subject);

// True when both name owners, and none of them the same. A subject that names
// nobody contradicts nothing.
inline bool OwnersDiffer(OwnerSet a, OwnerSet b) {
  return a != 0 && b != 0 && (a & b) == 0;
}

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_SUBJECTS_OWNER_SET_H_
