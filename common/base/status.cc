#include "common/base/status.h"

#include <iostream>
#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "common/base/error_details.h"
#include "common/base/error_reason.h"
#include "google/rpc/error_details.pb.h"

namespace nianbao {
namespace {

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

absl::Status BadRequest(absl::string_view field,
                        absl::string_view description) {
  absl::Status status =
      absl::InvalidArgumentError(absl::StrCat(field, " ", description));
  google::rpc::BadRequest detail;
  auto* violation = detail.add_field_violations();
  violation->set_field(std::string(field));
  violation->set_description(std::string(description));
  Attach(detail, status);
  return WithReason(ErrorReason::kFieldInvalid, std::move(status));
}

absl::Status InField(absl::string_view parent, const absl::Status& status) {
  const auto detail = DetailOf<google::rpc::BadRequest>(status);
  if (!detail.has_value() || detail->field_violations_size() != 1) {
    return status;
  }
  const auto& violation = detail->field_violations(0);
  return BadRequest(absl::StrCat(parent, ".", violation.field()),
                    violation.description());
}

absl::Status ResourceNotFound(absl::string_view type, absl::string_view name) {
  absl::Status status =
      absl::NotFoundError(absl::StrCat("no ", type, " ", name));
  google::rpc::ResourceInfo detail;
  detail.set_resource_type(std::string(type));
  detail.set_resource_name(std::string(name));
  Attach(detail, status);
  return WithReason(ErrorReason::kResourceNotFound, std::move(status));
}

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
  google::rpc::Status rpc;
  if (!status.error_details().empty() &&
      rpc.ParseFromString(status.error_details()) &&
      rpc.code() == static_cast<int>(status.error_code())) {
    return FromRpcStatus(rpc);
  }
  return absl::Status(static_cast<absl::StatusCode>(status.error_code()),
                      status.error_message());
}

std::string Describe(const absl::Status& status) {
  return absl::StrCat(absl::StatusCodeToString(status.code()), ": ",
                      status.message());
}

}  // namespace nianbao
