// A set of words with a value each, matched at a place of a text.
//
//   WordTrie trie;
//   trie.Add(u"行政复议", 7);
//   trie.ForEachMatch(text, i, [](size_t length, int value) { ... });
//
// Immutable once filled; then safe to share between threads.
#ifndef NIANBAO_EXTRACTOR_WORD_TRIE_H_
#define NIANBAO_EXTRACTOR_WORD_TRIE_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace nianbao {

class WordTrie {
 public:
  WordTrie() : roots_(65536, 0) {}

  // Adds a word that is not empty; a word added before takes the new value.
  void Add(std::u16string_view word, int value) {
    uint32_t& root = roots_[word[0]];
    if (root == 0) root = NewNode();
    uint32_t node = root;
    for (char16_t c : word.substr(1)) {
      uint32_t& next = edges_[Key(node, c)];
      if (next == 0) next = NewNode();
      node = next;
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

  // Calls visit(length, value) for each word that begins at `begin`, the
  // shortest first. Costs at most the length of the longest word.
  template <typename Visit>
  void ForEachMatch(std::u16string_view text, size_t begin, Visit visit) const {
    if (begin >= text.size()) return;
    uint32_t node = roots_[text[begin]];
    for (size_t i = begin + 1; node != 0; ++i) {
      if (values_[node] >= 0) visit(i - begin, values_[node]);
      if (i >= text.size()) return;
      const auto it = edges_.find(Key(node, text[i]));
      node = it == edges_.end() ? 0 : it->second;
    }
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

 private:
  static uint64_t Key(uint32_t node, char16_t c) {
    return (uint64_t{node} << 16) | c;
  }

  uint32_t NewNode() {
    values_.push_back(-1);
    return static_cast<uint32_t>(values_.size() - 1);
  }

  // Node 0 is none.
  std::vector<uint32_t> roots_;
  absl::flat_hash_map<uint64_t, uint32_t> edges_;
  std::vector<int32_t> values_ = {-1};
};

}  // namespace nianbao

#endif  // NIANBAO_EXTRACTOR_WORD_TRIE_H_
