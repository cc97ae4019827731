#include "extractor/links/character_pairs.h"

#include <optional>
#include <vector>

#include "extractor/counts/count_reader.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace character_pairs_test {

// Each number that is collected is found again as characters of the text.
TEST(CharacterPairsTest, ArePairsOfTheText) {
  const ReadText read =
      Read("一、推广制茶\n举办斗茶会，全年共受理茶事12年纠纷187件茶园案卷。");
  const std::vector<Counted> counted =
      ReadCounted(read.text, read.outline, read.readings);
  ASSERT_FALSE(read.readings.empty());
  CharacterPairs pairs;
  size_t seen = 0;
  for (size_t i = 0; i < read.readings.size(); ++i) {
    pairs.Collect(read.text, read.outline, read.readings[i], counted[i]);
    for (const uint32_t pair : pairs.of_none) {
      const std::optional<PairWords> words = FindPair(pair, read.text);
      ASSERT_TRUE(words.has_value());
      EXPECT_TRUE(Contains(read.text, words->characters));
      ++seen;
    }
  }
  EXPECT_GT(seen, 10u);
}

TEST(CharacterPairsTest, TellWhereTheyStand) {
  const ReadText read = Read("全年共受理茶事纠纷达187件。");
  const std::vector<Counted> counted =
      ReadCounted(read.text, read.outline, read.readings);
  ASSERT_EQ(read.readings.size(), 1u);
  CharacterPairs pairs;
  pairs.Collect(read.text, read.outline, read.readings[0], counted[0]);
  bool left = false, head = false, first = false;
  for (const uint32_t pair : pairs.own) {
    const std::optional<PairWords> words = FindPair(pair, read.text);
    ASSERT_TRUE(words.has_value());
    left |= words->tag == kLeftTag && words->characters == u"茶事";
    head |= words->tag == kHeadTag && words->characters == u"纠纷";
    first |= words->tag == kFirstTag && words->characters == u"受理";
  }
  EXPECT_TRUE(left);
  EXPECT_TRUE(head);
  EXPECT_TRUE(first);
}

TEST(CharacterPairsTest, OfOtherWordsAreNotFound) {
  EXPECT_FALSE(FindPair(0x12345678, u"采茶").has_value());
  EXPECT_FALSE(FindPair(0x12345678, u"").has_value());
}

}  // namespace character_pairs_test
}  // namespace nianbao::extractor
