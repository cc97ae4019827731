#include "common/domain/gazetteer.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao {
namespace gazetteer_test {

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
  ASSERT_TRUE(gazetteer
                  ->AddFormerNames("name,code,parent,until\n旧省,11,,2012\n"
                                   "小名,11,,\n旧县,,11,2016\n")
                  .ok());
  ASSERT_EQ(gazetteer->former_names().size(), 2u);
  EXPECT_EQ(gazetteer->former_names()[0].division->name, "新省");
  EXPECT_EQ(gazetteer->former_names()[0].until, 2012);
  EXPECT_EQ(gazetteer->former_names()[1].until, 0);
  ASSERT_EQ(gazetteer->former_divisions().size(), 1u);
  const DivisionEntry& former = *gazetteer->former_divisions()[0].division;
  EXPECT_EQ(former.code, "");
  EXPECT_EQ(former.level, v1::LEVEL_COUNTY);
  EXPECT_EQ(former.parent, gazetteer->Find("11"));
  EXPECT_EQ(gazetteer->divisions().size(), 1u);
}

TEST(GazetteerTest, FormerNamesNameTheLine) {
  for (const char* const line :
       {"旧省,12,,2012", "旧省,11,2012", "旧县,,12,2016", "旧省,11,,now",
        "旧县,,,2016"}) {
    absl::StatusOr<Gazetteer> gazetteer =
        Gazetteer::Parse("code,name,level,parent\n11,新省,province,\n");
    ASSERT_TRUE(gazetteer.ok());
    const std::string csv =
        std::string("name,code,parent,until\n") + line + "\n";
    EXPECT_THAT(std::string(gazetteer->AddFormerNames(csv).message()),
                HasSubstr("line 2"))
        << line;
  }
}

// 邯郸县 was divided, 绍兴县 became 柯桥区.
TEST(GazetteerTest, FormerDivisionsOfTheProgram) {
  const auto until = [](const std::vector<OtherName>& names,
                        absl::string_view wanted) {
    for (const OtherName& other : names) {
      if (other.name == wanted) return other.until;
    }
    return -1;
  };
  const Gazetteer& gazetteer = Gazetteer::Get();
  EXPECT_EQ(until(gazetteer.former_divisions(), "邯郸县"), 2016);
  EXPECT_EQ(until(gazetteer.former_names(), "邯郸县"), -1);
  EXPECT_EQ(until(gazetteer.former_names(), "绍兴县"), 2013);
  EXPECT_EQ(until(gazetteer.former_names(), "前郭县"), 0);
  EXPECT_GT(gazetteer.former_names().size(), 200u);
  EXPECT_GT(gazetteer.former_divisions().size(), 50u);
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

}  // namespace gazetteer_test
}  // namespace nianbao
