// Compares answers with the reference's.
#ifndef NIANBAO_TESTS_INTEGRATION_STORE_ROW_COMPARISON_H_
#define NIANBAO_TESTS_INTEGRATION_STORE_ROW_COMPARISON_H_

#include <string>

#include "nianbao/v1/statistics.pb.h"

namespace nianbao::aggregator {

// How two rows differ; empty when they do not. What the reference leaves out
// (see reference.h) is not compared. Numbers may differ by 1e-12 of themselves;
// changes by that share of what they are the difference of; figures of
// correlations by 1e-9.
std::string Difference(const v1::Statistics& expected, v1::Statistics actual);
std::string Difference(const v1::RankedDivision& expected,
                       v1::RankedDivision actual);
std::string Difference(v1::Trend expected, v1::Trend actual);
std::string Difference(const v1::Distribution& expected,
                       v1::Distribution actual);
std::string Difference(const v1::Correlation& expected, v1::Correlation actual);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_INTEGRATION_STORE_ROW_COMPARISON_H_
