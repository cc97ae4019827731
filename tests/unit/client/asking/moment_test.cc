#include "client/asking/moment.h"

#include <cstdlib>
#include <ctime>

#include "gtest/gtest.h"

namespace nianbao::client {
namespace moment_test {

TEST(ParseMoment, ReadsRfc3339) {
  struct Case {
    const char* text;
    int64_t seconds;
    int nanos;
  };
  for (const Case& c : {
           Case{"1970-01-01T00:00:00Z", 0, 0},
           Case{"2024-05-01T12:00:00+08:00", 1714536000, 0},
           Case{"2024-05-01T04:00:00.25Z", 1714536000, 250'000'000},
           Case{"1969-12-31T23:59:59.5Z", -1, 500'000'000},
       }) {
    auto moment = ParseMoment(c.text);
    ASSERT_TRUE(moment.ok()) << c.text << ": " << moment.status();
    EXPECT_EQ(moment->seconds(), c.seconds) << c.text;
    EXPECT_EQ(moment->nanos(), c.nanos) << c.text;
  }
}

TEST(ParseMoment, TakesADateForItsLocalMidnight) {
  std::tm tm = {};
  tm.tm_year = 2024 - 1900;
  tm.tm_mon = 4;
  tm.tm_mday = 1;
  tm.tm_isdst = -1;
  auto moment = ParseMoment("2024-05-01");
  ASSERT_TRUE(moment.ok()) << moment.status();
  EXPECT_EQ(moment->seconds(), std::mktime(&tm));
}

TEST(ParseMoment, RefusesOtherText) {
  for (const char* text :
       {"", "yesterday", "2024", "2024-05", "2024-13-01", "2024-05-01T12:00",
        "2024-05-01 12:00:00", "infinite-future", "12024-05-01T00:00:00Z"}) {
    EXPECT_EQ(ParseMoment(text).status().code(),
              absl::StatusCode::kInvalidArgument)
        << text;
  }
}

}  // namespace moment_test
}  // namespace nianbao::client
