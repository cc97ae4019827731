// MinHash. A hash function puts sentences in an order; the first sentence of a
// report by that order is the same for two reports as often as a sentence of
// either is one of both. So of 64 functions the share that agrees estimates the
// share of sentences that both have:
//
//   A has s1 s2 s3 s4, B has s2 s3 s4 s5: 3 of 5 are shared, and about 38 of
//   the 64 least hashes are equal.
//
// The functions are one fingerprint of a sentence, multiplied by 64 odd numbers
// (of SplitMix64, from a fixed seed); the upper half of the product counts. A
// report of 80 sentences takes 5,000 multiplications.
#include "aggregator/query/checks/text_sketch.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "common/base/fingerprint.h"

namespace nianbao::aggregator {
namespace {

// Of a block's figures as many must be telling.
constexpr int kTellingFigures = 4;

std::array<uint64_t, kMinHashes> MakeFactors() {
  std::array<uint64_t, kMinHashes> factors;
  uint64_t state = 0;
  for (uint64_t& factor : factors) {
    state += 0x9e3779b97f4a7c15;
    uint64_t x = state;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    factor = (x ^ (x >> 31)) | 1;
  }
  return factors;
}

// Many reports have the same sentences with small figures.
bool IsTelling(const ObservationText& figure) {
  return figure.value >= kTellingValue;
}

// Empty where nothing is left.
std::string Normal(absl::string_view sentence, absl::string_view own_name) {
  std::string normal(sentence);
  normal.erase(
      std::remove_if(normal.begin(), normal.end(), absl::ascii_isspace),
      normal.end());
  if (!own_name.empty()) {
    normal = absl::StrReplaceAll(normal, {{own_name, ""}});
  }
  return absl::StrReplaceAll(normal, {{"\u3000", ""}});
}

uint64_t FingerprintOf(const ObservationText& figure) {
  char value[sizeof(figure.value)];
  std::memcpy(value, &figure.value, sizeof(value));
  return Fingerprint({value, sizeof(value)}) ^ (Fingerprint(figure.unit) >> 1);
}

}  // namespace

std::optional<TextSketch> SketchOf(
    absl::Span<const ObservationText> observations,
    absl::string_view own_name) {
  static const std::array<uint64_t, kMinHashes> kFactors = MakeFactors();
  std::vector<uint64_t> sentences;
  absl::string_view previous;
  for (const ObservationText& figure : observations) {
    // Figures of one sentence follow each other.
    if (!IsTelling(figure) || figure.sentence.empty() ||
        figure.sentence == previous) {
      continue;
    }
    previous = figure.sentence;
    sentences.push_back(Fingerprint(Normal(figure.sentence, own_name)));
  }
  absl::c_sort(sentences);
  sentences.erase(std::unique(sentences.begin(), sentences.end()),
                  sentences.end());
  if (sentences.size() < kMinSentences) return std::nullopt;
  TextSketch sketch;
  for (size_t i = 0; i < kMinHashes; ++i) {
    uint64_t least = UINT64_MAX;
    for (const uint64_t sentence : sentences) {
      least = std::min(least, sentence * kFactors[i]);
    }
    sketch[i] = static_cast<uint32_t>(least >> 32);
  }
  return sketch;
}

double SharedSentences(const TextSketch& a, const TextSketch& b) {
  int equal = 0;
  for (size_t i = 0; i < kMinHashes; ++i) equal += a[i] == b[i];
  return static_cast<double>(equal) / kMinHashes;
}

std::vector<uint64_t> BlocksOf(absl::Span<const ObservationText> observations) {
  std::vector<uint64_t> blocks;
  std::vector<uint64_t> figures;
  for (const ObservationText& figure : observations) {
    figures.push_back(FingerprintOf(figure));
  }
  for (size_t end = kBlockFigures; end <= figures.size(); ++end) {
    const size_t begin = end - kBlockFigures;
    int telling = 0;
    uint64_t block = 0;
    for (size_t i = begin; i < end; ++i) {
      telling += IsTelling(observations[i]);
      block = (block ^ figures[i]) * 0x9e3779b97f4a7c15;
      block ^= block >> 29;
    }
    if (telling >= kTellingFigures) blocks.push_back(block);
  }
  return blocks;
}

}  // namespace nianbao::aggregator
