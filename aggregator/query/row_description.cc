#include "aggregator/query/row_description.h"

#include "absl/strings/str_cat.h"
#include "common/gazetteer.h"

namespace nianbao {

void DescribeValue(const Snapshot& snapshot, const Candidate& value,
                   v1::Extreme& extreme) {
  const ReportEntry& report = snapshot.reports[value.report];
  extreme.set_value(value.value);
  extreme.set_issuer(report.issuer_name);
  extreme.set_report(report.name);
  extreme.set_observation(static_cast<int32_t>(value.position));
  const std::vector<DivisionEntry>& divisions = Gazetteer::Get().divisions();
  const uint32_t division = DivisionOf(value.place);
  if (division < divisions.size()) {
    extreme.set_division(absl::StrCat("divisions/", divisions[division].code));
  }
}

bool AddsUp(const v1::Indicator* indicator, v1::Kind kind) {
  return indicator != nullptr && kind != v1::KIND_RANK &&
         indicator->measure() != v1::Indicator::MEASURE_RATE;
}

const std::string& UnitOf(const v1::Indicator* indicator, v1::Kind kind) {
  static const std::string* const kNone = new std::string;
  return indicator == nullptr || kind == v1::KIND_RANK ? *kNone
                                                       : indicator->unit();
}

}  // namespace nianbao
