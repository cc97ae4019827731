#include "aggregator/query/checks/rate_parts.h"

#include <cmath>

#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace rate_parts_test {

constexpr v1::Modifier kExact = v1::MODIFIER_EXACT;
constexpr v1::Modifier kAbout = v1::MODIFIER_APPROXIMATE;
constexpr v1::Modifier kAtLeast = v1::MODIFIER_AT_LEAST;
constexpr v1::Modifier kAtMost = v1::MODIFIER_AT_MOST;

struct Case {
  const char* what;
  PrintedValue rate, numerator, denominator;
  bool outside;
};

TEST(RatePartsTest, Cases) {
  const Case cases[] = {
      {"rounded", {95.5}, {812}, {850}, false},
      {"cut off", {95.52}, {812}, {850}, false},
      {"whole percents", {96}, {812}, {850}, false},
      {"another", {95.5}, {812}, {840}, true},
      {"a point below", {94.5}, {812}, {850}, true},
      {"all", {100}, {850}, {850}, false},
      {"not all", {100}, {812}, {850}, true},
      {"nearly all", {99}, {849}, {850}, false},
      {"parts turned round", {95.5}, {850}, {812}, true},
      {"none of some", {0}, {0}, {12}, false},
      {"none of none", {0}, {0}, {0}, false},
      {"some of none", {50}, {3}, {0}, false},
      {"1.2万 of 1.3万", {95}, {12'000}, {13'000}, false},
      {"12,001 of 13,001", {95}, {12'001}, {13'001}, true},
      {"1,200 of 1,300", {95}, {1200}, {1300}, true},
      {"about 1,200", {95}, {1200, kAbout}, {1300}, false},
      {"more than 800", {97}, {800, kAtLeast}, {850}, false},
      {"but not less", {90}, {800, kAtLeast}, {850}, true},
      {"at most 800", {90}, {800, kAtMost}, {850}, false},
      {"but not more", {97}, {800, kAtMost}, {850}, true},
      {"rates above 90", {90, kAtLeast}, {812}, {850}, false},
      {"rates below 90", {90, kAtMost}, {812}, {850}, true},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(RateOutsideParts(c.rate, c.numerator, c.denominator).has_value(),
              c.outside)
        << c.what;
  }
}

TEST(RatePartsTest, GivesTheRateOfTheParts) {
  EXPECT_NEAR(*RateOutsideParts({50}, {812, kExact}, {840}), 96.6667, 1e-4);
}

// Whatever is rounded as people round is never outside.
TEST(RatePartsTest, RoundedRatesFit) {
  for (int whole = 1; whole < 400; whole += 7) {
    for (int part = 0; part <= whole; part += 3) {
      const double rate = 100.0 * part / whole;
      for (const double scale : {1.0, 10.0, 100.0}) {
        for (const double printed : {std::round(rate * scale) / scale,
                                     std::floor(rate * scale) / scale}) {
          EXPECT_FALSE(
              RateOutsideParts({printed}, {double(part)}, {double(whole)}))
              << printed << " " << part << " " << whole;
        }
      }
    }
  }
}

}  // namespace rate_parts_test
}  // namespace nianbao::aggregator
