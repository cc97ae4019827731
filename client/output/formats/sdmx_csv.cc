// SDMX-CSV is a line for each fact that says all of it: which dataflow it is
// of, the value of every dimension, then the observation. The three columns in
// front are the format's own, the others follow the dataflow's dimensions:
//
//   STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,INDICATOR,LEVEL,…,KIND,STATISTIC,…
//   DATAFLOW,NIANBAO:STATISTICS(2.0.0),I,A,110108,litigation-cases,COUNTY,…,LEVEL,…
//
// Each dataflow has the same columns in every file, so that files of several
// queries can be put together; hence KIND and REPORT_TYPE, which one query has
// in common, and hence no column for what a query was asked with. Nothing is
// held back.

#include "client/output/formats/sdmx_csv.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "client/output/formats/csv.h"
#include "client/output/numbers.h"

namespace nianbao::client {
namespace {

// Who maintains the dataflows, and the version of their dimensions: another set
// of dimensions would be another version.
constexpr char kAgency[] = "NIANBAO";
constexpr char kVersion[] = "2.0.0";
// The code of SDMX's CL_FREQ for figures of a year.
constexpr char kAnnual[] = "A";

// "RANK" of KIND_RANK. A selection that names no kind is one of levels.
std::string KindOf(const v1::Selection& selection) {
  const v1::Kind kind = selection.kind() == v1::KIND_UNSPECIFIED
                            ? v1::KIND_LEVEL
                            : selection.kind();
  return std::string(absl::StripPrefix(v1::Kind_Name(kind), "KIND_"));
}

// "RULE_OF_LAW", of which a selection is that names no type.
std::string ReportTypeOf(const v1::Selection& selection) {
  const v1::Report::Type type =
      selection.report_type() == v1::Report::TYPE_UNSPECIFIED
          ? v1::Report::TYPE_RULE_OF_LAW
          : selection.report_type();
  return std::string(absl::StripPrefix(v1::Report::Type_Name(type), "TYPE_"));
}

// SDMX ids have no dots, and ids of indicators no hyphens.
std::string IndicatorCode(const std::string& indicator) {
  return absl::StrReplaceAll(indicator, {{".", "-"}});
}

}  // namespace

SdmxCsv::SdmxCsv(std::ostream& out, const Flow& flow, const FactScope& scope)
    : out_(out),
      flow_(flow),
      report_type_(ReportTypeOf(scope.selection)),
      kind_(KindOf(scope.selection)) {}

void SdmxCsv::Begin() {
  if (begun_) return;
  begun_ = true;
  std::vector<std::string> header = {
      "STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ",
      "REF_AREA",  "INDICATOR",    "LEVEL",  "GOVERNMENT_LEVEL",
      "BODY",      "REPORT_TYPE",  "KIND"};
  if (!flow_.own_dimension.empty()) header.push_back(flow_.own_dimension);
  header.insert(header.end(), {"STATISTIC", "TIME_PERIOD", "OBS_VALUE",
                               "OBS_STATUS", "UNIT_MEASURE"});
  PrintCsvLine(out_, header);
}

absl::Status SdmxCsv::Add(const Fact& fact) {
  Begin();
  std::vector<std::string> line = {
      "DATAFLOW",
      absl::StrCat(kAgency, ":", flow_.id, "(", kVersion, ")"),
      "I",
      kAnnual,
      fact.area,
      IndicatorCode(fact.indicator),
      fact.level,
      fact.government_level,
      fact.body,
      report_type_,
      fact.kind.empty() ? kind_ : fact.kind};
  if (!flow_.own_dimension.empty()) line.push_back(IndicatorCode(fact.own));
  line.insert(
      line.end(),
      {fact.statistic, fact.period, fact.value ? PlainNumber(*fact.value) : "",
       std::string(1, static_cast<char>(fact.status)), fact.unit});
  PrintCsvLine(out_, line);
  return absl::OkStatus();
}

}  // namespace nianbao::client
