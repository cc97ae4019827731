// Fits the weights of the scorer to examples.
#ifndef NIANBAO_TESTS_TRAINING_FIT_H_
#define NIANBAO_TESTS_TRAINING_FIT_H_

#include <cstdint>
#include <vector>

#include "extractor/links/scorer.h"
#include "tests/training/examples.h"

namespace nianbao::extractor {

struct FitExample {
  const Example* example;
  // What it counts for.
  float importance;
  // The rules were written with its document in sight.
  bool seen;
};

// Chosen by cross-validation over documents.
struct FitOptions {
  int epochs = 12;
  double rate = 0.15;
  // The price of half a squared weight, in the rooms that all share and in
  // those of single indicators and pairs of characters.
  double shared_price = 3;
  double pair_price = 0.3;
  // Of the second weights of the rules.
  double seen_price = 0.5;
  // Weights of rooms that are left out stay 0.
  bool rules = true;
  bool shared = true;
  bool none_pairs = true;
  bool priors = true;
  bool own_pairs = true;
};

// The weights that make the right candidates most probable: the sum of
// -log p(right), each example with its importance, and the prices of the
// weights are the least. Adaptive gradient descent in an order that a fixed
// generator draws, so that the same examples give the same bits.
//
// The rules were written with some documents in sight, where they are right
// more often than elsewhere. Examples of these, `seen`, have a second weight
// beside each of the rules' own, which is thrown away: what is kept says how
// far the rules can be trusted elsewhere.
std::vector<float> FitWeights(const std::vector<FitExample>& examples,
                              const FitOptions& options);

// In bytes: the largest weight is 127 steps. `temperature` divides all.
Scorer::Weights Quantize(const std::vector<float>& weights,
                         std::vector<uint32_t> trained, double temperature,
                         double threshold);

}  // namespace nianbao::extractor

#endif  // NIANBAO_TESTS_TRAINING_FIT_H_
