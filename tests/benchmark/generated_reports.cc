#include "tests/benchmark/generated_reports.h"

#include <string>

#include "absl/strings/str_cat.h"

namespace nianbao {

v1::Report GeneratedReport(const GeneratedRows& rows, int division, int year,
                           int version) {
  const DivisionEntry& issuer = *rows.divisions()[division];
  v1::Report report;
  report.set_source_uri(
      absl::StrCat("https://example.org/", issuer.code, "/", year));
  report.set_script(v1::SCRIPT_HANS);
  report.set_year(year);
  report.set_type(v1::Report::TYPE_RULE_OF_LAW);
  report.mutable_issuer()->set_name(
      absl::StrCat(Gazetteer::FullName(issuer), "人民政府"));
  report.mutable_issuer()->set_division_code(std::string(issuer.code));
  report.mutable_issuer()->set_level(GeneratedRows::kLevel);
  for (size_t i = 0; i < rows.indicators().size(); ++i) {
    v1::Observation& observation = *report.add_observations();
    observation.set_indicator(rows.indicators()[i]);
    observation.set_kind(v1::KIND_LEVEL);
    observation.set_year(year);
    observation.set_headline(true);
    observation.set_scope(v1::SCOPE_ISSUER);
    observation.set_confidence(0.9);
    v1::Quantity& quantity = *observation.mutable_quantity();
    quantity.set_value(
        GeneratedRows::Value(static_cast<int>(i), division, year) + version);
    quantity.set_unit(rows.unit(i));
    quantity.set_modifier(v1::MODIFIER_EXACT);
  }
  return report;
}

void AddEvidence(v1::Report& report) {
  int offset = 0;
  for (v1::Observation& observation : *report.mutable_observations()) {
    v1::Quantity& quantity = *observation.mutable_quantity();
    const std::string value =
        std::to_string(static_cast<int64_t>(quantity.value()));
    quantity.set_decimal(value);
    quantity.set_text(value + quantity.unit());
    observation.set_subject("办理行政复议案件");
    v1::Evidence& evidence = *observation.mutable_evidence();
    evidence.set_sentence(absl::StrCat(
        "全年共办理行政复议案件", quantity.text(), ",按时办结率较上年提高。"));
    evidence.set_section("二、(一)1.");
    evidence.mutable_span()->set_begin(offset);
    offset += static_cast<int>(evidence.sentence().size());
    evidence.mutable_span()->set_end(offset);
  }
}

}  // namespace nianbao
