// What a lookup by name finds.
#ifndef NIANBAO_AGGREGATOR_NAMES_MATCHES_H_
#define NIANBAO_AGGREGATOR_NAMES_MATCHES_H_

#include <vector>

#include "nianbao/v1/names.pb.h"

namespace nianbao::aggregator {

// Suggestions at most.
inline constexpr int kMaxNameSuggestions = 10;

template <typename Entry>
struct Match {
  const Entry* entry = nullptr;
  v1::NameMatch how = v1::NAME_MATCH_UNSPECIFIED;
};

// Either what the text means, best first, or what may have been meant.
template <typename Entry>
struct Matches {
  std::vector<Match<Entry>> candidates;
  std::vector<Match<Entry>> suggestions;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_NAMES_MATCHES_H_
