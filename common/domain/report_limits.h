// How large a report may be. What the extractor writes the aggregator takes:
// both hold reports to these limits, and the messages that carry them are held
// to the last.
#ifndef NIANBAO_COMMON_DOMAIN_REPORT_LIMITS_H_
#define NIANBAO_COMMON_DOMAIN_REPORT_LIMITS_H_

#include <cstddef>

namespace nianbao {

// A long report has 150 observations; these only keep a broken or hostile one
// from filling memory and store.
inline constexpr int kMaxObservations = 100000;
inline constexpr int kMaxDiagnostics = 10000;
inline constexpr int kMaxSections = 10000;
// Of an observation: what it may be linked to, and what speaks for each, where
// that was asked for.
inline constexpr int kMaxCandidates = 5;
inline constexpr int kMaxCandidateTerms = 6;
// Bytes of the message, short of the 64 MiB that calls carry, so that the rest
// of an answer has room beside it.
inline constexpr size_t kMaxReportBytes = 63 << 20;

}  // namespace nianbao

#endif  // NIANBAO_COMMON_DOMAIN_REPORT_LIMITS_H_
