#include "aggregator/query/selection/selected_values.h"

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "aggregator/question/selection_token.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/unit/aggregator/snapshot_builder.h"

namespace nianbao::aggregator {
namespace selected_values_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kCases[] = "indicators/t.cases";
constexpr char kLost[] = "indicators/t.lost";

bool Never() { return false; }

SelectionPlan Plan(const SnapshotPtr& snapshot, const std::string& text) {
  v1::Selection selection;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &selection));
  return SelectionPlan(QueryTestCatalogue(), snapshot,
                       *CompileSelection(QueryTestCatalogue(), selection));
}

std::vector<ChunkPtr> Load(const SnapshotPtr& snapshot,
                           const std::string& selection,
                           const std::string& name = kCases) {
  const absl::StatusOr<SelectedValues> values =
      Plan(snapshot, selection).Load({.name = name}, Never);
  EXPECT_TRUE(values.ok()) << values.status();
  return values->chunks;
}

// "year: value value ...".
std::vector<std::string> Values(const SnapshotPtr& snapshot,
                                const std::string& selection,
                                const std::string& name = kCases) {
  std::vector<std::string> years;
  for (const ChunkPtr& chunk : Load(snapshot, selection, name)) {
    std::string values = absl::StrCat(chunk->year, ":");
    for (uint32_t i = 0; i < chunk->elected; ++i) {
      absl::StrAppend(&values, " ", chunk->values[i]);
    }
    years.push_back(values);
  }
  return years;
}

BuiltReport Report(int32_t issuer, const std::string& code, int32_t year,
                   std::vector<BuiltValue> values) {
  return {.issuer = issuer,
          .code = code,
          .year = year,
          .values = std::move(values)};
}

SnapshotPtr ThreeCounties() {
  SnapshotBuilder builder;
  builder.Add(Report(0, "110101", 2020, {{kCases, 30}, {kLost, 3}}));
  builder.Add(Report(
      1, "110102", 2020,
      {{.indicator = kCases, .value = 10, .confidence = 0.7f}, {kLost, 0}}));
  builder.Add(Report(2, "110105", 2020, {{kCases, 20}, {kLost, 20}}));
  builder.Add(Report(0, "110101", 2021, {{kCases, 5}, {kLost, 4}}));
  builder.Add(Report(2, "110105", 2021,
                     {{.indicator = kCases, .value = 50, .confidence = 0.1f}}));
  return builder.Build();
}

struct SelectionCase {
  std::string name;
  std::string selection;
  std::vector<std::string> values;
};

class SelectedValuesTest : public ::testing::TestWithParam<SelectionCase> {};

TEST_P(SelectedValuesTest, Values) {
  EXPECT_EQ(Values(ThreeCounties(), GetParam().selection), GetParam().values);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, SelectedValuesTest,
    ::testing::ValuesIn(std::vector<SelectionCase>{
        {"all", "", {"2020: 10 20 30", "2021: 5 50"}},
        {"first_year", "first_year: 2021", {"2021: 5 50"}},
        {"last_year", "last_year: 2020", {"2020: 10 20 30"}},
        {"other_years", "first_year: 1990 last_year: 1999", {}},
        {"other_kind", "kind: KIND_CHANGE", {}},
        // Confidences are stored as floats: 0.7f is below the double 0.7.
        {"min_confidence",
         "min_confidence: 0.7",
         {"2020: 10 20 30", "2021: 5"}},
        {"above_it", "min_confidence: 0.71", {"2020: 20 30", "2021: 5"}},
        {"filter", "filter: 'value >= 20'", {"2020: 20 30", "2021: 50"}},
        {"filter_leaves_nothing", "filter: 'value > 99'", {}},
        {"latest_year", "latest_year: true", {"2020: 10", "2021: 5 50"}},
        {"latest_of_the_years_selected",
         "latest_year: true last_year: 2020",
         {"2020: 10 20 30"}},
        // Whose newest value does not qualify has none.
        {"latest_year_comes_before_the_conditions",
         "latest_year: true min_confidence: 0.5 filter: 'value < 30'",
         {"2020: 10", "2021: 5"}},
    }),
    [](const auto& test) { return test.param.name; });

