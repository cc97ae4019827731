// Reports that hold generated rows, as a client would upload them.
#ifndef NIANBAO_TESTS_BENCHMARK_GENERATED_REPORTS_H_
#define NIANBAO_TESTS_BENCHMARK_GENERATED_REPORTS_H_

#include "nianbao/v1/report.pb.h"
#include "tests/benchmark/generated_rows.h"

namespace nianbao {

// All indicators of `rows` from one division for one year. Each `version`
// replaces the one before: its values are larger by one.
v1::Report GeneratedReport(const GeneratedRows& rows, int division, int year,
                           int version = 0);

// Gives each observation a sentence and what else the extractor writes: 215
// bytes an observation in all.
void AddEvidence(v1::Report& report);

}  // namespace nianbao

#endif  // NIANBAO_TESTS_BENCHMARK_GENERATED_REPORTS_H_
