// Messages as gRPC carries them. Services take bytes and give bytes, so that
// their own threads parse and serialize, and a message that cannot be parsed is
// an error like any other: gRPC 1.51 takes it for an unknown method, or for the
// end of a stream of requests.
#ifndef NIANBAO_COMMON_RPC_WIRE_MESSAGE_BYTES_H_
#define NIANBAO_COMMON_RPC_WIRE_MESSAGE_BYTES_H_

#include "absl/status/status.h"
#include "google/protobuf/message.h"
#include "grpcpp/support/byte_buffer.h"

namespace nianbao {

// INVALID_ARGUMENT (FIELD_INVALID) when they are no such message.
absl::Status ParseMessage(grpc::ByteBuffer bytes,
                          google::protobuf::Message& message);

// INTERNAL when they would be more than 2 GiB.
absl::Status SerializeMessage(const google::protobuf::Message& message,
                              grpc::ByteBuffer& bytes);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_RPC_WIRE_MESSAGE_BYTES_H_
