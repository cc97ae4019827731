#include "tests/training/set.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace nianbao::extractor {

absl::StatusOr<Set> ParseSet(absl::string_view argument) {
  const std::vector<std::string> sides =
      absl::StrSplit(argument, absl::MaxSplits('=', 1));
  const std::vector<std::string> parts =
      sides.size() == 2
          ? std::vector<std::string>(absl::StrSplit(sides[1], ':'))
          : std::vector<std::string>();
  Set set;
  if (parts.size() == 3) {
    set.seen = !absl::SimpleAtof(parts[2], &set.importance);
  }
  if (parts.size() < 2 || parts.size() > 3 || (parts.size() == 3 && set.seen)) {
    return absl::InvalidArgumentError(
        absl::StrCat(argument, " is not NAME=GOLD:TEXTS[:IMPORTANCE]"));
  }
  set.name = sides[0];
  set.gold = parts[0];
  set.texts = parts[1];
  return set;
}

}  // namespace nianbao::extractor
