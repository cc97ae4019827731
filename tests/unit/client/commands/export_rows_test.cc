#include "client/commands/moving/export_rows.h"

#include <map>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace export_rows_test {

// The cells of a figure by the names of their columns, but for empty ones.
std::map<std::string, std::string> Exported(const char* text, int index) {
  v1::Report report;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &report));
  const auto columns = ExportColumns();
  const std::vector<Column> heads = Heads(columns);
  const std::vector<Cell> cells = Cells(columns, ExportedFigure{report, index});
  std::map<std::string, std::string> exported;
  for (size_t i = 0; i < heads.size(); ++i) {
    if (!cells[i].plain.empty()) exported[heads[i].name.id] = cells[i].plain;
  }
  return exported;
}

TEST(ExportColumns, HaveEveryField) {
  const std::map<std::string, std::string> expected = {
      {"report", "r"},
      {"report_type", "disclosure"},
      {"report_year", "2020"},
      {"report_first_year", "2016"},
      {"published", "2021-03-31"},
      {"title", "报告"},
      {"issuer", "海淀区公安局"},
      {"code", "110108"},
      {"level", "department"},
      {"government_level", "county"},
      {"body", "public_security"},
      {"observation", "r#1"},
      {"id", "0123456789ab"},
      {"indicator", "a.b"},
      {"value", "20000"},
      {"year", "2019"},
      {"kind", "change"},
      {"modifier", "at least"},
      {"scope", "other"},
      {"headline", "true"},
      {"confidence", "0.75"},
      {"subject", "绿地"},
      {"printed", "30余亩"},
      {"printed_value", "30"},
      {"printed_unit", "亩"},
      {"section", "一、"},
      {"sentence", "绿地30余亩。"},
      {"figure_begin", "6"},
      {"figure_end", "14"},
      {"span_begin", "100"},
      {"span_end", "108"},
      {"script", "hant"},
      {"source", "https://example.org/r"},
      {"content_sha256", "ab"},
      {"extractor_version", "1.2.3"},
      {"stored", "1970-01-02T00:00:00Z"}};
  EXPECT_EQ(Exported(R"pb(
                       name: "reports/r"
                       source_uri: "https://example.org/r"
                       script: SCRIPT_HANT
                       title: "报告"
                       year: 2020
                       first_year: 2016
                       publish_date: "2021-03-31"
                       type: TYPE_INFORMATION_DISCLOSURE
                       content_sha256: "ab"
                       extractor_version: "1.2.3"
                       upload_time { seconds: 86400 }
                       issuer {
                         name: "海淀区公安局"
                         division_code: "110108"
                         level: LEVEL_DEPARTMENT
                         government_level: LEVEL_COUNTY
                         body: "bodies/public_security"
                       }
                       observations {}
                       observations {
                         indicator: "indicators/a.b"
                         quantity {
                           value: 30
                           unit: "亩"
                           modifier: MODIFIER_AT_LEAST
                           text: "30余亩"
                           decimal: "30"
                         }
                         kind: KIND_CHANGE
                         year: 2019
                         headline: true
                         confidence: 0.75
                         subject: "绿地"
                         scope: SCOPE_OTHER
                         id: "0123456789ab"
                         value: 20000
                         evidence {
                           span { begin: 100 end: 108 }
                           sentence: "绿地30余亩。"
                           section: "一、"
                           figure { begin: 6 end: 14 }
                         }
                       }
                     )pb",
                     1),
            expected);
}

TEST(ExportColumns, LeaveOutTheValueThatDoesNotFitItsIndicator) {
  const auto exported =
      Exported(R"pb(
                 name: "reports/r"
                 observations { quantity { value: 3 unit: "人" } }
               )pb",
               0);
  EXPECT_FALSE(exported.contains("value"));
  EXPECT_EQ(exported.at("printed_value"), "3");
  EXPECT_EQ(exported.at("headline"), "false");
}

}  // namespace export_rows_test
}  // namespace nianbao::client
