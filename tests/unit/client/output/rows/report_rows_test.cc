// Rows of reports and of their observations.
#include "client/output/rows/report_rows.h"

#include "client/output/rows/observation_rows.h"
#include "client/output/rows/report_type.h"
#include "gmock/gmock.h"
#include "tests/unit/client/output/rows/printed_rows.h"

namespace nianbao::client {
namespace report_rows_test {

TEST(ObservationRows, SayTheKindOfEach) {
  auto row = Parse<v1::QueryObservationsResponse>(R"pb(
    report: "reports/r"
    issuer { name: "公安局" division_code: "110108" level: LEVEL_DEPARTMENT }
    standing: STANDING_UNCONVERTIBLE
    observation {
      indicator: "indicators/sample.accepted"
      year: 2020
      kind: KIND_LEVEL
      quantity { value: 5 unit: "人次" }
    })pb");
  EXPECT_EQ(Print(ObservationRows(), Format::kTable, row),
            "ISSUER  YEAR  INDICATOR        VALUE  UNIT  STANDING       "
            "OBSERVATION\n"
            "公安局  2020  sample.accepted      5  人次  unconvertible  r#0\n");
  row.mutable_observation()->set_kind(v1::KIND_RANK);
  EXPECT_EQ(Print(ObservationRows(), Format::kCsv, row),
            "issuer,year,indicator,value,kind,unit,standing,observation,taken,"
            "sentence\n"
            "公安局,2020,sample.accepted,5,rank,人次,unconvertible,r#0,,\n");
  const std::vector<Fact> facts =
      nianbao::client::Facts(ObservationRows(), row, FactScope());
  EXPECT_EQ(facts[0].kind, "RANK");
  EXPECT_EQ(facts[0].body, "_U");
  EXPECT_EQ(facts[0].government_level, "_U");
  row.mutable_issuer()->set_government_level(v1::LEVEL_COUNTY);
  row.mutable_issuer()->set_body("bodies/public_security");
  const std::vector<Fact> known =
      nianbao::client::Facts(ObservationRows(), row, FactScope());
  EXPECT_EQ(known[0].body, "public_security");
  EXPECT_EQ(known[0].government_level, "COUNTY");
}

TEST(ReportRows, ShowTypesOtherThanThatOfMost) {
  v1::ReportSummary row;
  row.mutable_report()->set_name("reports/r");
  row.mutable_report()->set_type(v1::Report::TYPE_RULE_OF_LAW);
  const auto cells = [&row] { return Cells(ReportColumns(), row); };
  const auto type = [&] { return cells()[2]; };
  EXPECT_EQ(ReportColumns()[2].name.id, "type");
  EXPECT_EQ(type().readable, "");
  EXPECT_EQ(type().plain, "rule-of-law");
  row.mutable_report()->set_type(v1::Report::TYPE_INFORMATION_DISCLOSURE);
  EXPECT_EQ(type().readable, "disclosure");
  EXPECT_EQ(type().plain, "disclosure");
}

TEST(ReportTypeWords, MeanEachTypeInBothLanguages) {
  std::map<v1::Report::Type, int> words;
  for (const auto& [word, type] : ReportTypeWords()) ++words[type];
  for (int type = v1::Report::TYPE_RULE_OF_LAW; type <= v1::Report::Type_MAX;
       ++type) {
    const auto as_enum = static_cast<v1::Report::Type>(type);
    EXPECT_EQ(words[as_enum], 2) << type;
    EXPECT_EQ(ReportTypeWords().at(ReportTypeWord(as_enum)), as_enum);
  }
  EXPECT_EQ(ReportTypeWords().at("信息公开"),
            v1::Report::TYPE_INFORMATION_DISCLOSURE);
  EXPECT_EQ(ReportTypeWord(v1::Report::TYPE_UNSPECIFIED), "");
}

}  // namespace report_rows_test
}  // namespace nianbao::client
