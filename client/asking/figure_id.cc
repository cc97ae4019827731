#include "client/asking/figure_id.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace nianbao::client {

absl::StatusOr<FigureId> ParseFigureId(const std::string& text) {
  const size_t hash = text.rfind('#');
  FigureId id;
  if (hash != std::string::npos && hash > 0 &&
      absl::SimpleAtoi(text.substr(hash + 1), &id.index) && id.index >= 0) {
    id.report = text.substr(0, hash);
    return id;
  }
  return absl::InvalidArgumentError(
      absl::StrCat("not an observation: ", text,
                   " (it is REPORT#NUMBER, as the column OBSERVATION of "
                   "`nianbao observations` has it)"));
}

}  // namespace nianbao::client
