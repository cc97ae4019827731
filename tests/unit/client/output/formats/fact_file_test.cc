#include "client/output/formats/fact_file.h"

#include <sstream>

#include "client/output/formats/json_stat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace nianbao::client {
namespace fact_file_test {

using nlohmann::json;

Flow Plain() { return {"STATISTICS", "Statistics", ""}; }

Fact MakeFact(const char* area, const char* period, const char* statistic,
              std::optional<double> value,
              ObsStatus status = ObsStatus::kNormal) {
  return {.area = area,
          .area_name = "海淀区, \"x\"",
          .indicator = "sample.accepted",
          .level = "COUNTY",
          .government_level = "_Z",
          .body = "_Z",
          .body_name = "",
          .kind = "",
          .period = period,
          .own = "",
          .statistic = statistic,
          .value = value,
          .unit = "件",
          .status = status};
}

std::string Write(Format format, const std::vector<Fact>& facts,
                  const Flow& flow = Plain(), const FactScope& scope = {}) {
  std::ostringstream out;
  auto writer = MakeFactWriter(out, format, flow, scope);
  for (const Fact& fact : facts) {
    absl::Status status = writer->Add(fact);
    EXPECT_TRUE(status.ok()) << status;
  }
  writer->Finish();
  return out.str();
}

TEST(MakeFactWriter, LeavesOtherFormatsToListing) {
  std::ostringstream out;
  EXPECT_EQ(MakeFactWriter(out, Format::kCsv, Plain(), {}), nullptr);
}

TEST(SdmxCsv, WritesCodesAndEmptyValues) {
  FactScope scope;
  scope.selection.set_kind(v1::KIND_RANK);
  EXPECT_EQ(
      Write(Format::kSdmxCsv,
            {MakeFact("110108", "2020", "MEAN", 0.125),
             MakeFact("CN", "2019-01-01/P2Y", "GINI", std::nullopt,
                      ObsStatus::kNotApplicable)},
            Plain(), scope),
      "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,INDICATOR,LEVEL,"
      "GOVERNMENT_LEVEL,BODY,REPORT_TYPE,KIND,"
      "STATISTIC,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE\n"
      "DATAFLOW,NIANBAO:STATISTICS(2.0.0),I,A,110108,sample-accepted,COUNTY,"
      "_Z,_Z,RULE_OF_LAW,RANK,MEAN,2020,0.125,A,件\n"
      "DATAFLOW,NIANBAO:STATISTICS(2.0.0),I,A,CN,sample-accepted,COUNTY,"
      "_Z,_Z,RULE_OF_LAW,RANK,GINI,2019-01-01/P2Y,,M,件\n");
}

TEST(SdmxCsv, WritesTheTypeOfReportsAndWhatAFactHasOfItsOwn) {
  FactScope scope;
  scope.selection.set_report_type(v1::Report::TYPE_INFORMATION_DISCLOSURE);
  Fact fact = MakeFact("110108", "2020", "VALUE", 5);
  fact.level = "DEPARTMENT";
  fact.government_level = "COUNTY";
  fact.body = "police";
  fact.kind = "TARGET";
  EXPECT_THAT(Write(Format::kSdmxCsv, {fact}, Plain(), scope),
              testing::HasSubstr(",sample-accepted,DEPARTMENT,COUNTY,police,"
                                 "INFORMATION_DISCLOSURE,TARGET,VALUE,2020,"));
}

TEST(SdmxCsv, HasAColumnForTheFlowsOwnDimension) {
  Fact fact = MakeFact("CN", "2020", "PEARSON", 1);
  fact.own = "sample.concluded";
  fact.unit = "a,\"b\"";
  EXPECT_EQ(Write(Format::kSdmxCsv, {fact},
                  {"CORRELATIONS", "Correlations", "COUNTERPART_INDICATOR"}),
            "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,INDICATOR,LEVEL,"
            "GOVERNMENT_LEVEL,BODY,REPORT_TYPE,KIND,"
            "COUNTERPART_INDICATOR,STATISTIC,TIME_PERIOD,OBS_VALUE,OBS_STATUS,"
            "UNIT_MEASURE\n"
            "DATAFLOW,NIANBAO:CORRELATIONS(2.0.0),I,A,CN,sample-accepted,"
            "COUNTY,_Z,_Z,RULE_OF_LAW,LEVEL,sample-concluded,PEARSON,2020,1,A,"
            "\"a,\"\"b\"\"\"\n");
}

TEST(JsonStat, MakesACube) {
  FactScope scope;
  scope.selection.add_indicators("indicators/sample.*");
  scope.indicator_names["sample.accepted"] = "样例受理数";
  const json dataset = json::parse(Write(
      Format::kJsonStat,
      {MakeFact("110108", "2020", "MEAN", 560),
       MakeFact("110108", "2019", "MEAN", 540.5, ObsStatus::kEstimated),
       MakeFact("110105", "2020", "MEAN", std::nullopt, ObsStatus::kMissing)},
      Plain(), scope));
  EXPECT_EQ(dataset["version"], "2.0");
  EXPECT_EQ(dataset["class"], "dataset");
  EXPECT_EQ(dataset["id"], json({"REF_AREA", "LEVEL", "GOVERNMENT_LEVEL",
                                 "BODY", "TIME_PERIOD", "METRIC"}));
  EXPECT_EQ(dataset["size"], json({2, 1, 1, 1, 2, 1}));
  EXPECT_EQ(dataset["role"], json({{"time", {"TIME_PERIOD"}},
                                   {"geo", {"REF_AREA"}},
                                   {"metric", {"METRIC"}}}));
  const json& area = dataset["dimension"]["REF_AREA"]["category"];
  EXPECT_EQ(area["index"], json({"110108", "110105"}));
  EXPECT_EQ(area["label"]["110108"], "海淀区, \"x\"");
  // Ascending, though 2020 came first.
  EXPECT_EQ(dataset["dimension"]["TIME_PERIOD"]["category"]["index"],
            json({"2019", "2020"}));
  const json& metric = dataset["dimension"]["METRIC"]["category"];
  EXPECT_EQ(metric["label"]["sample.accepted:mean"], "样例受理数 (mean)");
  EXPECT_EQ(metric["unit"]["sample.accepted:mean"], json({{"label", "件"}}));
  EXPECT_EQ(dataset["value"], json({{"0", 540.5}, {"1", 560}}));
  EXPECT_EQ(dataset["status"], json({{"0", "E"}, {"3", "O"}}));
  EXPECT_EQ(dataset["extension"]["selection"]["indicators"],
            json({"indicators/sample.*"}));
}

TEST(JsonStat, NamesKindsOfDepartments) {
  Fact police = MakeFact("CN", "2020", "MEAN", 1);
  police.level = "DEPARTMENT";
  police.government_level = "COUNTY";
  police.body = "police";
  police.body_name = "公安";
  Fact other = police;
  other.body = "_O";
  other.body_name = "";
  const json dataset =
      json::parse(Write(Format::kJsonStat, {police, other, police}));
  EXPECT_EQ(dataset["size"], json({1, 1, 1, 2, 1, 1}));
  EXPECT_EQ(dataset["dimension"]["BODY"]["category"]["label"],
            json({{"police", "公安"}, {"_O", "other"}}));
  EXPECT_EQ(
      dataset["dimension"]["GOVERNMENT_LEVEL"]["category"]["label"]["COUNTY"],
      "county");
}

TEST(JsonStat, WritesAnEmptyCube) {
  const json dataset = json::parse(Write(Format::kJsonStat, {}));
  EXPECT_EQ(dataset["size"], json({0, 0, 0, 0, 0, 0}));
  EXPECT_EQ(dataset["value"], json::object());
  EXPECT_FALSE(dataset.contains("status"));
}

TEST(JsonStat, RefusesMoreThanItMayHold) {
  std::ostringstream out;
  JsonStat writer(out, Plain(), {});
  const Fact fact = MakeFact("CN", "2020", "MEAN", 1);
  for (size_t i = 0; i < JsonStat::kMaxFacts; ++i) {
    ASSERT_TRUE(writer.Add(fact).ok());
  }
  EXPECT_EQ(writer.Add(fact).code(), absl::StatusCode::kResourceExhausted);
}

}  // namespace fact_file_test
}  // namespace nianbao::client
