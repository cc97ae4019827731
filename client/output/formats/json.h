// Messages in protobuf's JSON mapping.
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_JSON_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_JSON_H_

#include <string>

#include "google/protobuf/message.h"

namespace nianbao::client {

// lowerCamelCase names, Chinese as it is. On one line without a line end, or
// indented and ended by one.
std::string ToJson(const google::protobuf::Message& message,
                   bool indented = false);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_JSON_H_
