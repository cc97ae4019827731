// What gumbo would cost, told from the tags alone.
//
// For each tag gumbo walks up the open elements, and for each attribute of a
// tag it compares all attributes before it. So the cost of a page is about
//     sum over its tags of (elements open + attributes squared).
// A page of 5,000 tags nested 20 deep costs 100,000; one of 30,000 nested
// <div>s costs 450 million and is refused.
//
// Elements that nobody closes (<p>, <li>, <br>) do not nest, otherwise old
// pages would seem thousands deep. Comments and scripts are read as if they
// held tags: that only overstates the cost.
//
// One pass over the bytes, without an allocation; it stops at the bound.
#include "extractor/document/html_cost.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace nianbao::extractor {
namespace {

// Elements or attributes visited, a few nanoseconds each: a second or two of
// work. Pages that people wrote stay under a hundredth of it.
constexpr uint64_t kMostVisits = 200'000'000;

// Void elements, and those that the next of their kind or their table closes,
// so that a page may leave them open without nesting.
bool NeverNests(absl::string_view name) {
  static constexpr absl::string_view kNames[] = {
      "area", "base",  "body",   "br",    "col",   "colgroup", "embed",
      "head", "hr",    "html",   "img",   "input", "keygen",   "li",
      "link", "meta",  "option", "p",     "param", "source",   "tbody",
      "td",   "tfoot", "th",     "thead", "tr",    "track",    "wbr"};
  return std::any_of(std::begin(kNames), std::end(kNames),
                     [name](absl::string_view other) {
                       return absl::EqualsIgnoreCase(name, other);
                     });
}

// Reads tags as a browser delimits them.
class TagReader {
 public:
  explicit TagReader(absl::string_view html) : html_(html) {}

  // False at the end of the page.
  bool Next() {
    for (;;) {
      at_ = html_.find('<', at_);
      if (at_ == absl::string_view::npos || at_ + 1 >= html_.size())
        return false;
      ++at_;
      is_end = html_[at_] == '/';
      if (is_end) ++at_;
      if (at_ < html_.size() && absl::ascii_isalpha(html_[at_])) break;
    }
    const size_t begin = at_;
    while (at_ < html_.size() && !EndsName(html_[at_])) ++at_;
    name = html_.substr(begin, at_ - begin);
    ReadAttributes();
    return true;
  }

  absl::string_view name;
  bool is_end = false;
  uint64_t attributes = 0;

 private:
  static bool EndsName(char c) {
    return absl::ascii_isspace(c) || c == '/' || c == '>';
  }

  void ReadAttributes() {
    attributes = 0;
    // The last character that is no blank: a quotation mark opens a value only
    // after '='.
    char before = ' ';
    // Whether the next character begins an attribute.
    bool parted = true;
    for (; at_ < html_.size() && html_[at_] != '>'; ++at_) {
      const char c = html_[at_];
      if ((c == '"' || c == '\'') && before == '=') {
        at_ = html_.find(c, at_ + 1);
        if (at_ == absl::string_view::npos) at_ = html_.size() - 1;
        parted = true;
      } else if (EndsName(c)) {
        parted = true;
        if (c != '/') continue;
      } else {
        attributes += parted;
        parted = false;
      }
      before = c;
    }
  }

  const absl::string_view html_;
  size_t at_ = 0;
};

}  // namespace

bool ExceedsParsingCost(absl::string_view html) {
  uint64_t visits = 0;
  uint64_t depth = 0;
  for (TagReader tag(html); tag.Next();) {
    visits += depth + tag.attributes * tag.attributes;
    if (visits > kMostVisits) return true;
    if (NeverNests(tag.name)) continue;
    if (!tag.is_end) {
      ++depth;
    } else if (depth > 0) {
      --depth;
    }
  }
  return false;
}

}  // namespace nianbao::extractor
