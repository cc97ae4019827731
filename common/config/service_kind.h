// What differs between the services where their configurations are the same.
#ifndef NIANBAO_COMMON_CONFIG_SERVICE_KIND_H_
#define NIANBAO_COMMON_CONFIG_SERVICE_KIND_H_

#include "absl/strings/string_view.h"

namespace nianbao {

struct ServiceKind {
  absl::string_view program;
  // Listened on unless configured.
  int port;
  bool has_store;
};

inline constexpr ServiceKind kExtractor = {"nianbao-extractor", 7701, false};
inline constexpr ServiceKind kAggregator = {"nianbao-aggregator", 7702, true};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_CONFIG_SERVICE_KIND_H_
