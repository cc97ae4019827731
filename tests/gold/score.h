// Scores reports against gold.
//
// An observation matches a gold quantity when their stretches overlap; each is
// matched at most once, those of equal value first, then the longest overlap.
#ifndef NIANBAO_TESTS_GOLD_SCORE_H_
#define NIANBAO_TESTS_GOLD_SCORE_H_

#include <set>
#include <string>

#include "nianbao/v1/report.pb.h"
#include "tests/gold/corpus.h"

namespace nianbao::extractor {

// Precision, recall and their harmonic mean, each in [0, 1].
struct Share {
  int right = 0;
  int predicted = 0;
  int gold = 0;

  double Precision() const;
  double Recall() const;
  double F1() const;
};

// Adds up over documents.
struct Score {
  int documents = 0;
  // Matched observations of equal value.
  Share detection;
  // Gold quantities whose value, unit, modifier, kind and year are all right;
  // the unit of a rank is not compared.
  int quantities_right = 0;
  // Pairs of an observation and its indicator.
  Share indicator;
  int metadata_right = 0;
  int metadata = 0;

  double Quantity() const;
  double Metadata() const;
  // One line with all figures.
  std::string ToString() const;
};

// Adds the score of one report. An indicator that is not in `known` (names
// without "indicators/") counts as none.
void AddScore(const GoldDocument& document, const v1::Report& report,
              const std::set<std::string>& known, Score& score);

}  // namespace nianbao::extractor

#endif  // NIANBAO_TESTS_GOLD_SCORE_H_
