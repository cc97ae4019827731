#include "client/output/formats/sdmx_csv.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "client/output/formats/csv.h"
#include "client/output/numbers.h"

namespace nianbao::client {
namespace {

constexpr char kAgency[] = "NIANBAO";
constexpr char kVersion[] = "1.0.0";
constexpr char kAnnual[] = "A";

std::string KindCode(v1::Kind kind) {
  if (kind == v1::KIND_UNSPECIFIED) kind = v1::KIND_LEVEL;
  return std::string(absl::StripPrefix(v1::Kind_Name(kind), "KIND_"));
}

// SDMX ids have no dots, and ids of indicators no hyphens.
std::string IndicatorCode(const std::string& indicator) {
  return absl::StrReplaceAll(indicator, {{".", "-"}});
}

}  // namespace

SdmxCsv::SdmxCsv(std::ostream& out, const Flow& flow, const FactScope& scope)
    : out_(out), flow_(flow), kind_(KindCode(scope.selection.kind())) {}

void SdmxCsv::Begin() {
  if (begun_) return;
  begun_ = true;
  std::vector<std::string> header = {"STRUCTURE", "STRUCTURE_ID", "ACTION",
                                     "FREQ",      "REF_AREA",     "INDICATOR",
                                     "LEVEL",     "KIND"};
  if (!flow_.own_dimension.empty()) header.push_back(flow_.own_dimension);
  header.insert(header.end(), {"STATISTIC", "TIME_PERIOD", "OBS_VALUE",
                               "OBS_STATUS", "UNIT_MEASURE"});
  PrintCsvLine(out_, header);
}

absl::Status SdmxCsv::Add(const Fact& fact) {
  Begin();
  std::vector<std::string> line = {
      "DATAFLOW", absl::StrCat(kAgency, ":", flow_.id, "(", kVersion, ")"),
      "I",        kAnnual,
      fact.area,  IndicatorCode(fact.indicator),
      fact.level, kind_};
  if (!flow_.own_dimension.empty()) line.push_back(IndicatorCode(fact.own));
  line.insert(
      line.end(),
      {fact.statistic, fact.period, fact.value ? PlainNumber(*fact.value) : "",
       std::string(1, static_cast<char>(fact.status)), fact.unit});
  PrintCsvLine(out_, line);
  return absl::OkStatus();
}

}  // namespace nianbao::client
