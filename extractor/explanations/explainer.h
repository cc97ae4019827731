// Chooses links as a scorer does, and keeps why.
#ifndef NIANBAO_EXTRACTOR_EXPLANATIONS_EXPLAINER_H_
#define NIANBAO_EXTRACTOR_EXPLANATIONS_EXPLAINER_H_

#include <cstddef>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "extractor/explanations/terms.h"
#include "extractor/links/candidates.h"
#include "extractor/links/link.h"
#include "extractor/links/scorer.h"

namespace nianbao::extractor {

// Figures of a document whose candidates are kept: a long report has 150, and
// those of one take a kilobyte. At most kMaxCandidates of a figure are, with
// kMaxCandidateTerms each (common/domain/report_limits.h).
inline constexpr size_t kMostFiguresKept = 10000;

struct ExplainedCandidate {
  // As in Candidates; -1 for none.
  int indicator = -1;
  // Those of all candidates of the figure add up to 1.
  double probability = 0;
  std::vector<Term> terms;
};

// For one document and one thread.
class Explainer : public LinkChooser {
 public:
  // `scorer` must outlive it.
  explicit Explainer(const Scorer& scorer) : scorer_(scorer) {}

  // What Scorer::Choose() gives.
  Link Choose(size_t figure, const Candidates& candidates) override;
  std::vector<FeatureNote>* notes() override { return &notes_; }

  // The candidates of a figure, the most probable first, of equals the first;
  // empty for one that was not asked about.
  const std::vector<ExplainedCandidate>& Of(size_t figure) const;

 private:
  std::vector<ExplainedCandidate> Explain(const Candidates& candidates) const;

  const Scorer& scorer_;
  std::vector<FeatureNote> notes_;
  absl::flat_hash_map<size_t, std::vector<ExplainedCandidate>> kept_;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_EXPLANATIONS_EXPLAINER_H_
