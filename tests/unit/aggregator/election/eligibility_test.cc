#include "aggregator/election/eligibility.h"

#include <functional>
#include <string>

#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace eligibility_test {

using Answer = v1::QueryObservationsResponse;

v1::Observation Countable() {
  v1::Observation observation;
  observation.set_indicator("indicators/t.cases");
  observation.set_year(2020);
  observation.set_headline(true);
  observation.mutable_quantity()->set_unit("件");
  return observation;
}

TEST(EligibilityTest, EachThingMissingHasItsStanding) {
  EXPECT_TRUE(IsCountable(Countable()));
  struct Case {
    std::string name;
    std::function<void(v1::Observation&)> change;
    Answer::Standing standing;
  };
  const Case cases[] = {
      {"no indicator", [](auto& o) { o.clear_indicator(); },
       Answer::STANDING_INCOMPLETE},
      {"no quantity", [](auto& o) { o.clear_quantity(); },
       Answer::STANDING_INCOMPLETE},
      {"no year", [](auto& o) { o.clear_year(); }, Answer::STANDING_INCOMPLETE},
      {"another body's", [](auto& o) { o.set_scope(v1::SCOPE_OTHER); },
       Answer::STANDING_OTHER_SCOPE},
      {"not the headline", [](auto& o) { o.set_headline(false); },
       Answer::STANDING_NOT_HEADLINE},
      {"the first reason is told",
       [](auto& o) {
         o.set_headline(false);
         o.set_scope(v1::SCOPE_OTHER);
       },
       Answer::STANDING_OTHER_SCOPE},
  };
  for (const Case& c : cases) {
    v1::Observation observation = Countable();
    c.change(observation);
    EXPECT_FALSE(IsCountable(observation)) << c.name;
    EXPECT_EQ(StandingOf(observation), c.standing) << c.name;
  }
}

TEST(EligibilityTest, PercentagesCountForRatesAndForWhatIsNotKnown) {
  v1::Observation observation = Countable();
  EXPECT_FALSE(IsPercentage(observation));
  for (const char* const unit : {"%", "百分点"}) {
    observation.mutable_quantity()->set_unit(unit);
    EXPECT_TRUE(IsPercentage(observation)) << unit;
  }
  v1::Indicator indicator;
  indicator.set_measure(v1::Indicator::MEASURE_RATE);
  EXPECT_TRUE(TakesPercentages(&indicator));
  indicator.set_measure(v1::Indicator::MEASURE_COUNT);
  EXPECT_FALSE(TakesPercentages(&indicator));
  EXPECT_TRUE(TakesPercentages(nullptr));
}

}  // namespace eligibility_test
}  // namespace nianbao::aggregator
