// What is corrected of a report, and what of it moves with that.
#include "aggregator/correction/correction.h"

#include <string>
#include <utility>
#include <vector>

#include "aggregator/correction/printed_year.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace correction_test {

using ::testing::ElementsAre;

v1::Correction Correction(const std::string& field, const std::string& value) {
  v1::Correction correction;
  correction.set_field(field);
  correction.set_value(value);
  return correction;
}

// A report read as one of `year`, with a figure for each pair: its year and its
// sentence.
v1::Report ReportOf(
    int year, const std::vector<std::pair<int, std::string>>& observations) {
  v1::Report report;
  report.set_year(year);
  for (const auto& [figure_year, sentence] : observations) {
    v1::Observation& observation = *report.add_observations();
    observation.set_year(figure_year);
    observation.mutable_evidence()->set_sentence(sentence);
  }
  return report;
}

std::vector<int> Years(const v1::Report& report) {
  std::vector<int> years;
  for (const v1::Observation& o : report.observations()) {
    years.push_back(o.year());
  }
  return years;
}

TEST(PrintsYearTest, TellsYearsFromOtherNumbers) {
  for (const char* const sentence : {"2019年受理", "共计２０１９年",
                                     "二〇一九年度", "二○一九年", "至2019年"}) {
    EXPECT_TRUE(PrintsYear(sentence)) << sentence;
  }
  for (const char* const sentence :
       {"", "上年受理90件", "19年", "12019年", "2019件", "五年", "年2019",
        "2019", "2019\xe5"}) {
    EXPECT_FALSE(PrintsYear(sentence)) << sentence;
  }
}

TEST(ApplyCorrectionsTest, ACorrectedYearMovesFiguresThatPrintNone) {
  v1::Report report = ReportOf(2019, {{2019, "受理120件。"},
                                      {2018, "上年受理100件。"},
                                      {2017, "2017年受理90件。"},
                                      {0, "受理若干。"}});
  ApplyCorrections({Correction("year", "2020")}, report);
  EXPECT_EQ(report.year(), 2020);
  EXPECT_THAT(Years(report), ElementsAre(2020, 2019, 2017, 0));
  EXPECT_EQ(report.corrections(0).read_value(), "2019");
}

TEST(ApplyCorrectionsTest, FiguresWithoutAYearGetThatOfTheirReport) {
  v1::Report report = ReportOf(0, {{0, "受理120件。"}, {2017, "受理1件。"}});
  ApplyCorrections({Correction("year", "2020")}, report);
  EXPECT_THAT(Years(report), ElementsAre(2020, 2017));
}

TEST(ApplyCorrectionsTest, EachFieldIsSetAndItsReadValueKept) {
  v1::Report report;
  report.mutable_issuer()->set_name("甲");
  report.set_type(v1::Report::TYPE_OTHER);
  ApplyCorrections(
      {Correction("issuer.name", "乙"),
       Correction("issuer.division_code", "110108"),
       Correction("issuer.level", "LEVEL_COUNTY"),
       Correction("type", "TYPE_RULE_OF_LAW"),
       Correction("publish_date", "2021-03-31"), Correction("unheard_of", "1")},
      report);
  EXPECT_EQ(report.issuer().name(), "乙");
  EXPECT_EQ(report.issuer().division_code(), "110108");
  EXPECT_EQ(report.issuer().level(), v1::LEVEL_COUNTY);
  EXPECT_EQ(report.type(), v1::Report::TYPE_RULE_OF_LAW);
  EXPECT_EQ(report.publish_date(), "2021-03-31");
  std::vector<std::string> read;
  for (const v1::Correction& correction : report.corrections()) {
    read.push_back(correction.read_value());
  }
  EXPECT_THAT(read,
              ElementsAre("甲", "", "LEVEL_UNSPECIFIED", "TYPE_OTHER", "", ""));
}

TEST(ApplyCorrectionsTest, WhatWasTakenBackIsListedOnly) {
  v1::Report report = ReportOf(2019, {});
  v1::Correction ended = Correction("year", "2018");
  ended.mutable_end_time()->set_seconds(1);
  ApplyCorrections({ended}, report);
  EXPECT_EQ(report.year(), 2019);
  EXPECT_EQ(report.corrections_size(), 1);
}

v1::UpdateReportRequest Request(const std::vector<std::string>& paths) {
  v1::UpdateReportRequest request;
  request.mutable_report()->set_name("reports/x");
  request.mutable_report()->set_year(2021);
  request.mutable_report()->mutable_issuer()->set_name("甲");
  for (const std::string& path : paths) {
    request.mutable_update_mask()->add_paths(path);
  }
  return request;
}

TEST(CompileTest, AnIssuerIsItsThreeFields) {
  const auto question = Compile(Request({"year", "issuer", "year"}), "li");
  ASSERT_TRUE(question.ok()) << question.status();
  std::vector<std::string> fields;
  for (const auto& value : question->values) {
    fields.push_back(value.field + "=" + value.value);
  }
  EXPECT_THAT(fields,
              ElementsAre("issuer.name=甲", "issuer.division_code=",
                          "issuer.level=LEVEL_UNSPECIFIED", "year=2021"));
  EXPECT_EQ(question->author, "li");
  EXPECT_EQ(question->name, "reports/x");
}

TEST(CompileTest, RefusesWhatCannotBeCorrected) {
  for (const std::vector<std::string>& paths :
       std::vector<std::vector<std::string>>{
           {}, {"title"}, {"issuer.nam"}, {""}, {"year", "observations"}}) {
    EXPECT_EQ(Compile(Request(paths), "li").status().code(),
              absl::StatusCode::kInvalidArgument);
  }
  v1::UpdateReportRequest type = Request({"type"});
  EXPECT_EQ(Compile(type, "li").status().code(),
            absl::StatusCode::kInvalidArgument);
  type.set_revert(true);
  EXPECT_TRUE(Compile(type, "li").ok());
}

}  // namespace correction_test
}  // namespace nianbao::aggregator
