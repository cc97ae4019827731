#include "aggregator/store/sqlite/database/damage.h"

#include <iostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/error_reason.h"

namespace nianbao::aggregator {

absl::Status OfReport(absl::string_view name, const absl::Status& cause) {
  // One that names its report already has a reason.
  if (!absl::IsDataLoss(cause) || !ReasonOf(cause).empty()) return cause;
  std::cerr << absl::StrCat("damage: ", name, ": ", cause.message(), "\n");
  return Error(ErrorReason::kStoreDamaged,
               absl::StrCat(name, " cannot be read: the store is damaged"),
               {{"report", std::string(name)}});
}

absl::Status OfReport(Connection& connection, int64_t id,
                      const absl::Status& cause) {
  if (!absl::IsDataLoss(cause)) return cause;
  std::string name = absl::StrCat("report row ", id);
  absl::StatusOr<Statement> named =
      connection.Prepare("SELECT name FROM report WHERE id = ?");
  if (named.ok()) {
    const absl::StatusOr<bool> found = named->Bind(1, id).Step();
    if (found.ok() && *found) name = std::string(named->Bytes(0));
  }
  return OfReport(name, cause);
}

}  // namespace nianbao::aggregator
