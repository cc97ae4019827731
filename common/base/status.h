// Errors with the details that clients can read.
//
// Inside the project an error is an absl::Status. Details ride along as
// payloads whose type URL names a message of google/rpc/error_details.proto,
// and become google.rpc.Status details on the wire (see
// common/rpc/wire/wire_status.h):
//
//   return BadRequest("document.content", "is empty");
#ifndef NIANBAO_COMMON_BASE_STATUS_H_
#define NIANBAO_COMMON_BASE_STATUS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace nianbao {

// INVALID_ARGUMENT with a google.rpc.BadRequest that names `long_field`, a path
// of field names joined by dots. Of either text only the first half KiB, as
// more does not fit into what gRPC carries of an error.
absl::Status BadRequest(absl::string_view long_field,
                        absl::string_view long_description);

// `status` of a message that is the field `parent` of the request: a BadRequest
// on `x` becomes one on `parent.x`; others stay as they are.
absl::Status InField(absl::string_view parent, const absl::Status& status);

// NOT_FOUND with a google.rpc.ResourceInfo. `type` is the kind of resource,
// e.g. "report"; `long_name` its resource name, of which the first half KiB is
// repeated.
absl::Status ResourceNotFound(absl::string_view type,
                              absl::string_view long_name);

// `status`, an error without details, with "prefix: " before its message: the
// file or the setting that it is about.
absl::Status WithPrefix(absl::string_view prefix, const absl::Status& status);

// Code and message on one line, for people.
std::string Describe(const absl::Status& status);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_BASE_STATUS_H_
