#include "common/rpc/wire/wire_status.h"

#include <iostream>
#include <string>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "common/base/error_reason.h"
#include "common/base/status.h"

namespace nianbao {
namespace {

// An Any is a type URL and bytes, and so is a payload: nothing is parsed.
google::rpc::Status AsMessage(const absl::Status& status) {
  google::rpc::Status rpc;
  rpc.set_code(static_cast<int>(status.code()));
  rpc.set_message(std::string(status.message()));
  status.ForEachPayload(
      [&](absl::string_view type_url, const absl::Cord& payload) {
        auto* any = rpc.add_details();
        any->set_type_url(std::string(type_url));
        any->set_value(std::string(payload));
      });
  return rpc;
}

}  // namespace

google::rpc::Status ToRpcStatus(const absl::Status& status) {
  const absl::Status seen = ForClient(status);
  if (seen != status) {
    std::cerr << absl::StrCat("error kept from a client: ", Describe(status),
                              "\n");
  }
  return AsMessage(seen);
}

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const google::rpc::Status rpc = ToRpcStatus(status);
  return grpc::Status(static_cast<grpc::StatusCode>(rpc.code()), rpc.message(),
                      rpc.SerializeAsString());
}

absl::Status FromRpcStatus(const google::rpc::Status& rpc) {
  absl::Status status(static_cast<absl::StatusCode>(rpc.code()), rpc.message());
  for (const auto& any : rpc.details()) {
    status.SetPayload(any.type_url(), absl::Cord(any.value()));
  }
  return status;
}

absl::Status FromGrpcStatus(const grpc::Status& status) {
  // Details of another code are not this error's; a proxy may have replaced the
  // status and left them.
  google::rpc::Status rpc;
  if (!status.error_details().empty() &&
      rpc.ParseFromString(status.error_details()) &&
      rpc.code() == static_cast<int>(status.error_code())) {
    return FromRpcStatus(rpc);
  }
  return absl::Status(static_cast<absl::StatusCode>(status.error_code()),
                      status.error_message());
}

}  // namespace nianbao
