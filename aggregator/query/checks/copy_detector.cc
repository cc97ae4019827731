// Locality-sensitive hashing: to compare each report with each would take 450
// million looks for 30,000 of them. The 64 hashes of a sketch are cut into 32
// bands of two, and only reports that agree in a whole band are compared. Of
// two reports that share
//
//   10 % of their sentences  27 % are compared,
//   30 %                     95 %,
//   50 %                     99.99 %
//
// (1 - (1 - s^2)^32), and what is compared without being a pair costs 64
// comparisons of numbers. Reports of one issuer, which repeats itself year by
// year, are no pair.
//
// Blocks of figures are found by their fingerprints, which are sorted: equal
// ones stand beside each other. So a table that was copied into another text is
// found, of which only the figures are the same.
#include "aggregator/query/checks/copy_detector.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/algorithm/container.h"
#include "aggregator/query/stoppable_sort.h"
#include "common/base/cancelled.h"

namespace nianbao::aggregator {
namespace {

constexpr size_t kBandHashes = 2;
constexpr size_t kBands = kMinHashes / kBandHashes;
// Entries between two looks at `stopped`.
constexpr size_t kBetweenPolls = 1024;

// Calls visit(a, b) for each two of equal keys that are at most `following`
// apart in `sorted`, ascending by key.
template <typename Item, typename Key, typename Visit>
absl::Status ForEachEqualPair(const std::vector<Item>& sorted, size_t following,
                              Key key, Stopped stopped, Visit visit) {
  for (size_t a = 0; a < sorted.size(); ++a) {
    if (a % kBetweenPolls == 0 && stopped()) return Cancelled();
    const size_t end = std::min(sorted.size(), a + 1 + following);
    for (size_t b = a + 1; b < end && key(sorted[a]) == key(sorted[b]); ++b) {
      visit(sorted[a], sorted[b]);
    }
  }
  return absl::OkStatus();
}

}  // namespace

void CopyDetector::Add(uint32_t number, int32_t issuer,
                       absl::Span<const ObservationText> observations,
                       absl::string_view own_name) {
  const std::optional<TextSketch> sketch = SketchOf(observations, own_name);
  const uint32_t index = static_cast<uint32_t>(entries_.size());
  entries_.push_back({.number = number,
                      .issuer = issuer,
                      .has_sketch = sketch.has_value(),
                      .sketch = sketch.value_or(TextSketch())});
  for (const uint64_t block : BlocksOf(observations)) {
    if ((block & thinned_) == 0) {
      blocks_.push_back({.fingerprint = block, .entry = index});
    }
  }
  if (blocks_.size() > kMaxBlocks) ThinBlocks();
}

void CopyDetector::ThinBlocks() {
  thinned_ = thinned_ << 1 | 1;
  std::erase_if(blocks_, [this](const Block& block) {
    return (block.fingerprint & thinned_) != 0;
  });
}

CopyPair* CopyDetector::PairOf(Pairs& pairs, uint32_t a, uint32_t b) const {
  if (a > b) std::swap(a, b);
  const Entry& first = entries_[a];
  const Entry& second = entries_[b];
  if (first.issuer == second.issuer) return nullptr;
  const auto [it, added] = pairs.try_emplace(std::pair(a, b));
  CopyPair& pair = it->second;
  if (added) {
    pair.first = first.number;
    pair.second = second.number;
    pair.share = first.has_sketch && second.has_sketch
                     ? SharedSentences(first.sketch, second.sketch)
                     : 0;
  }
  return &pair;
}

absl::Status CopyDetector::FindSharedText(Pairs& pairs, Stopped stopped) const {
  using Member = std::pair<uint64_t, uint32_t>;
  std::vector<Member> band;
  for (size_t begin = 0; begin < kMinHashes; begin += kBandHashes) {
    band.clear();
    for (uint32_t i = 0; i < entries_.size(); ++i) {
      const TextSketch& sketch = entries_[i].sketch;
      if (!entries_[i].has_sketch) continue;
      band.emplace_back(uint64_t{sketch[begin]} << 32 | sketch[begin + 1], i);
    }
    absl::Status status = StoppableSort(band, std::less<Member>(), stopped);
    if (!status.ok()) return status;
    status = ForEachEqualPair(
        band, kMaxFollowing, [](const Member& member) { return member.first; },
        stopped,
        [&](const Member& a, const Member& b) {
          if (SharedSentences(entries_[a.second].sketch,
                              entries_[b.second].sketch) >= kCopiedShare) {
            PairOf(pairs, a.second, b.second);
          }
        });
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status CopyDetector::FindSharedBlocks(Pairs& pairs, Stopped stopped) {
  absl::Status status = StoppableSort(
      blocks_,
      [](const Block& a, const Block& b) {
        return std::pair(a.fingerprint, a.entry) <
               std::pair(b.fingerprint, b.entry);
      },
      stopped);
  if (!status.ok()) return status;
  // Each block that both have stands for those left out beside it.
  const int weight = static_cast<int>(thinned_ + 1);
  return ForEachEqualPair(
      blocks_, kMaxFollowing,
      [](const Block& block) { return block.fingerprint; }, stopped,
      [&](const Block& a, const Block& b) {
        CopyPair* const pair = PairOf(pairs, a.entry, b.entry);
        if (pair == nullptr) return;
        pair->figures +=
            pair->figures == 0 ? static_cast<int>(kBlockFigures) : weight;
      });
}

absl::StatusOr<std::vector<CopyPair>> CopyDetector::Find(Stopped stopped) {
  Pairs pairs;
  absl::Status status = FindSharedText(pairs, stopped);
  if (status.ok()) status = FindSharedBlocks(pairs, stopped);
  if (!status.ok()) return status;
  std::vector<CopyPair> found;
  for (const auto& [entries, pair] : pairs) found.push_back(pair);
  absl::c_sort(found, [](const CopyPair& a, const CopyPair& b) {
    return std::pair(a.first, a.second) < std::pair(b.first, b.second);
  });
  return found;
}

}  // namespace nianbao::aggregator
