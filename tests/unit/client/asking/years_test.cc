#include "client/asking/years.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace years_test {

TEST(ParseYears, ReadsYearsAndRanges) {
  struct Case {
    const char* text;
    YearRange years;
  };
  for (const Case& c :
       {Case{"", {0, 0}}, Case{"2020", {2020, 2020}},
        Case{"2019..2023", {2019, 2023}}, Case{"2020..2020", {2020, 2020}},
        Case{"2019..", {2019, 0}}, Case{"..2023", {0, 2023}},
        Case{"1949", {1949, 1949}}, Case{"2199", {2199, 2199}},
        Case{"2020-2023", {2020, 2023}}, Case{"2023,2022", {2022, 2023}},
        Case{"2019,2021-2022", {2019, 2022, {2019, 2021, 2022}}},
        Case{"2020..2022,2021", {2020, 2022}}}) {
    SCOPED_TRACE(c.text);
    absl::StatusOr<YearRange> years = ParseYears(c.text);
    ASSERT_TRUE(years.ok()) << years.status();
    EXPECT_EQ(*years, c.years);
  }
}

TEST(ParseYears, RefusesWhatIsNoYear) {
  for (const char* text :
       {"..", "20", "20200", "2023-2020", "2020-", "-2023", "2020,",
        "2020..,2022", "2020,x", "2023..2019", "2019...2023", "1948", "2200",
        "+202", " 2020", "2019..x", "二〇二〇"}) {
    SCOPED_TRACE(text);
    absl::StatusOr<YearRange> years = ParseYears(text);
    ASSERT_EQ(years.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(years.status().message()),
                testing::HasSubstr(text));
  }
}

TEST(YearCondition, IsOfTheYearsWhereSomeAreLeftOut) {
  EXPECT_EQ(YearCondition(*ParseYears("2019,2021")),
            "(year = 2019 OR year = 2021)");
  EXPECT_EQ(YearCondition(*ParseYears("2019..2021")), "");
  EXPECT_EQ(YearCondition(*ParseYears("2020,2021")), "");
}

}  // namespace years_test
}  // namespace nianbao::client
