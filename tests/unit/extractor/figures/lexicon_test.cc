#include "extractor/figures/lexicon.h"

#include "extractor/text/utf16.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace lexicon_test {

using ::testing::HasSubstr;

WordSet Words(std::initializer_list<const char*> words) {
  google::protobuf::RepeatedPtrField<std::string> list;
  for (const char* word : words) *list.Add() = word;
  return WordSet(list);
}

TEST(WordSetTest, FindsTheLongest) {
  const WordSet set = Words({"超", "超过", "不超过"});
  EXPECT_EQ(set.At(u"超过3件", 0), 2u);
  EXPECT_EQ(set.At(u"超3件", 0), 1u);
  EXPECT_EQ(set.At(u"3件", 0), 0u);
  EXPECT_EQ(set.Before(u"总数不超过3件", 5), 3u);
  EXPECT_EQ(set.Before(u"超过", 1), 1u);
  EXPECT_EQ(set.Before(u"超过", 0), 0u);
  EXPECT_TRUE(set.In(u"超过甲,超乙"));
  EXPECT_FALSE(set.In(u"甲乙"));
  EXPECT_TRUE(set.In(u"已超过"));
  EXPECT_FALSE(set.In(u""));
  EXPECT_FALSE(WordSet().In(u"超"));
}

constexpr char kSmall[] = R"(
  unit_classes { units: ["篓", "筐", "担"] }
  units: ["斗"]
  unit_aliases { printed: "大筐" unit: "筐" }
  unit_guards { unit: "担" not_before: ["任", "心"] }
  measure_nouns { printed: "采摘量" unit: "担" }
  variants { standard: "质量" printed: "品质" }
  up: ["增长"]
)";

TEST(LexiconTest, Compiles) {
  const auto lexicon = Lexicon::Parse(kSmall);
  ASSERT_TRUE(lexicon.ok()) << lexicon.status();
  const Lexicon& small = **lexicon;
  int index = -1;
  EXPECT_EQ(small.unit_trie.Longest(u"3大筐", 1, &index), 2u);
  EXPECT_EQ(small.units[index], u"大筐");
  EXPECT_EQ(small.unit_aliases.at(u"大筐"), u"筐");
  EXPECT_EQ(small.unit_trie.Longest(u"斗", 0), 1u);
  EXPECT_GT(small.unit_guards.at(u"担").At(u"任", 0), 0u);
  EXPECT_TRUE(small.up.In(u"增长"));
  ASSERT_EQ(small.variants.size(), 1u);
  EXPECT_EQ(small.variants[0].first, u"质量");
}

TEST(LexiconTest, ClassesBelongToTheirFirstUnit) {
  const auto lexicon = Lexicon::Parse(kSmall);
  EXPECT_TRUE((*lexicon)->SameClass(u"筐", u"篓"));
  EXPECT_TRUE((*lexicon)->SameClass(u"篓", u"篓"));
  EXPECT_FALSE((*lexicon)->SameClass(u"篓", u"筐"));
  EXPECT_FALSE((*lexicon)->SameClass(u"斗", u"篓"));
  EXPECT_TRUE((*lexicon)->SameClass(u"亩", u"亩"));
}

TEST(LexiconTest, MeasureNounsNameUnits) {
  const auto lexicon = Lexicon::Parse(kSmall);
  EXPECT_EQ((*lexicon)->UnitOfMeasureNoun(u"全年采摘量", 5), u"担");
  EXPECT_EQ((*lexicon)->UnitOfMeasureNoun(u"全年采摘", 4), std::nullopt);
  EXPECT_EQ((*lexicon)->UnitOfMeasureNoun(u"", 0), std::nullopt);
}

TEST(LexiconTest, ErrorsNameTheLine) {
  const auto lexicon = Lexicon::Parse("up: ['增']\nupwards: ['升']");
  EXPECT_EQ(lexicon.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(lexicon.status().message()), HasSubstr("line 2"));
}

TEST(LexiconTest, EmbeddedHoldsTheUsualUnits) {
  for (const char16_t* const unit : {u"件", u"件次", u"人次", u"%", u"个百分点",
                                     u"平方米", u"元", u"工作日", u"宗"}) {
    EXPECT_EQ(TestLexicon().unit_trie.Longest(unit, 0),
              std::u16string_view(unit).size())
        << ToUtf8(unit);
  }
  EXPECT_TRUE(TestLexicon().SameClass(u"宗", u"件"));
  EXPECT_FALSE(TestLexicon().SameClass(u"%", u"件"));
}

}  // namespace lexicon_test
}  // namespace nianbao::extractor
