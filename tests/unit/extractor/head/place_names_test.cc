#include "extractor/head/place_names.h"

#include <algorithm>
#include <string>

#include "extractor/text/utf16.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace place_names_test {

TEST(PlaceNamesTest, FindsTheLongestNames) {
  const std::u16string text = u"桐乡市的茶运往浙江省和丽水";
  const auto mentions = TestPlaces().Find(text);
  ASSERT_EQ(mentions.size(), 3u);
  const auto words = [&](size_t i) {
    return ToUtf8(
        text.substr(mentions[i].begin, mentions[i].end - mentions[i].begin));
  };
  EXPECT_EQ(words(0), "桐乡市");
  EXPECT_FALSE(mentions[0].is_stem);
  EXPECT_EQ(mentions[0].divisions->front()->code, "330483");
  EXPECT_EQ(words(1), "浙江省");
  EXPECT_EQ(words(2), "丽水");
  EXPECT_TRUE(mentions[2].is_stem);
  EXPECT_EQ(mentions[2].divisions->front()->code, "331100");
}

TEST(PlaceNamesTest, NamesakesAreAllGiven) {
  const auto mentions = TestPlaces().Find(u"鼓楼区");
  ASSERT_EQ(mentions.size(), 1u);
  const auto& divisions = Gazetteer::Get().divisions();
  EXPECT_EQ(static_cast<std::ptrdiff_t>(mentions[0].divisions->size()),
            std::count_if(divisions.begin(), divisions.end(),
                          [](const DivisionEntry& division) {
                            return division.name == "鼓楼区";
                          }));
  EXPECT_GE(mentions[0].divisions->size(), 4u);
}

TEST(PlaceNamesTest, EveryDivisionIsFoundByItsName) {
  for (const DivisionEntry& division : Gazetteer::Get().divisions()) {
    if (division.level == v1::LEVEL_TOWNSHIP) continue;
    const std::u16string name = FromUtf8(division.name);
    const auto mentions = TestPlaces().Find(name);
    ASSERT_EQ(mentions.size(), 1u) << division.code;
    ASSERT_EQ(mentions[0].end, name.size()) << division.code;
    const auto& found = *mentions[0].divisions;
    ASSERT_NE(std::find(found.begin(), found.end(), &division), found.end());
  }
}

}  // namespace place_names_test
}  // namespace nianbao::extractor
