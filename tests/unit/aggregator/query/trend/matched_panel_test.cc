#include "aggregator/query/trend/matched_panel.h"

#include <vector>

#include "aggregator/query/compensated_sum.h"
#include "aggregator/query/quantile.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/aggregator/sample_numbers.h"

namespace nianbao::aggregator {
namespace matched_panel_test {

TEST(MatchedPanelTest, ASingleIssuer) {
  const PanelFigures figures = ComparePanel({{.current = 5, .previous = -2}});
  EXPECT_EQ(figures.sum, 5);
  EXPECT_EQ(figures.previous_sum, -2);
  EXPECT_EQ(figures.median_change, 7);
  EXPECT_EQ(figures.risen, 1);
  EXPECT_EQ(figures.fallen + figures.unchanged, 0);
}

TEST(MatchedPanelTest, SumsAreCompensated) {
  const PanelFigures figures =
      ComparePanel({{.current = 1e15, .previous = 1e16},
                    {.current = 0.25, .previous = 0.5},
                    {.current = -1e15, .previous = -1e16}});
  EXPECT_EQ(figures.sum, 0.25);
  EXPECT_EQ(figures.previous_sum, 0.5);
}

TEST(MatchedPanelTest, AgreesWithEachYearAlone) {
  for (const std::vector<double>& sample : SampleNumbers()) {
    std::vector<PanelPair> pairs;
    std::vector<double> previous;
    std::vector<double> changes;
    int64_t risen = 0;
    int64_t fallen = 0;
    CompensatedSum sum;
    CompensatedSum previous_sum;
    for (size_t i = 0; i < sample.size(); ++i) {
      // Any other of the sample.
      previous.push_back(sample[(i * 7 + 3) % sample.size()]);
      pairs.push_back({.current = sample[i], .previous = previous[i]});
      changes.push_back(sample[i] - previous[i]);
      risen += changes[i] > 0;
      fallen += changes[i] < 0;
      sum.Add(sample[i]);
      previous_sum.Add(previous[i]);
    }
    const PanelFigures figures = ComparePanel(pairs);
    const double size = static_cast<double>(sample.size());
    EXPECT_EQ(figures.sum, sum.Get());
    EXPECT_EQ(figures.previous_sum, previous_sum.Get());
    EXPECT_EQ(figures.mean, sum.Get() / size);
    EXPECT_EQ(figures.previous_mean, previous_sum.Get() / size);
    EXPECT_EQ(figures.median, Quantile(Sorted(sample), 0.5));
    EXPECT_EQ(figures.previous_median, Quantile(Sorted(previous), 0.5));
    EXPECT_EQ(figures.median_change, Quantile(Sorted(changes), 0.5));
    EXPECT_EQ(figures.risen, risen);
    EXPECT_EQ(figures.fallen, fallen);
    EXPECT_EQ(figures.risen + figures.fallen + figures.unchanged,
              sample.size());
  }
}

}  // namespace matched_panel_test
}  // namespace nianbao::aggregator
