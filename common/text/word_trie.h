// A set of words with a value each, matched at a place of a text.
//
//   WordTrie trie;
//   trie.Add(u"行政复议", 7);
//   trie.ForEachMatch(text, i, [](size_t length, int value) { ... });
//
// Rules ask at every character of a text which of thousands of words begin
// there, and the answer is nearly always none. So a match goes through filters,
// the cheapest first:
//   1. a bit for each unit that begins a word (8 KB, which stay in the first
//      cache): most characters end here;
//   2. a bit for each unit that is a word by itself;
//   3. a bit for the hash of each pair that begins a word, 行政 (32 KB);
//   4. only then a hash table of edges, from 行政 over 复 to 议. The pair is
//      found in one step, so that a word of n units costs n - 1 look-ups.
// A match costs at most the length of the longest word; memory is an edge, 12
// bytes or so, for each prefix of a word.
//
// Immutable once filled; then safe to share between threads.
#ifndef NIANBAO_COMMON_TEXT_WORD_TRIE_H_
#define NIANBAO_COMMON_TEXT_WORD_TRIE_H_

#include <bitset>
#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace nianbao {

class WordTrie {
 public:
  // Adds a word that is not empty; a word added before takes the new value,
  // which is not negative.
  void Add(std::u16string_view word, int value) {
    first_.set(word[0]);
    if (word.size() == 1) {
      singles_.set(word[0]);
    } else {
      pairs_.set(Pair(word[0], word[1]));
    }
    uint32_t node = AddNode(word.size() == 1 ? Key(kRoot, word[0])
                                             : PairKey(word[0], word[1]));
    for (size_t i = 2; i < word.size(); ++i) {
      node = AddNode(Key(node, word[i]));
    }
    values_[node] = value;
  }

  // Value of the word, or -1.
  int Find(std::u16string_view word) const {
    int found = -1;
    ForEachMatch(word, 0, [&](size_t length, int value) {
      if (length == word.size()) found = value;
    });
    return found;
  }

  // True when a word begins with the unit.
  bool Begins(char16_t unit) const { return first_.test(unit); }

  // Calls visit(length, value) for each word that begins at `begin`, the
  // shortest first. Costs at most the length of the longest word.
  template <typename Visit>
  void ForEachMatch(std::u16string_view text, size_t begin, Visit visit) const {
    if (begin >= text.size()) return;
    Walk([&](size_t i) { return text[begin + i]; }, text.size() - begin, visit);
  }

  // Length of the longest word that begins at `begin`, and its value; 0 when
  // there is none.
  size_t Longest(std::u16string_view text, size_t begin,
                 int* value = nullptr) const {
    size_t longest = 0;
    ForEachMatch(text, begin, [&](size_t length, int v) {
      longest = length;
      if (value != nullptr) *value = v;
    });
    return longest;
  }

  // For a trie of reversed words: length of the longest word that ends at
  // `end`, and its value; 0 when there is none.
  size_t LongestBackward(std::u16string_view text, size_t end,
                         int* value = nullptr) const {
    size_t longest = 0;
    Walk([&](size_t i) { return text[end - 1 - i]; }, end,
         [&](size_t length, int v) {
           longest = length;
           if (value != nullptr) *value = v;
         });
    return longest;
  }

 private:
  // Numbers of the two nodes that no edge leads to: none, and the root, which
  // only words of one unit hang from.
  static constexpr uint32_t kNone = 0;
  static constexpr uint32_t kRoot = 1;

  static uint64_t Key(uint32_t node, char16_t c) {
    return (uint64_t{node} << 16) | c;
  }

  // The second unit of a word is found by the first, in one step.
  static uint64_t PairKey(char16_t a, char16_t b) {
    return (uint64_t{1} << 63) | (uint64_t{a} << 16) | b;
  }

  uint32_t AddNode(uint64_t key) {
    uint32_t& node = edges_[key];
    if (node == kNone) {
      values_.push_back(-1);
      node = static_cast<uint32_t>(values_.size() - 1);
    }
    return node;
  }

  // Calls visit for each word that at(0), at(1) and so on begin with.
  template <typename UnitAt, typename Visit>
  void Walk(UnitAt at, size_t size, Visit visit) const {
    if (size == 0 || !Begins(at(0))) return;
    if (singles_.test(at(0))) visit(1, values_[Next(Key(kRoot, at(0)))]);
    if (size == 1 || !pairs_.test(Pair(at(0), at(1)))) return;
    uint32_t node = Next(PairKey(at(0), at(1)));
    for (size_t i = 2; node != kNone; ++i) {
      if (values_[node] >= 0) visit(i, values_[node]);
      if (i == size) return;
      node = Next(Key(node, at(i)));
    }
  }

  // Bits of the filter of pairs: 32 KB, of which the words of the catalogue set
  // some thousand, so that a false hit is rare.
  static constexpr size_t kPairs = 1 << 18;
  // The upper 18 bits of both units multiplied by odd factors that spread them:
  // that of the golden ratio, and one of MurmurHash3's.
  static size_t Pair(char16_t a, char16_t b) {
    return ((a * 0x9E3779B1u) ^ (b * 0x85EBCA6Bu)) >> 14;
  }

  uint32_t Next(uint64_t key) const {
    const auto it = edges_.find(key);
    return it == edges_.end() ? kNone : it->second;
  }

  std::bitset<65536> first_;
  std::bitset<65536> singles_;
  std::bitset<kPairs> pairs_;
  absl::flat_hash_map<uint64_t, uint32_t> edges_;
  // Value of each node; -1 where no word ends.
  std::vector<int32_t> values_ = {-1, -1};
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_TEXT_WORD_TRIE_H_
