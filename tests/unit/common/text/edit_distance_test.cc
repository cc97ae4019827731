#include "common/text/edit_distance.h"

#include <algorithm>
#include <random>
#include <string>

#include "gtest/gtest.h"

namespace nianbao {
namespace edit_distance_test {

TEST(EditDistanceTest, CountsSlips) {
  const struct {
    const char16_t* a;
    const char16_t* b;
    int slips;
  } kCases[] = {
      {u"", u"", 0},
      {u"haidian", u"haidian", 0},
      {u"hadian", u"haidian", 1},
      {u"haidian", u"haidain", 1},
      {u"海定区", u"海淀区", 1},
      {u"朝区", u"朝阳区", 1},
      {u"ab", u"ba", 1},
      {u"hidain", u"haidian", 2},
      {u"abcd", u"badc", 2},
      {u"", u"ab", 2},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(EditDistance(c.a, c.b, 2), c.slips);
    EXPECT_EQ(EditDistance(c.b, c.a, 2), c.slips);
  }
  EXPECT_GT(EditDistance(u"beijing", u"nanjing", 1), 1);
  EXPECT_GT(EditDistance(u"abc", u"xyz", 2), 2);
  EXPECT_GT(EditDistance(u"a", u"abcdef", 2), 2);
}

// As many slips as were made, at most, and the same for any limit that allows
// them.
TEST(EditDistanceTest, FindsWhatWasDone) {
  std::mt19937 random(5);
  for (int round = 0; round < 3000; ++round) {
    std::u16string text;
    for (size_t i = 0; i < 4 + random() % 6; ++i) {
      text += static_cast<char16_t>(u'a' + random() % 4);
    }
    std::u16string slipped = text;
    const size_t at = random() % (text.size() - 1);
    switch (random() % 4) {
      case 0:
        slipped[at] = u'z';
        break;
      case 1:
        slipped.erase(at, 1);
        break;
      case 2:
        slipped.insert(at, 1, u'z');
        break;
      default:
        std::swap(slipped[at], slipped[at + 1]);
    }
    const int expected = slipped == text ? 0 : 1;
    EXPECT_EQ(EditDistance(text, slipped, 1), expected);
    EXPECT_EQ(EditDistance(text, slipped, 2), expected);
  }
}

}  // namespace edit_distance_test
}  // namespace nianbao
