#include "common/base/status.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/error_details.h"
#include "common/base/error_reason.h"
#include "google/rpc/error_details.pb.h"

namespace nianbao {
namespace {

// Bytes of a text that an error repeats. gRPC gives a call up whose status has
// more than 8 KiB in its trailers, and each text is there two or three times, a
// byte of Chinese as three characters.
constexpr size_t kMaxRepeated = 512;

// The begin of `text`, where it is longer than an error may repeat.
std::string Repeated(absl::string_view text) {
  if (text.size() <= kMaxRepeated) return std::string(text);
  size_t end = kMaxRepeated;
  // Not within a character of UTF-8.
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) {
    --end;
  }
  return absl::StrCat(text.substr(0, end), "…");
}

}  // namespace

absl::Status BadRequest(absl::string_view long_field,
                        absl::string_view long_description) {
  const std::string field = Repeated(long_field);
  const std::string description = Repeated(long_description);
  absl::Status status =
      absl::InvalidArgumentError(absl::StrCat(field, " ", description));
  google::rpc::BadRequest detail;
  auto* violation = detail.add_field_violations();
  violation->set_field(field);
  violation->set_description(description);
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

absl::Status ResourceNotFound(absl::string_view type,
                              absl::string_view long_name) {
  const std::string name = Repeated(long_name);
  absl::Status status =
      absl::NotFoundError(absl::StrCat("no ", type, " ", name));
  google::rpc::ResourceInfo detail;
  detail.set_resource_type(std::string(type));
  detail.set_resource_name(name);
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
