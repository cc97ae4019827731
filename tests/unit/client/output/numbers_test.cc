#include "client/output/numbers.h"

#include <cstdlib>
#include <limits>

#include "gtest/gtest.h"

namespace nianbao::client {
namespace numbers_test {

TEST(ReadableNumber, GroupsThousandsAndRoundsToTwoDecimals) {
  struct Case {
    double value;
    const char* text;
  };
  for (const Case& c :
       {Case{0, "0"}, Case{7, "7"}, Case{999, "999"}, Case{1000, "1,000"},
        Case{113400, "113,400"}, Case{1234567.891, "1,234,567.89"},
        Case{5.5, "5.5"}, Case{97.70, "97.7"}, Case{-1234.5, "-1,234.5"},
        Case{-0.001, "0"}, Case{0.005001, "0.01"}, Case{999.999, "1,000"}}) {
    EXPECT_EQ(ReadableNumber(c.value), c.text);
  }
}

TEST(PlainNumber, ReadsBackAsTheSameNumber) {
  for (double value : {0.0, 113400.0, 97.7, -0.1, 1.0 / 3, 1e21, 5e-324,
                       std::numeric_limits<double>::max()}) {
    const std::string text = PlainNumber(value);
    EXPECT_EQ(std::strtod(text.c_str(), nullptr), value) << text;
    EXPECT_EQ(text.find_first_of("eE,"), std::string::npos) << text;
  }
  EXPECT_EQ(PlainNumber(113400), "113400");
  EXPECT_EQ(PlainNumber(97.7), "97.7");
}

TEST(EnumLabel, DropsTheTypeOfTheValue) {
  EXPECT_EQ(EnumLabel("LEVEL_COUNTY"), "county");
  EXPECT_EQ(EnumLabel("TYPE_RULE_OF_LAW"), "rule of law");
  EXPECT_EQ(EnumLabel("LEVEL_UNSPECIFIED"), "");
}

}  // namespace numbers_test
}  // namespace nianbao::client
