// The codes of diagnostics that programs tell apart; reports may carry others.
#ifndef NIANBAO_COMMON_DOMAIN_DIAGNOSTIC_CODES_H_
#define NIANBAO_COMMON_DOMAIN_DIAGNOSTIC_CODES_H_

namespace nianbao {

// Filters name these codes, and stores keep a bit for each in this order. A
// new code is added at the end.
inline constexpr const char* kDiagnosticCodes[] = {
    "RATE_MISMATCH",      "UNIT_SLIP",     "PART_EXCEEDS_WHOLE", "SUM_MISMATCH",
    "DUPLICATE_MISMATCH", "YEAR_CONFLICT", "ENCODING_DOUBT"};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_DOMAIN_DIAGNOSTIC_CODES_H_
