#include "common/rpc/wire/message_bytes.h"

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/rpc/wire/wire_status.h"
#include "grpcpp/impl/codegen/proto_utils.h"

namespace nianbao {

absl::Status ParseMessage(grpc::ByteBuffer bytes,
                          google::protobuf::Message& message) {
  // What gRPC's generated code does for handlers that take messages.
  const grpc::Status parsed =
      grpc::GenericDeserialize<grpc::ProtoBufferReader,
                               google::protobuf::Message>(&bytes, &message);
  if (parsed.ok()) return absl::OkStatus();
  return BadRequest(
      "message", absl::StrCat("cannot be parsed as ", message.GetTypeName()));
}

absl::Status SerializeMessage(const google::protobuf::Message& message,
                              grpc::ByteBuffer& bytes) {
  bool own = false;
  return FromGrpcStatus(
      grpc::GenericSerialize<grpc::ProtoBufferWriter,
                             google::protobuf::Message>(message, &bytes, &own));
}

}  // namespace nianbao
