// The probabilities are those of scorer.cc: the candidate that is chosen has
// the confidence of its link.
#include "extractor/explanations/explainer.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "common/domain/report_limits.h"

namespace nianbao::extractor {
namespace {

// Whether the rules chose the candidate, or another one: the detail of kRules.
uint32_t RulesOf(int indicator, int by_rules) {
  if (indicator < 0) return by_rules < 0 ? 0 : 1;
  return by_rules == indicator ? 2 : by_rules < 0 ? 3 : 4;
}

// The softmax of the scores of all candidates.
std::vector<double> Probabilities(const Candidates& candidates,
                                  const Scorer::Weights& weights) {
  std::vector<int> sums;
  for (size_t c = 0; c < candidates.size(); ++c) {
    int sum = 0;
    for (uint32_t f = candidates.begins[c]; f < candidates.begins[c + 1]; ++f) {
      sum += weights.table[candidates.features[f]];
    }
    sums.push_back(sum);
  }
  // None is above 1.
  const int best = *std::max_element(sums.begin(), sums.end());
  std::vector<double> masses;
  for (const int sum : sums) {
    masses.push_back(std::exp(static_cast<double>(sum - best) * weights.step));
  }
  const double total = std::accumulate(masses.begin(), masses.end(), 0.0);
  for (double& mass : masses) mass /= total;
  return masses;
}

}  // namespace

Link Explainer::Choose(size_t figure, const Candidates& candidates) {
  if (kept_.size() < kMostFiguresKept) kept_[figure] = Explain(candidates);
  return scorer_.Choose(candidates);
}

const std::vector<ExplainedCandidate>& Explainer::Of(size_t figure) const {
  static const auto* const none = new std::vector<ExplainedCandidate>();
  const auto it = kept_.find(figure);
  return it == kept_.end() ? *none : it->second;
}

std::vector<ExplainedCandidate> Explainer::Explain(
    const Candidates& candidates) const {
  const std::vector<double> probabilities =
      Probabilities(candidates, scorer_.weights());
  std::vector<size_t> order(candidates.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return probabilities[a] > probabilities[b];
  });
  order.resize(std::min<size_t>(order.size(), kMaxCandidates));
  const std::span<const uint32_t> features(candidates.features);
  const std::span<const FeatureNote> notes(notes_);
  std::vector<ExplainedCandidate> explained;
  for (const size_t c : order) {
    const size_t begin = candidates.begins[c];
    const size_t size = candidates.begins[c + 1] - begin;
    const int indicator = candidates.indicators[c];
    explained.push_back(
        {indicator, probabilities[c],
         LargestTerms(features.subspan(begin, size), notes.subspan(begin, size),
                      scorer_,
                      RulesOf(indicator, candidates.by_rules.indicator),
                      kMaxCandidateTerms)});
  }
  return explained;
}

}  // namespace nianbao::extractor
