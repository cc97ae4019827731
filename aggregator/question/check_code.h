// The checks across reports, by the codes that the contract knows them by.
#ifndef NIANBAO_AGGREGATOR_QUESTION_CHECK_CODE_H_
#define NIANBAO_AGGREGATOR_QUESTION_CHECK_CODE_H_

#include <iterator>
#include <optional>

#include "absl/strings/string_view.h"

namespace nianbao::aggregator {

// docs/CHECKS.md says what each looks for. Answers come in this order.
enum class CheckCode {
  kNeighbourPower,
  kPeerPower,
  kRateOutsideParts,
  kScopeChanged,
  kCopiedReport,
};

// As Diagnostic.code has them, in the order of the enum.
inline constexpr const char* kCheckCodes[] = {"NEIGHBOUR_POWER", "PEER_POWER",
                                              "RATE_OUTSIDE_PARTS",
                                              "SCOPE_CHANGED", "COPIED_REPORT"};

inline const char* NameOf(CheckCode code) {
  return kCheckCodes[static_cast<int>(code)];
}

// Absent when there is no such code.
inline std::optional<CheckCode> FindCheckCode(absl::string_view name) {
  for (size_t i = 0; i < std::size(kCheckCodes); ++i) {
    if (kCheckCodes[i] == name) return static_cast<CheckCode>(i);
  }
  return std::nullopt;
}

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_CHECK_CODE_H_