TEST(SelectedValuesTest, SharesChunksThatStayWhole) {
  const SnapshotPtr snapshot = ThreeCounties();
  const std::vector<ChunkPtr> own =
      snapshot->Find(kCases)->chunks.at({v1::KIND_LEVEL, Stratum()});
  EXPECT_EQ(Load(snapshot, ""), own);
  const std::vector<ChunkPtr> kept =
      Load(snapshot, "filter: 'year = 2020 OR value < 10'");
  ASSERT_EQ(kept.size(), 2);
  EXPECT_EQ(kept[0], own[0]);
  EXPECT_NE(kept[1], own[1]);
  EXPECT_EQ(kept[1]->for_divisions, 1);
  EXPECT_TRUE(kept[1]->uniform);
}

TEST(SelectedValuesTest, UpdatedAfterIsExclusive) {
  SnapshotChanges changes;
  changes.indicators = {{0, kCases}};
  for (const int64_t stored_at : {1'000'000, 1'000'001}) {
    SnapshotChanges::Added added;
    added.entry = {.id = stored_at,
                   .issuer = static_cast<int32_t>(stored_at % 2),
                   .year = 2020,
                   .stored_at = stored_at};
    added.rows = {{{.indicator = 0, .year = 2020},
                   {.value = static_cast<double>(stored_at - 1'000'000)}}};
    changes.added.push_back(std::move(added));
  }
  LiveColumns columns;
  columns.Apply(std::move(changes));
  EXPECT_THAT(Values(columns.Get(), "updated_after { seconds: 1 }"),
              ElementsAre("2020: 1"));
  EXPECT_THAT(Values(columns.Get(), "updated_after { nanos: 999999999 }"),
              ElementsAre("2020: 0 1"));
}

constexpr char kShare[] =
    "derived { name: 'indicators/my.share' formula: '100 * t.lost / t.cases' }";

TEST(DerivedValuesTest, JoinIssuersWithinTheYear) {
  const SnapshotPtr snapshot = ThreeCounties();
  EXPECT_THAT(Values(snapshot, kShare, "indicators/my.share"),
              ElementsAre("2020: 0 10 100", "2021: 80"));
  const std::vector<ChunkPtr> chunks =
      Load(snapshot, kShare, "indicators/my.share");
  EXPECT_FLOAT_EQ(chunks[0]->confidences[0], 0.7f);
  EXPECT_EQ(chunks[0]->positions[0], 1);
  EXPECT_EQ(snapshot->reports[chunks[0]->reports[1]].name, "reports/1");
}

TEST(DerivedValuesTest, ConditionsHoldForTheParts) {
  EXPECT_THAT(
      Values(ThreeCounties(), absl::StrCat(kShare, " filter: 'value >= 3'"),
             "indicators/my.share"),
      ElementsAre("2020: 10 100", "2021: 80"));
}

TEST(DerivedValuesTest, TheLatestYearIsThatOfTheResult) {
  EXPECT_THAT(
      Values(ThreeCounties(), absl::StrCat(kShare, " latest_year: true"),
             "indicators/my.share"),
      ElementsAre("2020: 0 100", "2021: 80"));
}

// "name" or "name body" of each part.
std::vector<std::string> Parts(const SnapshotPtr& snapshot,
                               const std::string& selection,
                               bool split_bodies = false) {
  std::vector<std::string> parts;
  for (const SelectionPart& part :
       Plan(snapshot, selection).Parts(split_bodies)) {
    EXPECT_EQ(part.body.has_value(), split_bodies);
    parts.push_back(part.name);
    if (part.body.has_value()) {
      absl::StrAppend(&parts.back(), " ",
                      BodyToken(QueryTestCatalogue(), *part.body));
    }
  }
  return parts;
}

TEST(SelectionPlanTest, PartsInTheCataloguesOrder) {
  const SnapshotPtr snapshot = ThreeCounties();
  EXPECT_THAT(Parts(snapshot, ""), ElementsAre(kCases, kLost));
  EXPECT_THAT(Parts(snapshot, "indicators: 'indicators/t.lost'"),
              ElementsAre(kLost));
  EXPECT_THAT(Parts(snapshot, "indicators: 'indicators/t.rate'"), IsEmpty());
  EXPECT_THAT(Parts(snapshot, kShare), ElementsAre("indicators/my.share"));
  EXPECT_THAT(
      Parts(snapshot, absl::StrCat("indicators: 'indicators/t.*' ", kShare)),
      ElementsAre(kCases, kLost, "indicators/my.share"));
}

