#include "client/asking/selection.h"

#include <string>

#include "CLI/CLI.hpp"
#include "client/asking/query_options.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::client {
namespace selection_test {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A command line `ask` with the flags of selections and of groups.
class SelectionTest : public testing::Test {
 protected:
  SelectionTest() : command_(app_, "ask", "Asks") {
    AddSelectionOptions(command_, options_);
    AddGroupingOptions(command_, grouping_);
    command_.Run("", [] {});
  }

  // What is wrong with the line; empty when nothing is.
  std::string Parse(const std::string& line) {
    try {
      app_.parse("ask " + line);
    } catch (const CLI::ParseError& error) {
      return error.what();
    }
    return "";
  }

  // The selection of a line without names, for which no service is asked.
  v1::Selection Resolve(const std::string& line) {
    EXPECT_EQ(Parse(line), "");
    const absl::StatusOr<v1::Selection> selection =
        ResolveSelection(Session(), options_);
    EXPECT_TRUE(selection.ok()) << selection.status();
    return *selection;
  }

  CLI::App app_;
  SelectionOptions options_;
  GroupingOptions grouping_;
  Command command_;
};

TEST_F(SelectionTest, SpeaksOfRuleOfLawReportsByDefault) {
  const v1::Selection selection = Resolve("");
  EXPECT_EQ(selection.report_type(), v1::Report::TYPE_RULE_OF_LAW);
  EXPECT_EQ(selection.kind(), v1::KIND_UNSPECIFIED);
  EXPECT_THAT(selection.within(), IsEmpty());
  EXPECT_THAT(selection.bodies(), IsEmpty());
  EXPECT_THAT(selection.government_levels(), IsEmpty());
  EXPECT_FALSE(selection.include_unidentified());
}

TEST_F(SelectionTest, TakesTypesInBothLanguages) {
  EXPECT_EQ(Resolve("--type disclosure").report_type(),
            v1::Report::TYPE_INFORMATION_DISCLOSURE);
  EXPECT_EQ(Resolve("--type 政府工作").report_type(),
            v1::Report::TYPE_GOVERNMENT_WORK);
  EXPECT_THAT(Parse("--type budget"), HasSubstr("budget is not one of"));
}

TEST_F(SelectionTest, TakesLevelsOfGovernmentsAndUnidentifiedReports) {
  const v1::Selection selection =
      Resolve("--government-level county,prefecture --include-unidentified");
  EXPECT_THAT(selection.government_levels(),
              ElementsAre(v1::LEVEL_COUNTY, v1::LEVEL_PREFECTURE));
  EXPECT_TRUE(selection.include_unidentified());
  // No department has departments.
  EXPECT_THAT(Parse("--government-level department"),
              HasSubstr("department is not one of"));
}

TEST_F(SelectionTest, TakesSeveralDivisionsAndBodies) {
  EXPECT_EQ(Parse("--within 北京市,110108 --within 天津市 "
                  "--body public_security,justice --body 生态环境"),
            "");
  EXPECT_THAT(options_.within, ElementsAre("北京市", "110108", "天津市"));
  EXPECT_THAT(options_.bodies,
              ElementsAre("public_security", "justice", "生态环境"));
}

TEST_F(SelectionTest, SplitsAndMixesRows) {
  EXPECT_EQ(Parse("--by government-level,body --mix-years"), "");
  v1::QueryStatisticsRequest statistics;
  SetGrouping(grouping_, statistics);
  EXPECT_THAT(statistics.group_by(),
              ElementsAre(v1::DIMENSION_GOVERNMENT_LEVEL, v1::DIMENSION_BODY));
  EXPECT_TRUE(statistics.mix_years());
  EXPECT_FALSE(statistics.mix_levels());
  // Trends have no such field: they are of single years.
  v1::QueryTrendsRequest trends;
  SetGrouping(grouping_, trends);
  EXPECT_EQ(trends.group_by_size(), 2);
}

TEST_F(SelectionTest, TakesLevelsInChinese) {
  EXPECT_THAT(
      Resolve("--level 县,地级市,乡镇").levels(),
      ElementsAre(v1::LEVEL_COUNTY, v1::LEVEL_PREFECTURE, v1::LEVEL_TOWNSHIP));
  EXPECT_THAT(Resolve("--government-level 区").government_levels(),
              ElementsAre(v1::LEVEL_COUNTY));
  EXPECT_THAT(Parse("--government-level 部门"),
              HasSubstr("部门 is not one of county prefecture"));
}

TEST_F(SelectionTest, LeavesYearsOutByTheFilter) {
  EXPECT_EQ(Resolve("--year 2020-2021").filter(), "");
  const v1::Selection selection =
      Resolve("--year 2019,2021 --filter 'value > 1 OR value < 0'");
  EXPECT_EQ(selection.first_year(), 2019);
  EXPECT_EQ(selection.last_year(), 2021);
  EXPECT_EQ(selection.filter(),
            "(year = 2019 OR year = 2021) AND (value > 1 OR value < 0)");
}

}  // namespace selection_test
}  // namespace nianbao::client
