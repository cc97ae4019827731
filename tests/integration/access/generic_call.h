#ifndef NIANBAO_TESTS_INTEGRATION_ACCESS_GENERIC_CALL_H_
#define NIANBAO_TESTS_INTEGRATION_ACCESS_GENERIC_CALL_H_

#include <memory>
#include <string>

#include "grpcpp/channel.h"
#include "grpcpp/support/status.h"

namespace nianbao {

struct Outcome {
  // The server sent a message; the call was given up then, and `status` is
  // CANCELLED, or OK when that was the end.
  bool answered = false;
  grpc::Status status;
  // grpc-retry-pushback-ms in the trailing metadata; empty when it is not
  // there.
  std::string pushback_ms;
};

// Calls any method, streaming or not, with one empty message. `token` is shown
// as a bearer token unless it is empty. Ends within 30 s.
Outcome Call(const std::shared_ptr<grpc::Channel>& channel,
             const std::string& path, const std::string& token);

}  // namespace nianbao

#endif  // NIANBAO_TESTS_INTEGRATION_ACCESS_GENERIC_CALL_H_
