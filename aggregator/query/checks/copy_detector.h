// Finds the pairs among many reports that share text or figures.
#ifndef NIANBAO_AGGREGATOR_QUERY_CHECKS_COPY_DETECTOR_H_
#define NIANBAO_AGGREGATOR_QUERY_CHECKS_COPY_DETECTOR_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "aggregator/query/checks/text_sketch.h"
#include "aggregator/query/cursor.h"

namespace nianbao::aggregator {

// Two reports of different issuers, by the numbers that the caller gave them.
struct CopyPair {
  uint32_t first = 0;
  uint32_t second = 0;
  // See SharedSentences; 0 where one of them has too few sentences.
  double share = 0;
  // Figures in a row that both have, about; 0 where there is no such block.
  int figures = 0;
};

// The share from which two reports are a pair.
inline constexpr double kCopiedShare = 0.3;

//   CopyDetector detector;
//   detector.Add(number, issuer, observations, "海淀");
//   absl::StatusOr<std::vector<CopyPair>> pairs = detector.Find(stopped);
class CopyDetector {
 public:
  // Fingerprints of blocks kept at most, at 16 bytes each. When there are more,
  // every other one is left out, and so on: then a block must be longer to be
  // found.
  static constexpr size_t kMaxBlocks = 8 << 20;
  // Reports with the same fingerprint that each is compared with: what hundreds
  // of reports share is a form, no copy.
  static constexpr size_t kMaxFollowing = 32;

  // `number` may be any; `own_name` as in SketchOf. 270 bytes a report are
  // kept, and its blocks.
  void Add(uint32_t number, int32_t issuer,
           absl::Span<const ObservationText> observations,
           absl::string_view own_name);

  // In the order of the numbers. CANCELLED when `stopped` said so. O(n log n)
  // in reports and blocks.
  absl::StatusOr<std::vector<CopyPair>> Find(Stopped stopped);

 private:
  struct Entry {
    uint32_t number;
    int32_t issuer;
    bool has_sketch;
    TextSketch sketch;
  };
  struct Block {
    uint64_t fingerprint;
    // Index into entries_.
    uint32_t entry;
  };
  // Two entries, the one of the lower index first.
  using Pairs = absl::flat_hash_map<std::pair<uint32_t, uint32_t>, CopyPair>;

  void ThinBlocks();
  // The pair of two entries of different issuers; null when they are of one.
  CopyPair* PairOf(Pairs& pairs, uint32_t a, uint32_t b) const;
  absl::Status FindSharedText(Pairs& pairs, Stopped stopped) const;
  absl::Status FindSharedBlocks(Pairs& pairs, Stopped stopped);

  std::vector<Entry> entries_;
  std::vector<Block> blocks_;
  // Blocks whose fingerprint has one of these bits are left out.
  uint64_t thinned_ = 0;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_CHECKS_COPY_DETECTOR_H_
