#include "aggregator/columns/observation_flags.h"

#include <vector>

#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace observation_flags_test {

void AddDiagnostic(v1::Report& report, const char* code,
                   v1::Diagnostic::Severity severity,
                   const std::vector<int>& observations) {
  v1::Diagnostic& diagnostic = *report.add_diagnostics();
  diagnostic.set_code(code);
  diagnostic.set_severity(severity);
  for (const int position : observations) {
    diagnostic.add_observations(position);
  }
}

TEST(ObservationFlagsTest, SayWhatObservationAndDiagnosticsSay) {
  v1::Report report;
  v1::Observation& countable = *report.add_observations();
  countable.set_indicator("indicators/t.cases");
  countable.set_year(2020);
  countable.set_headline(true);
  countable.mutable_quantity()->set_modifier(v1::MODIFIER_AT_LEAST);
  report.add_observations()->mutable_quantity()->set_unit("百分点");
  report.add_observations();
  AddDiagnostic(report, "UNIT_SLIP", v1::Diagnostic::SEVERITY_ERROR, {1, 0});
  AddDiagnostic(report, "NEW_CODE", v1::Diagnostic::SEVERITY_WARNING, {2});
  AddDiagnostic(report, "ENCODING_DOUBT", v1::Diagnostic::SEVERITY_ERROR, {});

  const std::vector<ObservationFlags> flags = FlagsOf(report);
  ASSERT_EQ(flags.size(), 3);
  constexpr ObservationFlags kUnitSlip =
      1 << (observation_flags::kDiagnosticShift + 1);
  EXPECT_EQ(flags[0],
            v1::MODIFIER_AT_LEAST | observation_flags::kCountable | kUnitSlip);
  EXPECT_EQ(flags[1], observation_flags::kPercentage |
                          observation_flags::kErroneous | kUnitSlip);
  EXPECT_EQ(flags[2], observation_flags::kOtherDiagnostic);
  EXPECT_TRUE(IsInexact(flags[0]));
  EXPECT_FALSE(IsInexact(flags[1]));
  EXPECT_FALSE(IsInexact(v1::MODIFIER_EXACT));
}

TEST(ObservationFlagsTest, PercentagesOfCountsMayNotCount) {
  v1::Indicator count, rate;
  count.set_measure(v1::Indicator::MEASURE_COUNT);
  rate.set_measure(v1::Indicator::MEASURE_RATE);
  constexpr ObservationFlags kPercentage =
      observation_flags::kCountable | observation_flags::kPercentage;
  EXPECT_TRUE(MayCount(&count, observation_flags::kCountable));
  EXPECT_FALSE(MayCount(&count, kPercentage));
  EXPECT_TRUE(MayCount(&rate, kPercentage));
  EXPECT_FALSE(MayCount(&rate, observation_flags::kPercentage));
}

}  // namespace observation_flags_test
}  // namespace nianbao::aggregator
