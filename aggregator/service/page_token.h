// Page tokens by AIP-158: opaque to clients, good for the same request only.
#ifndef NIANBAO_AGGREGATOR_SERVICE_PAGE_TOKEN_H_
#define NIANBAO_AGGREGATOR_SERVICE_PAGE_TOKEN_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace nianbao::aggregator {

// Rows on a page at most; larger sizes are taken as this. A thousand summaries
// of reports make a message of 300 KB.
inline constexpr int kMaxPageSize = 1000;

// `size` as it is meant: `default_size` for 0. INVALID_ARGUMENT with BadRequest
// on page_size when negative.
absl::StatusOr<int> PageSize(int size, int default_size);

// A token to go on after `position`. `request` is the list request; its
// page_size and page_token do not matter.
std::string MakePageToken(const google::protobuf::Message& request,
                          absl::string_view position);

// The position in the page_token of `request`; empty when it has none.
// INVALID_ARGUMENT with BadRequest on page_token when it is no token, or that
// of a request with other fields.
absl::StatusOr<std::string> ReadPageToken(
    const google::protobuf::Message& request);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_SERVICE_PAGE_TOKEN_H_
