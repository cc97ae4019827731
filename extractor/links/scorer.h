// A log-linear model that chooses among the candidates of a figure.
//
// Each candidate has features (evidence.h), each feature a weight; the weights
// of a candidate's features add up to its score, and the softmax of the scores
// of all candidates, none among them, is the probability of each. The weights
// are fitted on annotated reports by tests/training.
//
// The weights are one table, in five rooms, so that what they are for can be
// told apart:
//   shared   structure, places, units: carries indicators never trained on
//   rules    what the rules of the catalogue chose, and how it stands there
//   none     character pairs near a figure that is a value of no indicator
//   prior    small corrections of single indicators
//   own      character pairs with an indicator or its family
// A feature is hashed into its room; no two rooms share a place.
#ifndef NIANBAO_EXTRACTOR_LINKS_SCORER_H_
#define NIANBAO_EXTRACTOR_LINKS_SCORER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "extractor/links/candidates.h"

namespace nianbao::extractor {

// A room of the table; its size is a power of two.
struct WeightRoom {
  uint32_t begin;
  uint32_t size;
};
inline constexpr WeightRoom kSharedRoom = {0, 1u << 15};
inline constexpr WeightRoom kRulesRoom = {1u << 15, 1u << 15};
inline constexpr WeightRoom kPriorRoom = {1u << 16, 1u << 16};
inline constexpr WeightRoom kNoneRoom = {1u << 17, 1u << 17};
inline constexpr WeightRoom kOwnRoom = {1u << 18, 1u << 18};
inline constexpr uint32_t kWeights = kOwnRoom.begin + kOwnRoom.size;

// The place of a feature in its room: `kind` says what it tells, `a` and `b`
// what of it.
inline uint32_t FeatureIn(WeightRoom room, uint32_t kind, uint32_t a,
                          uint32_t b = 0) {
  uint32_t h = (kind * 0x9E3779B1u) ^ (a * 0x85EBCA6Bu) ^ (b * 0xC2B2AE35u);
  h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
  h = (h ^ (h >> 12)) * 0x297A2D39u;
  return room.begin + ((h ^ (h >> 15)) & (room.size - 1));
}

// Immutable; safe to share between threads.
class Scorer {
 public:
  // What a file of weights holds.
  struct Weights {
    // By feature, in steps of `step`.
    std::vector<int8_t> table = std::vector<int8_t>(kWeights, 0);
    float step = 0;
    // A link is made when its probability is at least this.
    float threshold = 0.5;
    // EvidenceIndex::IndicatorId of those that were trained, ascending: others
    // have no weights of their own.
    std::vector<uint32_t> trained;
  };

  // INVALID_ARGUMENT tells what is wrong with `file`: its mark, version, sizes
  // or digest.
  static absl::StatusOr<std::unique_ptr<const Scorer>> Parse(
      absl::string_view file);
  // The weights that are part of the program.
  static absl::StatusOr<std::unique_ptr<const Scorer>> Embedded();

  explicit Scorer(Weights weights);

  // The best candidate; none when its probability is below the threshold. The
  // confidence is its probability.
  Link Choose(const Candidates& candidates) const;

  // The score of the candidate `c`, in steps: bytes, so exact in any order.
  int StepsOf(const Candidates& candidates, size_t c) const {
    int steps = 0;
    for (uint32_t f = candidates.begins[c]; f < candidates.begins[c + 1]; ++f) {
      steps += weights_.table[candidates.features[f]];
    }
    return steps;
  }

  // True when the indicator of this id has weights of its own.
  bool IsTrained(uint32_t id) const;

  // First digits of the SHA-256 of the file; empty for weights without one.
  const std::string& digest() const { return digest_; }
  const Weights& weights() const { return weights_; }

  // The file that Parse() reads.
  static std::string Write(const Weights& weights);

 private:
  Weights weights_;
  std::string digest_;
};

// Chooses what a scorer chooses; which must outlive it.
class ScorerChooser : public LinkChooser {
 public:
  explicit ScorerChooser(const Scorer& scorer) : scorer_(scorer) {}

  Link Choose(size_t, const Candidates& candidates) override {
    return scorer_.Choose(candidates);
  }

 private:
  const Scorer& scorer_;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_LINKS_SCORER_H_
