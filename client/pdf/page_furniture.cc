// A line at an edge of a page gets keys, and lines with a key in common are the
// same piece of furniture:
//
//   page 3   第3页共12页     =第3页共12页    word for word
//                            第#0页共12页    3 is the page's number
//                            第3页共#9页     12 is it and 9
//   page 4   第4页共12页     =第4页共12页  第#0页共12页  第4页共#8页
//
// The second key comes again: its number counts the pages. That one document
// begins to count at 1 and another after its cover does not matter, and no row
// of a table is taken for a foot because it looks like the one on the page
// before.
#include "client/pdf/page_furniture.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"

namespace nianbao::client {
namespace {

// Lines at each edge that may be furniture.
constexpr size_t kEdgeLines = 2;
// Pages on which they must come, besides a third of all.
constexpr size_t kLeastPagesOfNumbers = 2;
constexpr size_t kLeastPagesOfTexts = 3;
// A longer line is text, and a longer number counts no pages.
constexpr size_t kLongestFurniture = 240;
constexpr size_t kLongestNumber = 5;

struct Keys {
  // The line without blanks.
  std::string text;
  // With one of its numbers replaced by how far it is from the page's.
  std::vector<std::string> numbered;
};

Keys KeysOf(absl::string_view line, int page) {
  Keys keys;
  keys.text = absl::StrReplaceAll(line, {{" ", ""}, {"\u3000", ""}});
  const absl::string_view text = keys.text;
  for (size_t begin = 0; begin < text.size();) {
    size_t end = begin;
    while (end < text.size() &&
           absl::ascii_isdigit(static_cast<unsigned char>(text[end]))) {
      ++end;
    }
    int number = 0;
    if (end > begin && end - begin <= kLongestNumber &&
        absl::SimpleAtoi(text.substr(begin, end - begin), &number)) {
      keys.numbered.push_back(absl::StrCat(text.substr(0, begin), "#",
                                           number - page, text.substr(end)));
    }
    begin = std::max(end, begin + 1);
  }
  return keys;
}

// On how many pages each key stands at one edge.
using KeyCounts = absl::flat_hash_map<std::string, size_t>;

// The places of the lines at an edge, from it inwards.
std::vector<size_t> EdgeOf(const Page& page, bool top) {
  std::vector<size_t> places;
  for (size_t i = 0; i < std::min(kEdgeLines, page.size()); ++i) {
    const size_t place = top ? i : page.size() - 1 - i;
    if (page[place].text.size() <= kLongestFurniture) places.push_back(place);
  }
  return places;
}

KeyCounts CountKeys(const std::vector<Page>& pages, bool top) {
  KeyCounts counts;
  for (size_t i = 0; i < pages.size(); ++i) {
    // A key counts once a page.
    absl::flat_hash_set<std::string> seen;
    for (const size_t place : EdgeOf(pages[i], top)) {
      const Keys keys = KeysOf(pages[i][place].text, static_cast<int>(i));
      seen.insert(absl::StrCat("=", keys.text));
      seen.insert(keys.numbered.begin(), keys.numbered.end());
    }
    for (const std::string& key : seen) ++counts[key];
  }
  return counts;
}

// Finds what is furniture at one edge, page by page from the first.
class EdgeFurniture {
 public:
  EdgeFurniture(const std::vector<Page>& pages, bool top)
      : top_(top),
        counts_(CountKeys(pages, top)),
        third_((pages.size() + 2) / 3) {}

  bool IsFurniture(absl::string_view line, int page) {
    const Keys keys = KeysOf(line, page);
    for (const std::string& key : keys.numbered) {
      if (Comes(key, kLeastPagesOfNumbers)) return true;
    }
    const std::string key = absl::StrCat("=", keys.text);
    if (!Comes(key, kLeastPagesOfTexts)) return false;
    return !top_ || !kept_.insert(key).second;
  }

  bool top() const { return top_; }

 private:
  bool Comes(const std::string& key, size_t least) const {
    const auto count = counts_.find(key);
    return count != counts_.end() && count->second >= std::max(least, third_);
  }

  const bool top_;
  const KeyCounts counts_;
  const size_t third_;
  // Heads whose first has been seen, which stays.
  absl::flat_hash_set<std::string> kept_;
};

}  // namespace

void DropFurniture(std::vector<Page>& pages) {
  EdgeFurniture head(pages, /*top=*/true);
  EdgeFurniture foot(pages, /*top=*/false);
  for (size_t i = 0; i < pages.size(); ++i) {
    std::vector<bool> dropped(pages[i].size(), false);
    for (EdgeFurniture* const edge : {&head, &foot}) {
      for (const size_t place : EdgeOf(pages[i], edge->top())) {
        if (edge->IsFurniture(pages[i][place].text, static_cast<int>(i))) {
          dropped[place] = true;
        }
      }
    }
    Page kept;
    for (size_t place = 0; place < pages[i].size(); ++place) {
      if (!dropped[place]) kept.push_back(std::move(pages[i][place]));
    }
    pages[i] = std::move(kept);
  }
}

}  // namespace nianbao::client
