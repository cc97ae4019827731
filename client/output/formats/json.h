// Messages in protobuf's JSON mapping.
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_JSON_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_JSON_H_

#include <string>

namespace google::protobuf {
class Message;
}  // namespace google::protobuf

namespace nianbao::client {

// `message` on one line without a line end; names in lowerCamelCase, Chinese as
// it is.
std::string ToJson(const google::protobuf::Message& message);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_JSON_H_
