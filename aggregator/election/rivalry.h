// Which of several reports of one issuer, year and type counts.
//
// A body's report of a year is often stored more than once: from two sites, in
// two scripts, in a corrected version. Statistics must count it once. So
// reports of the same issuer, year and type are rivals, and of the current ones
// among them the one uploaded last counts, which is the one of the largest id.
//
//   id  issuer  year  type         counts
//    1  海淀区  2020  rule of law  no: 3 came later
//    2  海淀区  2020  disclosure   yes: types never rival each other
//    3  海淀区  2020  rule of law  yes; once it is deleted, 1 counts again
//
// A report of an unknown year has no rivals: nobody can tell whether two such
// reports are the same one, so each counts. A report over several years
// (十三五时期) never counts: its figures are sums over other reports' years.
#ifndef NIANBAO_AGGREGATOR_ELECTION_RIVALRY_H_
#define NIANBAO_AGGREGATOR_ELECTION_RIVALRY_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::aggregator {

// The first year that the report covers when it covers several; 0 when it
// covers its `year` alone.
int32_t FirstOfSeveralYears(const v1::Report& report);

// What rivals share.
struct Rivalry {
  // The number that a store gave the issuer's key (see IssuerKey of
  // common/domain/report_identity.h).
  int32_t issuer = 0;
  int32_t year = 0;
  // See FirstOfSeveralYears.
  int32_t first_year = 0;
  // v1::Report::Type.
  int32_t type = 0;

  // False for reports over several years, none of which counts.
  bool MayCount() const { return first_year == 0; }

  // False when each report counts, or none does, whatever else is stored.
  bool HasRivals() const { return MayCount() && year != 0; }

  friend bool operator==(const Rivalry&, const Rivalry&) = default;
  template <typename H>
  friend H AbslHashValue(H h, const Rivalry& rivalry) {
    return H::combine(std::move(h), rivalry.issuer, rivalry.year,
                      rivalry.first_year, rivalry.type);
  }
};

// The election over all reports at once, as they are read from a store. A store
// that changes one report at a time asks its own index instead, and keeps
// CountedChanges.
class ReportElection {
 public:
  // `candidate` stands for a report of that rivalry, with MayCount, and outdoes
  // its rivals before: reports are to come in the order of their uploads.
  // Returns the candidate that counted until now and does no more; absent when
  // there is none. O(1).
  std::optional<size_t> Add(const Rivalry& rivalry, size_t candidate);

 private:
  // The candidate that counts, for each rivalry with HasRivals.
  absl::flat_hash_map<Rivalry, size_t> newest_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_ELECTION_RIVALRY_H_
