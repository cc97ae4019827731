// Which of several observations of one issuer is taken.
//
// After rivalry.h an issuer may still have several countable observations of
// one indicator, kind and year: the report of 2020 gives 2020's figure, the
// report of 2021 repeats it beside its own (上年为…), and an issuer may have
// reports of several types. One of them stands for the issuer; the others are
// outvoted.
#ifndef NIANBAO_AGGREGATOR_ELECTION_CLAIM_H_
#define NIANBAO_AGGREGATOR_ELECTION_CLAIM_H_

#include <compare>
#include <cstdint>

namespace nianbao::aggregator {

// An observation's claim to stand for its issuer in one year. The lesser claim
// is the stronger one: that of the report of that very year, else of the newest
// report year, else of the newest upload; within a report that of the first
// observation. No two observations have equal claims.
struct Claim {
  bool is_of_other_year = false;
  int32_t minus_report_year = 0;
  int64_t minus_report_id = 0;
  uint32_t position = 0;

  friend auto operator<=>(const Claim&, const Claim&) = default;
};

// The claim, for the year `year`, of the observation at `position` of a report
// on `report_year` whose id, larger for a later upload, is `report_id`.
inline Claim ClaimOf(int32_t year, int32_t report_year, int64_t report_id,
                     uint32_t position) {
  return {.is_of_other_year = report_year != year,
          .minus_report_year = -report_year,
          .minus_report_id = -report_id,
          .position = position};
}

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_ELECTION_CLAIM_H_
