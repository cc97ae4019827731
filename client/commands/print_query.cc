#include "client/commands/print_query.h"

#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
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
    scope.area = absl::StrJoin(
        selection.within(), "_", [](std::string* out, absl::string_view name) {
          absl::StrAppend(out, absl::StripPrefix(name, "divisions/"));
        });
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
  v1::ResolveNamesRequest request;
  for (const std::string& division : selection.within()) {
    v1::NameQuery& query = *request.add_queries();
    query.set_text(division);
    query.add_kinds(v1::NAME_KIND_DIVISION);
  }
  absl::StatusOr<v1::ResolveNamesResponse> response =
      ResolveNames(session, request);
  if (!response.ok()) return response.status();
  scope.area_name =
      absl::StrJoin(response->names(), "、",
                    [](std::string* out, const v1::ResolvedName& name) {
                      if (name.candidates().empty()) return;
                      out->append(name.candidates(0).display_name());
                    });
  return scope;
}

void SplitOnlyBy(const google::protobuf::RepeatedField<int>& dimensions,
                 FactScope& scope) {
  scope.by_government_level =
      absl::c_linear_search(dimensions, v1::DIMENSION_GOVERNMENT_LEVEL);
  scope.by_body = absl::c_linear_search(dimensions, v1::DIMENSION_BODY);
}

}  // namespace nianbao::client
