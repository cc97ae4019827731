// Errors on the wire. Inside the project an error is an absl::Status whose
// details are payloads (see common/base/status.h); between programs it is a
// google.rpc.Status: the item of a stream that failed carries one as a message,
// and a call that failed carries one in gRPC's binary trailer
// `grpc-status-details-bin`.
//
// What leaves a service is what ForClient lets out. An error that a library
// below has worded, with a path or a statement of SQL in it, is written to
// standard error and replaced by a general one.
#ifndef NIANBAO_COMMON_RPC_WIRE_WIRE_STATUS_H_
#define NIANBAO_COMMON_RPC_WIRE_WIRE_STATUS_H_

#include "absl/status/status.h"
#include "common/rpc/wire/wire_status.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/support/status.h"

namespace nianbao {

// What ForClient lets out, as a message; standard error has what it keeps.
google::rpc::Status ToRpcStatus(const absl::Status& status);

// The same for gRPC, with that google.rpc.Status in its details.
grpc::Status ToGrpcStatus(const absl::Status& status);

// The error that a client received; details become payloads.
absl::Status FromRpcStatus(const google::rpc::Status& status);
absl::Status FromGrpcStatus(const grpc::Status& status);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_RPC_WIRE_WIRE_STATUS_H_
