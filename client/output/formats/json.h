// Messages in protobuf's JSON mapping, with numbers as numbers.
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_JSON_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_JSON_H_

#include <string>

namespace google::protobuf {
class Message;
}  // namespace google::protobuf

namespace nianbao::client {

// `message` on one line without a line end; names in lowerCamelCase, Chinese as
// it is. Integers of 64 bits, which the mapping writes in quotes, are numbers
// up to 2^53, as far as every reader takes them exactly, and in quotes beyond;
// readers of the mapping take both.
std::string ToJson(const google::protobuf::Message& message);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_JSON_H_
