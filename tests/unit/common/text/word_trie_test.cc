#include "common/text/word_trie.h"

#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao {
namespace word_trie_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

std::vector<std::pair<size_t, int>> Matches(const WordTrie& trie,
                                            std::u16string_view text,
                                            size_t begin) {
  std::vector<std::pair<size_t, int>> matches;
  trie.ForEachMatch(text, begin, [&](size_t length, int value) {
    matches.emplace_back(length, value);
  });
  return matches;
}

TEST(WordTrieTest, MatchesTheShortestFirst) {
  WordTrie trie;
  trie.Add(u"茶", 1);
  trie.Add(u"茶叶", 2);
  trie.Add(u"茶叶加工", 3);
  EXPECT_THAT(Matches(trie, u"茶叶加工厂", 0),
              ElementsAre(Pair(1, 1), Pair(2, 2), Pair(4, 3)));
  EXPECT_THAT(Matches(trie, u"茶叶加", 0), ElementsAre(Pair(1, 1), Pair(2, 2)));
  EXPECT_THAT(Matches(trie, u"采茶", 1), ElementsAre(Pair(1, 1)));
  EXPECT_THAT(Matches(trie, u"叶", 0), IsEmpty());
  EXPECT_THAT(Matches(trie, u"茶", 1), IsEmpty());
}

TEST(WordTrieTest, FindsWholeWordsOnly) {
  WordTrie trie;
  trie.Add(u"茶叶", 2);
  EXPECT_EQ(trie.Find(u"茶叶"), 2);
  EXPECT_EQ(trie.Find(u"茶"), -1);
  EXPECT_EQ(trie.Find(u"茶叶厂"), -1);
  EXPECT_EQ(trie.Find(u""), -1);
  trie.Add(u"茶叶", 5);
  EXPECT_EQ(trie.Find(u"茶叶"), 5);
}

TEST(WordTrieTest, LongestGivesItsValue) {
  WordTrie trie;
  trie.Add(u"件", 0);
  trie.Add(u"件次", 1);
  int value = -1;
  EXPECT_EQ(trie.Longest(u"3件次", 1, &value), 2u);
  EXPECT_EQ(value, 1);
  EXPECT_EQ(trie.Longest(u"3名", 1, &value), 0u);
}

TEST(WordTrieTest, EqualsAMapOfRandomWords) {
  std::mt19937 random(7);
  const auto word = [&] {
    std::u16string w(1 + random() % 4, u'a');
    for (char16_t& c : w) c = static_cast<char16_t>(u'a' + random() % 3);
    return w;
  };
  for (int round = 0; round < 50; ++round) {
    WordTrie trie;
    std::map<std::u16string, int> words;
    for (int i = 0; i < 20; ++i) {
      const std::u16string w = word();
      words[w] = i;
      trie.Add(w, i);
    }
    const std::u16string text = word() + word() + word();
    for (size_t begin = 0; begin <= text.size(); ++begin) {
      std::vector<std::pair<size_t, int>> expected;
      for (size_t n = 1; begin + n <= text.size(); ++n) {
        const auto it = words.find(text.substr(begin, n));
        if (it != words.end()) expected.emplace_back(n, it->second);
      }
      ASSERT_EQ(Matches(trie, text, begin), expected);
    }
  }
}

}  // namespace word_trie_test
}  // namespace nianbao
