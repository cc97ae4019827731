// A file of weights:
//
//     bytes  what
//     8      "NBLINKS1": mark and version
//     4      weights in the table
//     4      step, as float
//     4      threshold, as float
//     4      trained indicators
//     4 each their ids, ascending
//     1 each the weights that are not 0 between runs of those that are: a byte
//            of 0 is followed by the length of its run, 1 to 255
//     8      digest of all before it (fingerprint.h)
// Numbers are little-endian. A candidate costs an addition for each of its
// features.
#include "extractor/links/scorer.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/base/fingerprint.h"
#include "common/base/sha256.h"

// From nianbao_embed_files in CMakeLists.txt.
extern "C" {
extern const char nianbao_link_weights_begin[];
extern const char nianbao_link_weights_end[];
}

namespace nianbao::extractor {
namespace {

static_assert(std::endian::native == std::endian::little);

constexpr absl::string_view kMark = "NBLINKS1";
constexpr size_t kDigestBytes = 8;
// Of the SHA-256 that a report names.
constexpr size_t kDigestDigits = 8;

template <typename T>
void Append(T value, std::string& out) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

// Takes bytes from the front of a file.
class FileReader {
 public:
  explicit FileReader(absl::string_view rest) : rest_(rest) {}

  template <typename T>
  bool Read(T& value) {
    if (rest_.size() < sizeof value) return false;
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
    return true;
  }
  bool Done() const { return rest_.empty(); }

 private:
  absl::string_view rest_;
};

bool ReadTable(FileReader& in, std::vector<int8_t>& table) {
  for (size_t i = 0; i < table.size();) {
    int8_t weight = 0;
    if (!in.Read(weight)) return false;
    if (weight != 0) {
      table[i++] = weight;
      continue;
    }
    uint8_t run = 0;
    if (!in.Read(run) || run == 0 || run > table.size() - i) return false;
    i += run;
  }
  return in.Done();
}

bool ReadWeights(absl::string_view body, Scorer::Weights& weights) {
  FileReader in(body.substr(kMark.size()));
  uint32_t size = 0, trained = 0;
  if (!in.Read(size) || size != kWeights || !in.Read(weights.step) ||
      !in.Read(weights.threshold) || !in.Read(trained)) {
    return false;
  }
  for (; trained > 0; --trained) {
    if (!in.Read(weights.trained.emplace_back())) return false;
  }
  return ReadTable(in, weights.table);
}

}  // namespace

std::string Scorer::Write(const Weights& weights) {
  std::string out(kMark);
  Append(static_cast<uint32_t>(weights.table.size()), out);
  Append(weights.step, out);
  Append(weights.threshold, out);
  Append(static_cast<uint32_t>(weights.trained.size()), out);
  for (const uint32_t id : weights.trained) Append(id, out);
  for (size_t i = 0; i < weights.table.size();) {
    out.push_back(static_cast<char>(weights.table[i]));
    if (weights.table[i] != 0) {
      ++i;
      continue;
    }
    uint8_t run = 0;
    for (; i < weights.table.size() && weights.table[i] == 0 && run < 255;
         ++i) {
      ++run;
    }
    out.push_back(static_cast<char>(run));
  }
  Append(Fingerprint(out), out);
  return out;
}

absl::StatusOr<std::unique_ptr<const Scorer>> Scorer::Parse(
    absl::string_view file) {
  if (file.size() < kMark.size() + kDigestBytes ||
      file.substr(0, kMark.size()) != kMark) {
    return absl::InvalidArgumentError(
        "weights of links: not a file of version NBLINKS1");
  }
  const absl::string_view body = file.substr(0, file.size() - kDigestBytes);
  uint64_t digest = 0;
  std::memcpy(&digest, file.data() + body.size(), sizeof digest);
  if (digest != Fingerprint(body)) {
    return absl::InvalidArgumentError("weights of links: the digest differs");
  }
  Weights weights;
  if (!ReadWeights(body, weights)) {
    return absl::InvalidArgumentError("weights of links: sizes do not agree");
  }
  auto scorer = std::make_unique<Scorer>(std::move(weights));
  scorer->digest_ = Sha256Hex(file).substr(0, kDigestDigits);
  return scorer;
}

absl::StatusOr<std::unique_ptr<const Scorer>> Scorer::Embedded() {
  return Parse({nianbao_link_weights_begin,
                static_cast<size_t>(nianbao_link_weights_end -
                                    nianbao_link_weights_begin)});
}

Scorer::Scorer(Weights weights) : weights_(std::move(weights)) {}

Link Scorer::Choose(const Candidates& candidates) const {
  int best = 0, best_sum = 0;
  double total = 0;
  absl::InlinedVector<int, 32> sums(candidates.size());
  for (size_t c = 0; c < candidates.size(); ++c) {
    const int sum = StepsOf(candidates, c);
    sums[c] = sum;
    // None is no rival here: the threshold decides between it and the best.
    if (c == 1 || (c > 1 && sum > best_sum)) {
      best = static_cast<int>(c);
      best_sum = sum;
    }
  }
  if (best == 0) return {};
  for (const int sum : sums) {
    total += std::exp(static_cast<double>(sum - best_sum) * weights_.step);
  }
  const double probability = 1.0 / total;
  if (probability < weights_.threshold) return {};
  return {candidates.indicators[best], probability};
}

bool Scorer::IsTrained(uint32_t id) const {
  return std::binary_search(weights_.trained.begin(), weights_.trained.end(),
                            id);
}

}  // namespace nianbao::extractor
