#include "common/base/status.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/error_details.h"
#include "common/base/error_reason.h"
#include "google/rpc/error_details.pb.h"

namespace nianbao {
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
  // BadRequest makes them with one violation each.
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

absl::Status WithPrefix(absl::string_view prefix, const absl::Status& status) {
  return absl::Status(status.code(),
                      absl::StrCat(prefix, ": ", status.message()));
}

std::string Describe(const absl::Status& status) {
  return absl::StrCat(absl::StatusCodeToString(status.code()), ": ",
                      status.message());
}

}  // namespace nianbao
