// What a configuration must be like, and what it is where it says nothing.
#ifndef NIANBAO_COMMON_CONFIG_CONFIG_VALIDATION_H_
#define NIANBAO_COMMON_CONFIG_CONFIG_VALIDATION_H_

#include "absl/status/status.h"
#include "common/config/service_kind.h"
#include "nianbao/v1/server_config.pb.h"

namespace nianbao {

// A call that took longer is logged as slow, unless configured.
inline constexpr int kDefaultSlowCallMs = 1000;

// Fills in every default and checks the whole, files included.
// INVALID_ARGUMENT: "limits.max_calls: must be from 1 to 65536".
absl::Status CompleteConfig(const ServiceKind& kind, v1::ServerConfig& config);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_CONFIG_CONFIG_VALIDATION_H_
