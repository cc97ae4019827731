#include "extractor/figures/scope.h"

#include "gtest/gtest.h"
#include "tests/unit/extractor/figures/told_readings.h"

namespace nianbao::extractor {
namespace scope_test {

TEST(ScopeTest, Scope) {
  const ReadText read = Read("全国茶园3万家，我县茶园18家。");
  ASSERT_EQ(read.readings.size(), 2u);
  EXPECT_EQ(read.readings[0].scope, v1::SCOPE_OTHER);
  EXPECT_EQ(read.readings[1].scope, v1::SCOPE_ISSUER);
}

TEST(ScopeTest, WhatIsBestOfTheProvinceIsTheIssuersOwn) {
  for (const Reading& r :
       Read("采茶12吨全省最高、茶园476个全省最多、制茶567件。").readings) {
    EXPECT_EQ(r.scope, v1::SCOPE_ISSUER);
  }
}

TEST(ScopeTest, SomeBodiesAlone) {
  const auto some = [](const std::string& document) {
    std::vector<std::string> values;
    for (const Reading& r : Read(document, 2022).readings) {
      if (r.of_some) values.push_back(r.figure.value.ToString());
    }
    return absl::StrJoin(values, " ");
  };
  EXPECT_EQ(some("个别部门采茶率不足80%。"), "80");
  EXPECT_EQ(some("茶园采茶率90%，一些县区采茶率超过15%。"), "15");
  EXPECT_EQ(some("4个部门采茶率不足80%。"), "80");
  EXPECT_EQ(some("全县38个部门采茶率80%。"), "");
  EXPECT_EQ(some("38个部门参加培训，采茶率80%。"), "");
  EXPECT_EQ(some("茶叶部门采茶率80%，采茶4吨。"), "");
}

// The values of the figures that are parts.
std::string Parts(const std::string& document) {
  std::vector<std::string> values;
  for (const Reading& r : Read(document, 2022).readings) {
    if (r.is_part) values.push_back(r.figure.value.ToString());
  }
  return absl::StrJoin(values, " ");
}

TEST(ScopeTest, PartsBeginWithAWord) {
  EXPECT_EQ(Parts("采茶90吨，其中绿茶60吨。"), "60");
  EXPECT_EQ(Parts("其中绿茶60吨。"), "60");
  EXPECT_EQ(Parts("采茶90吨，制茶60吨。"), "");
}

TEST(ScopeTest, PartsGoOnUpToASemicolon) {
  EXPECT_EQ(Parts("采茶90吨，其中绿茶60吨、红茶20吨；茶园8家。"), "60 20");
  EXPECT_EQ(Parts("采茶90吨，其中绿茶60吨。茶园8家。"), "60");
}

}  // namespace scope_test
}  // namespace nianbao::extractor
