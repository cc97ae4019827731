#include "client/output/formats/json.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/message.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/type_resolver_util.h"

namespace nianbao::client {
namespace {

constexpr char kTypes[] = "type.googleapis.com";

// With maps in the order of their keys.
std::string Serialize(const google::protobuf::Message& message) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    message.SerializeToCodedStream(&coded);
  }
  return bytes;
}

}  // namespace

std::string ToJson(const google::protobuf::Message& message) {
  // MessageToJsonString does the same, but maps come in another order each
  // time.
  static google::protobuf::util::TypeResolver* const resolver =
      google::protobuf::util::NewTypeResolverForDescriptorPool(
          kTypes, google::protobuf::DescriptorPool::generated_pool());
  std::string json;
  // Fails only on an Any of unknown type or a time out of range, which no
  // message that is printed holds.
  (void)google::protobuf::util::BinaryToJsonString(
      resolver, absl::StrCat(kTypes, "/", message.GetDescriptor()->full_name()),
      Serialize(message), &json);
  return json;
}

}  // namespace nianbao::client
