// What a figure may be linked to, and what speaks for each.
#ifndef NIANBAO_EXTRACTOR_LINKS_CANDIDATES_H_
#define NIANBAO_EXTRACTOR_LINKS_CANDIDATES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "extractor/links/link.h"

namespace nianbao::extractor {

// The candidates of one figure. The first is none, -1. Features are places in
// the table of weights (scorer.h); those of candidate c are
// features[begins[c]] to features[begins[c + 1] - 1]; what stands behind those
// of the last is left over.
struct Candidates {
  std::vector<int> indicators;
  std::vector<uint32_t> begins;
  std::vector<uint32_t> features;
  // What the rules of the catalogue would choose.
  Link by_rules;

  size_t size() const { return indicators.size(); }
};

// What a feature was made of, before it was hashed into a place of the table:
// its room, its kind and what it tells (FeatureIn() in scorer.h,
// feature_kinds.h).
struct FeatureNote {
  // Where the room begins.
  uint32_t room = 0;
  uint32_t kind = 0;
  uint32_t a = 0;
  uint32_t b = 0;
};

// Chooses among the candidates of each figure, in the order of the text: what
// it returns is evidence for the figures that follow.
class LinkChooser {
 public:
  virtual ~LinkChooser() = default;
  // `figure` is its index among the readings. Figures that are no value of any
  // indicator (ranks) are not asked for.
  virtual Link Choose(size_t figure, const Candidates& candidates) = 0;

  // Where notes[f] is to be what candidates.features[f] was made of, while
  // Choose() is called; null, as for most choosers, where nobody asks. Asked
  // once for a document; the chooser must outlive its linking.
  virtual std::vector<FeatureNote>* notes() { return nullptr; }
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_LINKS_CANDIDATES_H_
