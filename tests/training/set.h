// Sets of annotated documents that training is called with.
#ifndef NIANBAO_TESTS_TRAINING_SET_H_
#define NIANBAO_TESTS_TRAINING_SET_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace nianbao::extractor {

struct Set {
  std::string name;
  // Folders of gold and of texts, as in tests/gold/corpus.h.
  std::string gold, texts;
  // What one of its figures counts for.
  float importance = 1;
  // The rules of the catalogue were written with its documents in sight.
  bool seen = true;
};

// Reads NAME=GOLD:TEXTS, a set that was seen, or NAME=GOLD:TEXTS:IMPORTANCE,
// one that was not. INVALID_ARGUMENT when it is neither.
absl::StatusOr<Set> ParseSet(absl::string_view argument);

}  // namespace nianbao::extractor

#endif  // NIANBAO_TESTS_TRAINING_SET_H_
