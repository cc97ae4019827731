// Text protos with errors that name the line.
#ifndef NIANBAO_COMMON_BASE_TEXT_PROTO_H_
#define NIANBAO_COMMON_BASE_TEXT_PROTO_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace nianbao {

// Fills `message` from its text form. INVALID_ARGUMENT: "line 3, column 5: …".
absl::Status ParseTextProto(absl::string_view text,
                            google::protobuf::Message* message);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_BASE_TEXT_PROTO_H_
