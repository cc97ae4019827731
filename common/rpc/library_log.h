// What the libraries below write to standard error.
#ifndef NIANBAO_COMMON_RPC_LIBRARY_LOG_H_
#define NIANBAO_COMMON_RPC_LIBRARY_LOG_H_

namespace nianbao {

// Lines of gRPC a second, over bursts of as many: it has one for each handshake
// that fails, and so as many as anybody likes who reaches the port.
inline constexpr int kMaxGrpcLines = 20;

// Bounds what peers can have written by gRPC and protobuf, for the rest of the
// process: of gRPC's lines, kMaxGrpcLines, the next telling how many were left
// out before it; none of protobuf's for each message with text that is not
// UTF-8, whose call is refused. Thread-safe; later calls do nothing.
void BoundLibraryLogs();

}  // namespace nianbao

#endif  // NIANBAO_COMMON_RPC_LIBRARY_LOG_H_
