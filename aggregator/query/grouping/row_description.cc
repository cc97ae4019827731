#include "aggregator/query/grouping/row_description.h"

#include "aggregator/question/resource_names.h"
#include "common/domain/gazetteer.h"

namespace nianbao::aggregator {

void DescribeValue(const Snapshot& snapshot, const Candidate& value,
                   const Fields& fields, v1::Extreme& extreme) {
  using v1::Extreme;
  const ReportEntry& report = snapshot.reports[value.report];
  if (fields[Extreme::kValueFieldNumber]) extreme.set_value(value.value);
  if (fields[Extreme::kIssuerFieldNumber]) {
    extreme.set_issuer(report.issuer_name);
  }
  if (fields[Extreme::kReportFieldNumber]) extreme.set_report(report.name);
  if (fields[Extreme::kObservationFieldNumber]) {
    extreme.set_observation(static_cast<int32_t>(value.position));
  }
  if (fields[Extreme::kYearFieldNumber]) extreme.set_year(value.year);
  const std::vector<DivisionEntry>& divisions = Gazetteer::Get().divisions();
  const uint32_t division = DivisionOf(value.place);
  if (fields[Extreme::kDivisionFieldNumber] && division < divisions.size()) {
    extreme.set_division(DivisionName(divisions[division].code));
  }
}

void DescribeBody(const Catalogue& catalogue, std::optional<BodyNumber> body,
                  const Fields& fields, v1::Group& group) {
  using v1::Group;
  if (!body.has_value() || *body == kGovernments) return;
  const v1::Body* const entry = FindBody(catalogue, *body);
  if (fields[Group::kBodyFieldNumber]) {
    group.set_body(entry == nullptr ? kOtherBodiesName : entry->name());
  }
  if (fields[Group::kBodyDisplayNameFieldNumber]) {
    group.set_body_display_name(entry == nullptr ? "其他部门"
                                                 : entry->display_name_zh());
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

}  // namespace nianbao::aggregator
