#include "client/asking/figure_id.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "client/asking/names.h"
#include "client/calls/listings.h"

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

absl::Status ForEachFigure(
    const Session& session, const std::vector<std::string>& texts,
    const std::function<absl::Status(const v1::Report& report, int index)>&
        visit) {
  Names names;
  std::vector<std::pair<int, int>> figures;
  for (const std::string& text : texts) {
    const absl::StatusOr<FigureId> id = ParseFigureId(text);
    if (!id.ok()) return id.status();
    figures.emplace_back(names.Want(v1::NAME_KIND_REPORT, id->report),
                         id->index);
  }
  absl::Status status = names.Resolve(session);
  for (const auto& [number, index] : figures) {
    if (!status.ok()) return status;
    const absl::StatusOr<v1::Report> report = GetReport(session, names[number]);
    if (!report.ok()) return report.status();
    if (index >= report->observations_size()) {
      return absl::NotFoundError(
          absl::StrCat(report->name(), " has ", report->observations_size(),
                       " figures, counted from 0, and no #", index));
    }
    status = visit(*report, index);
  }
  return status;
}

}  // namespace nianbao::client
