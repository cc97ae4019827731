// Reports that are made already, on their way into the aggregator.
#ifndef NIANBAO_CLIENT_CALLS_UPLOAD_H_
#define NIANBAO_CLIENT_CALLS_UPLOAD_H_

#include <functional>

#include "absl/status/status.h"
#include "client/calls/session.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::client {

// Stores over one stream what `next` fills in, until that returns false. Each
// answer goes to `on_response`, on another thread, one at a time and in the
// order of the requests; all have come when this returns. Returns the error of
// the stream, explained. A stream may last as long as kStreamDeadline.
absl::Status UploadReports(
    const Session& session, const Channel& aggregator,
    const std::function<bool(v1::UploadReportsRequest&)>& next,
    const std::function<void(const v1::UploadReportsResponse&)>& on_response);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_CALLS_UPLOAD_H_
