#include "client/commands/print_query.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "client/calls/listings.h"
#include "client/output/rows/fact_list.h"

namespace nianbao::client {
namespace {

// "2020", "2019-01-01/P5Y"; empty when the selection is open on a side.
std::string Period(const v1::Selection& selection) {
  const int first = selection.first_year();
  const int last = selection.last_year();
  if (first == 0 || last == 0) return "";
  if (first == last) return absl::StrCat(first);
  return absl::StrCat(first, "-01-01/", YearsDuration(last - first + 1));
}

}  // namespace

// Tables and CSV need nothing of the scope; making it costs no call then.
absl::StatusOr<FactScope> MakeFactScope(const Session& session, Format format,
                                        const v1::Selection& selection) {
  FactScope scope;
  scope.selection = selection;
  scope.period = Period(selection);
  if (!selection.within().empty()) {
    scope.area =
        std::string(absl::StripPrefix(selection.within(), "divisions/"));
    scope.area_name = scope.area;
  }
  // Of the formats of facts JSON-stat alone has names beside codes.
  if (format != Format::kJsonStat) return scope;

  absl::StatusOr<std::vector<v1::Indicator>> indicators =
      ListIndicators(session);
  if (!indicators.ok()) return indicators.status();
  for (const v1::Indicator& indicator : *indicators) {
    scope.indicator_names[std::string(absl::StripPrefix(
        indicator.name(), "indicators/"))] = indicator.display_name_zh();
  }
  if (selection.within().empty()) return scope;
  // The division comes before those below it.
  v1::ListDivisionsRequest request;
  request.set_within(selection.within());
  absl::Status status =
      ForEachDivision(session, session.AggregatorChannel(), request,
                      [&](const v1::Division& division) {
                        scope.area_name = division.display_name();
                        return false;
                      });
  if (!status.ok()) return status;
  return scope;
}

}  // namespace nianbao::client
