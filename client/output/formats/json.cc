#include "client/output/formats/json.h"

#include "google/protobuf/message.h"
#include "google/protobuf/util/json_util.h"

namespace nianbao::client {

std::string ToJson(const google::protobuf::Message& message) {
  std::string json;
  // Fails only on an Any of unknown type or a time out of range, which no
  // message that is printed holds.
  (void)google::protobuf::util::MessageToJsonString(message, &json);
  return json;
}

}  // namespace nianbao::client
