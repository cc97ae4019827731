#include "common/domain/gazetteer.h"

#include <algorithm>
#include <map>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao {
namespace {

using ::testing::HasSubstr;

TEST(GazetteerTest, HoldsEveryDivision) {
  std::map<v1::Level, int> counts;
  for (const DivisionEntry& d : Gazetteer::Get().divisions()) ++counts[d.level];
  EXPECT_EQ(counts[v1::LEVEL_PROVINCE], 34);
  EXPECT_EQ(counts[v1::LEVEL_PREFECTURE], 333);
  EXPECT_EQ(counts[v1::LEVEL_COUNTY], 2975);
  EXPECT_EQ(counts[v1::LEVEL_TOWNSHIP], 41352);
}

TEST(GazetteerTest, IsInTheOrderOfTheCodes) {
  const auto& divisions = Gazetteer::Get().divisions();
  EXPECT_TRUE(std::is_sorted(
      divisions.begin(), divisions.end(),
      [](const auto& a, const auto& b) { return a.code < b.code; }));
}

TEST(GazetteerTest, FindsByCodeAndName) {
  const Gazetteer& gazetteer = Gazetteer::Get();
  const DivisionEntry* const haidian = gazetteer.Find("110108");
  ASSERT_NE(haidian, nullptr);
  EXPECT_EQ(haidian->name, "海淀区");
  EXPECT_EQ(Gazetteer::FullName(*haidian), "北京市海淀区");
  EXPECT_EQ(gazetteer.Find("999999"), nullptr);
}

TEST(GazetteerTest, KnowsAncestors) {
  const Gazetteer& gazetteer = Gazetteer::Get();
  const DivisionEntry& tianhe = *gazetteer.Find("440106");
  EXPECT_EQ(Gazetteer::Ancestor(tianhe, v1::LEVEL_PREFECTURE)->code, "440100");
  EXPECT_EQ(Gazetteer::Ancestor(tianhe, v1::LEVEL_PROVINCE)->code, "440000");
  EXPECT_EQ(Gazetteer::Ancestor(tianhe, v1::LEVEL_COUNTY), &tianhe);
  const DivisionEntry& haidian = *gazetteer.Find("110108");
  EXPECT_EQ(Gazetteer::Ancestor(haidian, v1::LEVEL_PREFECTURE), nullptr);
  EXPECT_TRUE(Gazetteer::IsWithin(tianhe, *gazetteer.Find("440000")));
  EXPECT_TRUE(Gazetteer::IsWithin(tianhe, tianhe));
  EXPECT_FALSE(Gazetteer::IsWithin(tianhe, haidian));
}

TEST(GazetteerTest, FormerNames) {
  absl::StatusOr<Gazetteer> gazetteer =
      Gazetteer::Parse("code,name,level,parent\n11,新省,province,\n");
  ASSERT_TRUE(gazetteer.ok());
  ASSERT_TRUE(gazetteer->AddFormerNames("name,code\n旧省,11\n").ok());
  ASSERT_EQ(gazetteer->former_names().size(), 1u);
  EXPECT_EQ(gazetteer->former_names()[0].second->name, "新省");
  EXPECT_THAT(
      std::string(gazetteer->AddFormerNames("name,code\n旧省,12\n").message()),
      HasSubstr("line 2"));
}

TEST(GazetteerTest, ParseNamesTheLine) {
  const auto message = [](absl::string_view csv) {
    return std::string(Gazetteer::Parse(csv).status().message());
  };
  EXPECT_THAT(message("code,name,level,parent\n11,x,province"),
              HasSubstr("line 2"));
  EXPECT_THAT(message("code,name,level,parent\n11,x,realm,"),
              HasSubstr("unknown level"));
  EXPECT_THAT(message("code,name,level,parent\n1101,x,county,11\n"),
              HasSubstr("parent"));
  EXPECT_THAT(message("h\n11,x,province,\n11,y,province,\n"),
              HasSubstr("line 3"));
}

}  // namespace
}  // namespace nianbao
