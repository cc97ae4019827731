// Fits weights to sets of annotated documents, and says how well they read
// documents that they were not fitted to.
#ifndef NIANBAO_TESTS_TRAINING_TRAINING_H_
#define NIANBAO_TESTS_TRAINING_TRAINING_H_

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/domain/catalogue.h"
#include "extractor/extractor.h"
#include "tests/training/examples.h"
#include "tests/training/fit.h"
#include "tests/training/set.h"
#include "tests/training/tally.h"

namespace nianbao::extractor {

// Weights of each fold, fitted to the documents of all others.
using FoldWeights = std::vector<std::vector<float>>;

class Training {
 public:
  // Reads all documents, with the examples of the embedded catalogue, which are
  // always trained on. `known` are the indicators of gold without `full`.
  // NOT_FOUND and INVALID_ARGUMENT name the file.
  static absl::StatusOr<std::unique_ptr<Training>> Create(
      const std::vector<Set>& sets, std::set<std::string> known, int folds);

  // Weights fitted to the documents outside the fold (to all for -1) that come
  // among the first `share` of all in an order by chance.
  std::vector<float> Fit(int fold, const FitOptions& options,
                         double share = 1) const;
  FoldWeights FitFolds(const FitOptions& options, double share = 1) const;

  // The temperature at which the right answers to left-out figures are most
  // probable: of the sets that were not seen, or of all where there are none.
  double Temperature(const FoldWeights& fits) const;

  // For each set, what its documents score when each is read with the weights
  // of its fold.
  std::vector<Tally> CrossValidate(const FoldWeights& fits, double temperature,
                                   double threshold) const;
  // The same by the rules of the catalogue alone.
  std::vector<Tally> ByRules() const;

  // The same for figures of some families alone, by weights that were never
  // fitted to any figure of these. `families` has names like reconsideration.
  std::vector<Tally> WithoutFamilies(const std::set<std::string>& families,
                                     const FitOptions& options,
                                     double temperature,
                                     double threshold) const;

  // Of left-out links with a probability in each tenth, how many there are and
  // how many are right; and the expected calibration error over the sets that
  // were not seen.
  std::string Calibration(const FoldWeights& fits, double temperature) const;

  // The wrong links of a set, a line each.
  std::string Misses(const std::string& set, const FoldWeights& fits,
                     double temperature, double threshold) const;

  // The weights as the program reads them.
  std::string File(const std::vector<float>& weights, double temperature,
                   double threshold) const;

  // Figures, candidates, features and how many of these share their place.
  std::string Summary() const;
  const std::vector<Set>& sets() const { return sets_; }
  // Families of the catalogue, in its order.
  std::vector<std::string> Families() const;

 private:
  explicit Training(int folds) : folds_(folds) {}

  using ChooserOf =
      std::function<std::unique_ptr<LinkChooser>(const TrainingDocument&)>;
  std::vector<Tally> Read(const ChooserOf& chooser_of,
                          const std::set<std::string>& known) const;
  int FoldOf(const TrainingDocument& document) const;
  bool AnyFresh() const;
  double Loss(const FoldWeights& fits, double temperature) const;

  Catalogue catalogue_;
  std::unique_ptr<Extractor> extractor_;
  std::unique_ptr<ExampleReader> reader_;
  std::vector<Set> sets_;
  std::vector<TrainingDocument> documents_;
  std::vector<Example> examples_;
  const int folds_;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_TESTS_TRAINING_TRAINING_H_
