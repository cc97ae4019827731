// One example after the other, each moves the weights of its features:
//
//     slope of a candidate's score = its probability, less what it should be
//     weight -= rate x slope / root of the sum of its squared slopes so far
//
// so that weights met often take small steps (AdaGrad). What is kept is the
// mean over the later half of the rounds. A weight's price is shared out over
// the times it is met, so that a round charges it once.
#include "tests/training/fit.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace nianbao::extractor {
namespace {

// A weight larger than this in the table would make all others coarse.
constexpr float kLargest = 4.0f;

bool Within(WeightRoom room, uint32_t feature) {
  return feature - room.begin < room.size;
}

// The second weights of the rules' room stand behind the table.
constexpr uint32_t kSecond = kWeights - kRulesRoom.begin;
constexpr uint32_t kAllWeights = kWeights + kRulesRoom.size;

class Fitter {
 public:
  Fitter(const std::vector<FitExample>& examples, const FitOptions& options)
      : examples_(examples),
        options_(options),
        weights_(kAllWeights, 0),
        sums_(kWeights, 0),
        squares_(kAllWeights, 1e-3f),
        decay_(kAllWeights, 0) {
    for (const FitExample& fitted : examples_) {
      for (const uint32_t feature : fitted.example->features) {
        decay_[feature] += 1;
        if (fitted.seen && Within(kRulesRoom, feature)) {
          decay_[feature + kSecond] += 1;
        }
      }
    }
    for (uint32_t f = 0; f < kAllWeights; ++f) {
      if (decay_[f] > 0) decay_[f] = PriceOf(f) / decay_[f];
    }
  }

  std::vector<float> Run() {
    std::vector<uint32_t> order(examples_.size());
    std::iota(order.begin(), order.end(), 0);
    uint64_t state = 0x9E3779B97F4A7C15;
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      for (size_t i = order.size(); i > 1; --i) {
        state = state * 6364136223846793005 + 1442695040888963407;
        std::swap(order[i - 1], order[(state >> 33) % i]);
      }
      for (const uint32_t i : order) Step(examples_[i]);
      // The mean of the later rounds is steadier than the last one.
      if (2 * epoch < options_.epochs) continue;
      ++rounds_;
      for (uint32_t f = 0; f < kWeights; ++f) sums_[f] += weights_[f];
    }
    for (float& sum : sums_) sum /= static_cast<float>(rounds_);
    return std::move(sums_);
  }

 private:
  // Negative for a weight that is left out.
  float PriceOf(uint32_t feature) const {
    const auto price = [](bool used, double value) {
      return used ? static_cast<float>(value) : -1.0f;
    };
    if (feature >= kWeights) return price(options_.rules, options_.seen_price);
    if (Within(kSharedRoom, feature)) {
      return price(options_.shared, options_.shared_price);
    }
    if (Within(kRulesRoom, feature)) {
      return price(options_.rules, options_.shared_price);
    }
    if (Within(kNoneRoom, feature)) {
      return price(options_.none_pairs, options_.pair_price);
    }
    if (Within(kPriorRoom, feature)) {
      return price(options_.priors, options_.pair_price);
    }
    return price(options_.own_pairs, options_.pair_price);
  }

  void Step(const FitExample& fitted) {
    const Example& example = *fitted.example;
    const size_t n = example.indicators.size();
    scores_.assign(n, 0);
    float best = -1e30f;
    for (size_t c = 0; c < n; ++c) {
      for (uint32_t f = example.begins[c]; f < example.begins[c + 1]; ++f) {
        const uint32_t feature = example.features[f];
        scores_[c] += weights_[feature];
        if (fitted.seen && Within(kRulesRoom, feature)) {
          scores_[c] += weights_[feature + kSecond];
        }
      }
      best = std::max(best, scores_[c]);
    }
    float total = 0, right = 0;
    for (size_t c = 0; c < n; ++c) {
      scores_[c] = std::exp(scores_[c] - best);
      total += scores_[c];
      if (example.right[c] != 0) right += scores_[c];
    }
    for (size_t c = 0; c < n; ++c) {
      const float wanted =
          example.right[c] != 0 ? scores_[c] / std::max(right, 1e-20f) : 0;
      Move(fitted, c, fitted.importance * (scores_[c] / total - wanted));
    }
  }

  void Move(const FitExample& fitted, size_t c, float slope) {
    const Example& example = *fitted.example;
    for (uint32_t k = example.begins[c]; k < example.begins[c + 1]; ++k) {
      const uint32_t feature = example.features[k];
      MoveOne(feature, slope);
      if (fitted.seen && Within(kRulesRoom, feature)) {
        MoveOne(feature + kSecond, slope);
      }
    }
  }

  void MoveOne(uint32_t f, float slope) {
    if (decay_[f] < 0) return;
    const float gradient = slope + decay_[f] * weights_[f];
    squares_[f] += gradient * gradient;
    weights_[f] -=
        static_cast<float>(options_.rate) * gradient / std::sqrt(squares_[f]);
  }

  const std::vector<FitExample>& examples_;
  const FitOptions& options_;
  std::vector<float> weights_, sums_, squares_;
  // The price of a weight, shared out over the times it is met in a round.
  std::vector<float> decay_;
  std::vector<float> scores_;
  int rounds_ = 0;
};

}  // namespace

std::vector<float> FitWeights(const std::vector<FitExample>& examples,
                              const FitOptions& options) {
  return Fitter(examples, options).Run();
}

Scorer::Weights Quantize(const std::vector<float>& weights,
                         std::vector<uint32_t> trained, double temperature,
                         double threshold) {
  Scorer::Weights out;
  float largest = 1e-6f;
  for (const float weight : weights) {
    largest = std::max(largest, std::abs(weight));
  }
  const float step = std::min(largest, kLargest) / 127;
  for (size_t i = 0; i < weights.size(); ++i) {
    out.table[i] = static_cast<int8_t>(
        std::clamp(std::round(weights[i] / step), -127.0f, 127.0f));
  }
  out.step = static_cast<float>(step / temperature);
  out.threshold = static_cast<float>(threshold);
  out.trained = std::move(trained);
  return out;
}

}  // namespace nianbao::extractor
