#include "client/commands/comparing/comparison.h"

#include "client/commands/comparing/comparison_rows.h"
#include "client/output/formats/json.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace comparison_test {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

v1::RankedDivision Ranked(const char* indicator, int year, const char* code,
                          double value, int rank = 1) {
  v1::RankedDivision division;
  v1::Group& group = *division.mutable_group();
  group.set_indicator(std::string("indicators/") + indicator);
  group.set_year(year);
  group.set_level(v1::LEVEL_COUNTY);
  group.set_division(std::string("divisions/") + code);
  division.set_rank(rank);
  division.set_unit("件");
  division.mutable_entry()->set_value(value);
  division.mutable_entry()->set_report("reports/r");
  division.mutable_entry()->set_observation(7);
  return division;
}

v1::Statistics Peers(int year, int64_t count, double median) {
  v1::Statistics statistics;
  *statistics.mutable_group() = Ranked("a.b", year, "", 0).group();
  statistics.mutable_group()->clear_division();
  statistics.set_count(count);
  statistics.set_median(median);
  return statistics;
}

v1::Division MakeDivision(const char* code, const char* name,
                          const char* full_name) {
  v1::Division division;
  division.set_name(std::string("divisions/") + code);
  division.set_display_name(name);
  division.set_full_name(full_name);
  return division;
}

// "indicator year: values" of each row.
std::vector<std::string> Lines(const Comparison& comparison, bool all_years) {
  std::vector<std::string> lines;
  for (const ComparisonRow& row : comparison.Rows(all_years)) {
    std::string line =
        row.indicator.substr(11) + " " + std::to_string(row.year) + ":";
    for (const auto& [division, entry] : row.values) {
      line += " " + std::to_string(static_cast<int>(entry.value()));
    }
    lines.push_back(line);
  }
  return lines;
}

TEST(Comparison, JoinsDivisionsAndKeepsTheYearThatMostHave) {
  Comparison comparison;
  comparison.AddValue(Ranked("a.b", 2021, "110105", 1));
  comparison.AddValue(Ranked("a.b", 2021, "110108", 2));
  comparison.AddValue(Ranked("a.b", 2022, "110105", 3));
  comparison.AddValue(Ranked("a.b", 2022, "110108", 4));
  comparison.AddValue(Ranked("a.b", 2023, "110108", 5));
  comparison.AddValue(Ranked("c.d", 2020, "110105", 6));
  comparison.AddValue(Ranked("c.d", 2021, "110108", 7));
  EXPECT_THAT(Lines(comparison, false),
              ElementsAre("a.b 2022: 3 4", "c.d 2021: 7"));
  EXPECT_THAT(Lines(comparison, true),
              ElementsAre("a.b 2021: 1 2", "a.b 2022: 3 4", "a.b 2023: 5",
                          "c.d 2020: 6", "c.d 2021: 7"));
}

TEST(Comparison, GivesPeersToRowsThatAreThere) {
  Comparison comparison;
  comparison.AddValue(Ranked("a.b", 2022, "110108", 4));
  comparison.AddRank(Ranked("a.b", 2022, "110108", 4, 3));
  comparison.AddRank(Ranked("a.b", 2021, "110108", 4, 1));
  comparison.AddPeers(Peers(2022, 14, 52.5));
  comparison.AddPeers(Peers(2021, 13, 50));
  const std::vector<ComparisonRow> rows = comparison.Rows(true);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].ranks.at("divisions/110108"), 3);
  EXPECT_EQ(rows[0].peer_count, 14);
  EXPECT_EQ(rows[0].peer_median, 52.5);
}

TEST(ComparisonColumns, NamesDivisionsInFullWhereTheyAreCalledTheSame) {
  const std::vector<v1::Division> divisions = {
      MakeDivision("320106", "鼓楼区", "江苏省南京市鼓楼区"),
      MakeDivision("320302", "鼓楼区", "江苏省徐州市鼓楼区"),
      MakeDivision("110108", "海淀区", "北京市海淀区")};
  std::vector<std::string> names;
  for (const Column& head : Heads(ComparisonColumns(divisions, true))) {
    names.push_back(head.name.id);
  }
  EXPECT_THAT(names,
              ElementsAre("indicator", "year", "level", "unit",
                          "江苏省南京市鼓楼区", "江苏省徐州市鼓楼区", "海淀区",
                          "peers", "median", "江苏省南京市鼓楼区_rank",
                          "江苏省徐州市鼓楼区_rank", "海淀区_rank"));
}

TEST(ComparisonColumns, LeavesEmptyWhatIsNotReported) {
  Comparison comparison;
  comparison.AddValue(Ranked("a.b", 2022, "110108", 4));
  const ComparisonRow row = comparison.Rows(false)[0];
  std::vector<std::string> cells;
  for (const Cell& cell :
       Cells(ComparisonColumns({MakeDivision("110105", "朝阳区", ""),
                                MakeDivision("110108", "海淀区", "")},
                               false),
             row)) {
    cells.push_back(cell.plain);
  }
  EXPECT_THAT(cells, ElementsAre("a.b", "2022", "county", "件", "", "4"));
}

TEST(ComparisonMessage, LeadsEachValueToItsObservation) {
  Comparison comparison;
  comparison.AddValue(Ranked("a.b", 2022, "110108", 4));
  comparison.AddRank(Ranked("a.b", 2022, "110108", 4, 3));
  const ComparisonRow row = comparison.Rows(false)[0];
  EXPECT_EQ(ToJson(ComparisonMessage(row, false)),
            R"({"indicator":"indicators/a.b","level":"LEVEL_COUNTY",)"
            R"("observations":{"110108":"r#7"},"unit":"件",)"
            R"("values":{"110108":4},"year":2022})");
  EXPECT_THAT(ToJson(ComparisonMessage(row, true)),
              HasSubstr(R"("peers":{"count":0},"ranks":{"110108":3})"));
}

}  // namespace comparison_test
}  // namespace nianbao::client
