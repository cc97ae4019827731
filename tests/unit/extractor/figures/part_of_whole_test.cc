#include "extractor/figures/part_of_whole.h"

#include <string>

#include "absl/strings/str_join.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/figures/told_readings.h"

namespace nianbao::extractor {
namespace {

// The values of the figures that are parts.
std::string Parts(const std::string& document) {
  std::vector<std::string> values;
  for (const Reading& r : Read(document, 2022).readings) {
    if (r.is_part) values.push_back(r.figure.value.ToString());
  }
  return absl::StrJoin(values, " ");
}

TEST(PartOfWholeTest, AWordBegins) {
  EXPECT_EQ(Parts("采茶90吨，其中绿茶60吨。"), "60");
  EXPECT_EQ(Parts("其中绿茶60吨。"), "60");
  EXPECT_EQ(Parts("采茶90吨，制茶60吨。"), "");
}

TEST(PartOfWholeTest, GoesOnUpToASemicolon) {
  EXPECT_EQ(Parts("采茶90吨，其中绿茶60吨、红茶20吨；茶园8家。"), "60 20");
  EXPECT_EQ(Parts("采茶90吨，其中绿茶60吨。茶园8家。"), "60");
}

}  // namespace
}  // namespace nianbao::extractor
