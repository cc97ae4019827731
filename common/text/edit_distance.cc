#include "common/text/edit_distance.h"

#include <algorithm>
#include <vector>

namespace nianbao {
namespace {

// Texts of this many units and more may have two slips.
constexpr size_t kLong = 6;
// One unit in a text of two is half of it.
constexpr size_t kShortest = 3;

}  // namespace

int EditDistance(std::u16string_view a, std::u16string_view b, int limit) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  const int longer = static_cast<int>(std::max(a.size(), b.size()));
  const int shorter = static_cast<int>(std::min(a.size(), b.size()));
  if (shorter == 0 || longer - shorter > limit) return longer;
  // Both ends differ: two slips at least, unless one unit or a swap is all.
  if (limit == 1) {
    const bool swapped =
        a.size() == 2 && b.size() == 2 && a[0] == b[1] && a[1] == b[0];
    return longer == 1 || swapped ? 1 : 2;
  }
  // Rows of the usual table, for the prefixes of `a`: the one before the last,
  // the last and the one being filled.
  std::vector<int> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<int>(j);
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<int>(i);
    for (size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1,
                         last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    if (*std::min_element(row.begin(), row.end()) > limit + 1) return limit + 1;
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

int SlipsIn(size_t units) {
  return units < kShortest ? 0 : units < kLong ? 1 : 2;
}

}  // namespace nianbao
