// Details of errors: payloads of an absl::Status whose type URL names a message
// of google/rpc/error_details.proto. For status.cc and error_reason.cc.
#ifndef NIANBAO_COMMON_BASE_ERROR_DETAILS_H_
#define NIANBAO_COMMON_BASE_ERROR_DETAILS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"

namespace nianbao {

template <typename Detail>
std::string TypeUrl() {
  return absl::StrCat("type.googleapis.com/",
                      Detail::descriptor()->full_name());
}

template <typename Detail>
void Attach(const Detail& detail, absl::Status& status) {
  status.SetPayload(TypeUrl<Detail>(), absl::Cord(detail.SerializeAsString()));
}

// Nothing when `status` has none that can be read.
template <typename Detail>
absl::optional<Detail> DetailOf(const absl::Status& status) {
  const absl::optional<absl::Cord> payload =
      status.GetPayload(TypeUrl<Detail>());
  Detail detail;
  if (!payload.has_value() || !detail.ParseFromString(std::string(*payload))) {
    return absl::nullopt;
  }
  return detail;
}

}  // namespace nianbao

#endif  // NIANBAO_COMMON_BASE_ERROR_DETAILS_H_
