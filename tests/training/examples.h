// Annotated documents as examples for the scorer of links.
#ifndef NIANBAO_TESTS_TRAINING_EXAMPLES_H_
#define NIANBAO_TESTS_TRAINING_EXAMPLES_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/domain/catalogue.h"
#include "extractor/extractor.h"
#include "extractor/links/scorer.h"
#include "nianbao/v1/report.pb.h"
#include "tests/gold/corpus.h"

namespace nianbao::extractor {

// A document and the set it comes from.
struct TrainingDocument {
  GoldDocument gold;
  // Index of its set.
  int set = 0;
  // Of a figure that no gold quantity names nothing is known: true for the
  // examples of the catalogue.
  bool partial = false;
  // An example that says what the figure is not.
  bool negative = false;
};

// What is right for a figure.
struct Target {
  // Nothing is known of it.
  bool unknown = false;
  // Names without "indicators/"; "" for none.
  std::set<std::string> accepted;
  // All but `accepted`, with what is accepted.
  bool negative = false;
  // Indicators that the gold does not know are none to it.
  bool base_only = false;
};

// One figure: its candidates, with which are right.
struct Example {
  int document = 0;
  std::vector<int> indicators;
  std::vector<uint32_t> begins, features;
  // By candidate.
  std::vector<char> right;
};

// The targets of the figures of a document, in the order of its observations.
std::vector<Target> TargetsOf(const TrainingDocument& document,
                              const v1::Report& report);

// The matching of tools/score: the gold quantity of each observation, -1 for
// none, -2 for one that is not scored.
std::vector<int> MatchObservations(const GoldDocument& gold,
                                   const v1::Report& report);

// Reads documents into examples; links before a figure are those of the gold.
class ExampleReader {
 public:
  // `known` are the indicators of the gold that has no `full`.
  ExampleReader(const Extractor& extractor, const Catalogue& catalogue,
                std::set<std::string> known);

  // Appends the examples of the document, which has index `number`.
  void Read(const TrainingDocument& document, int number,
            std::vector<Example>& out) const;

  // Weights that are 0, with the ids of all indicators of the catalogue.
  const Scorer& all_own() const { return all_own_; }
  const std::vector<std::string>& names() const { return names_; }
  const std::set<std::string>& known() const { return known_; }

 private:
  const Extractor& extractor_;
  std::vector<std::string> names_;
  const std::set<std::string> known_;
  const Scorer all_own_;
};

// The examples of the catalogue as documents of set `set`.
std::vector<TrainingDocument> CatalogueExamples(const Catalogue& catalogue,
                                                int set);

// A report with links by `scorer`, as the program would read it.
v1::Report ReadWith(const Extractor& extractor, const GoldDocument& document,
                    const Scorer& scorer, LinkChooser& chooser);

}  // namespace nianbao::extractor

#endif  // NIANBAO_TESTS_TRAINING_EXAMPLES_H_
