#include "aggregator/query/rank/ranking.h"

namespace nianbao::aggregator {
namespace {

// Appends the equal values in [begin, end), which share the rank after the
// `better` ones ahead of them.
void AddTied(uint32_t begin, uint32_t end, uint32_t better, uint32_t size,
             std::vector<RankedValue>& ranked) {
  const uint32_t tied = end - begin;
  const double ahead = size - better - tied + (tied - 1) / 2.0;
  for (uint32_t i = begin; i < end; ++i) {
    ranked.push_back({.index = i, .rank = better + 1, .ahead = ahead});
  }
}

}  // namespace

std::vector<RankedValue> RankValues(absl::Span<const double> ascending,
                                    bool smallest_first) {
  const uint32_t size = static_cast<uint32_t>(ascending.size());
  std::vector<RankedValue> ranked;
  ranked.reserve(size);
  while (ranked.size() < size) {
    const uint32_t better = static_cast<uint32_t>(ranked.size());
    uint32_t begin = smallest_first ? better : size - better - 1;
    uint32_t end = begin + 1;
    if (smallest_first) {
      while (end < size && ascending[end] == ascending[begin]) ++end;
    } else {
      while (begin > 0 && ascending[begin - 1] == ascending[begin]) --begin;
    }
    AddTied(begin, end, better, size, ranked);
  }
  return ranked;
}

}  // namespace nianbao::aggregator
