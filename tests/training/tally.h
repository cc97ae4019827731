// The figures of tools/score that links decide, added up over documents.
#ifndef NIANBAO_TESTS_TRAINING_TALLY_H_
#define NIANBAO_TESTS_TRAINING_TALLY_H_

#include <set>
#include <string>

#include "nianbao/v1/report.pb.h"
#include "tests/gold/corpus.h"

namespace nianbao::extractor {

// What the gold wants instead of an observation's indicator; empty when it is
// right or not scored. `match` is from MatchObservations().
std::string WantedInstead(const GoldDocument& document, int match,
                          const v1::Observation& observation,
                          const std::set<std::string>& known);

struct Tally {
  int right = 0;
  int predicted = 0;
  int gold = 0;
  // Links with confidence above 0.9.
  int sure = 0;
  int sure_right = 0;
  // Headlines with an indicator.
  int counted = 0;
  int counted_right = 0;
  // Headlines whose link is right, whatever their year and value.
  int counted_linked = 0;

  void Add(const GoldDocument& document, const v1::Report& report,
           const std::set<std::string>& known);
  void Add(const Tally& other);
  double F1() const;
  // One line.
  std::string ToString() const;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_TESTS_TRAINING_TALLY_H_