// A county, bureaus of two kinds and of none, a report of no year, and one of
// another type.
SnapshotPtr AllSorts() {
  SnapshotBuilder builder;
  builder.Add(Report(0, "110101", 2020, {{kCases, 1}, {kLost, 1}}));
  const auto add_department = [&builder](int32_t issuer, double value,
                                         const std::string& name) {
    BuiltReport report =
        Report(issuer, "110101", 2020, {{kCases, value}, {kLost, 1}});
    report.level = v1::LEVEL_DEPARTMENT;
    report.issuer_name = name;
    builder.Add(report);
  };
  add_department(1, 2, "东城区样例中心");
  add_department(2, 3, "东城区教育局");
  add_department(3, 4, "东城区公安局");
  builder.Add(Report(4, "110102", 0, {{kCases, 5, 2020}, {kLost, 1, 2020}}));
  BuiltReport disclosure = Report(0, "110101", 2020, {{kCases, 6}});
  disclosure.type = v1::Report::TYPE_INFORMATION_DISCLOSURE;
  builder.Add(disclosure);
  return builder.Build();
}

TEST(SelectionPlanTest, APartForEachKindOfBody) {
  const SnapshotPtr snapshot = AllSorts();
  const std::string cases = "indicators: 'indicators/t.cases' ";
  const std::string name = std::string(kCases) + " ";
  EXPECT_THAT(Parts(snapshot, cases, true),
              ElementsAre(name + "governments", name + "bodies/public_security",
                          name + "bodies/education", name + "others"));
  EXPECT_THAT(
      Parts(snapshot,
            cases + "bodies: ['bodies/education', 'bodies/public_security']",
            true),
      ElementsAre(name + "bodies/public_security", name + "bodies/education"));
  EXPECT_THAT(Parts(snapshot, cases + "levels: LEVEL_COUNTY", true),
              ElementsAre(name + "governments"));
  EXPECT_THAT(Parts(snapshot, cases + "levels: LEVEL_DEPARTMENT", true),
              ElementsAre(name + "bodies/public_security",
                          name + "bodies/education", name + "others"));
  EXPECT_THAT(
      Parts(snapshot, cases + "report_type: TYPE_INFORMATION_DISCLOSURE", true),
      ElementsAre(name + "governments"));
  EXPECT_THAT(Parts(snapshot, "report_type: TYPE_OTHER", true), IsEmpty());
  EXPECT_THAT(Parts(snapshot, std::string(kShare) + " first_year: 2020", true),
              ElementsAre("indicators/my.share governments",
                          "indicators/my.share bodies/public_security",
                          "indicators/my.share bodies/education",
                          "indicators/my.share others"));
}

TEST(SelectionPlanTest, APartHasTheValuesOfItsBodyAlone) {
  const SnapshotPtr snapshot = AllSorts();
  const auto values = [&snapshot](const std::string& selection,
                                  std::optional<BodyNumber> body) {
    std::vector<double> loaded;
    const absl::StatusOr<SelectedValues> part =
        Plan(snapshot, selection).Load({.name = kCases, .body = body}, Never);
    EXPECT_TRUE(part.ok()) << part.status();
    for (const ChunkPtr& chunk : part->chunks) {
      loaded.insert(loaded.end(), chunk->values.begin(), chunk->values.end());
    }
    return loaded;
  };
  EXPECT_THAT(values("", kGovernments), ElementsAre(1));
  EXPECT_THAT(values("", kOtherBodies), ElementsAre(2));
  EXPECT_THAT(values("", std::nullopt), ElementsAre(1, 4, 3, 2));
  EXPECT_THAT(values("include_unidentified: true", kGovernments),
              ElementsAre(1, 5));
  EXPECT_THAT(values("include_unidentified: true", kOtherBodies),
              ElementsAre(2));
  EXPECT_THAT(values("report_type: TYPE_INFORMATION_DISCLOSURE", std::nullopt),
              ElementsAre(6));
}

TEST(SelectionPlanTest, StopsWhenNobodyWaits) {
  const SelectionPlan plan =
      Plan(ThreeCounties(), absl::StrCat(kShare, " filter: 'value > 1'"));
  for (const char* const name : {kCases, "indicators/my.share"}) {
    EXPECT_EQ(plan.Load({.name = name}, [] { return true; }).status().code(),
              absl::StatusCode::kCancelled);
  }
}

}  // namespace selected_values_test
}  // namespace nianbao::aggregator
