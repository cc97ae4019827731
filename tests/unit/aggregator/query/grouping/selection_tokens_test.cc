#include "aggregator/query/grouping/selection_tokens.h"

#include <optional>
#include <string>
#include <vector>

#include "aggregator/question/selection_token.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/bad_request.h"
#include "tests/unit/aggregator/snapshot_builder.h"

namespace nianbao::aggregator {
namespace selection_tokens_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kName[] = "indicators/t.cases";

v1::Selection Parse(const std::string& text) {
  v1::Selection selection;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &selection));
  return selection;
}

RowObservationsQuestion Read(absl::string_view token) {
  absl::StatusOr<RowObservationsQuestion> row =
      ReadSelectionToken(QueryTestCatalogue(), token);
  EXPECT_TRUE(row.ok()) << token << ": " << row.status();
  return row.ok() ? *row : RowObservationsQuestion();
}

std::string TokenOf(const v1::Selection& selection, const Grouping& grouping,
                    Place place, int32_t year, const std::string& name,
                    BodyNumber body = kGovernments) {
  const Groups groups({}, grouping);
  std::string token;
  SelectionTokens(SelectionTokenPrefix(selection), QueryTestCatalogue(), groups)
      .Write(name, groups.SlotOf(place), year,
             grouping.SplitsBodies() ? std::optional(body) : std::nullopt,
             token);
  return token;
}

// Each place is held by the token of its own group, and by no other's.
TEST(SelectionTokenTest, HoldsItsOwnGroup) {
  const std::vector<Place> places = {
      PlaceOf("110000", v1::LEVEL_PROVINCE),
      PlaceOf("110101", v1::LEVEL_COUNTY),
      PlaceOf("110101", v1::LEVEL_DEPARTMENT),
      PlaceOf("130100", v1::LEVEL_PREFECTURE),
      PlaceOf("130100", v1::LEVEL_DEPARTMENT),
      PlaceOf("130102", v1::LEVEL_COUNTY),
      PlaceOf("469001", v1::LEVEL_COUNTY),
      PlaceOf("", v1::LEVEL_COUNTY),
  };
  const v1::Selection selection = Parse("filter: 'value > 1'");
  for (const std::vector<v1::Dimension>& dimensions :
       std::vector<std::vector<v1::Dimension>>{
           {},
           {v1::DIMENSION_YEAR},
           {v1::DIMENSION_LEVEL},
           {v1::DIMENSION_GOVERNMENT_LEVEL, v1::DIMENSION_BODY},
           {v1::DIMENSION_PROVINCE},
           {v1::DIMENSION_PREFECTURE, v1::DIMENSION_YEAR},
           {v1::DIMENSION_DIVISION, v1::DIMENSION_PROVINCE}}) {
    for (const int mixed : {0, 1, 2, 3}) {
      const Grouping grouping{.dimensions = dimensions,
                              .mix_levels = (mixed & 1) != 0,
                              .mix_years = (mixed & 2) != 0};
      const Groups groups({}, grouping);
      for (const Place place : places) {
        const RowObservationsQuestion question =
            Read(TokenOf(selection, grouping, place, 2020, kName));
        EXPECT_TRUE(question.observations.selection.filter.has_value());
        EXPECT_THAT(question.observations.selection.indicators,
                    ElementsAre(kName));
        const RowOfStatistics& row = question.row;
        for (const Place other : places) {
          EXPECT_EQ(Holds(row, other, 2020),
                    groups.SlotOf(other) == groups.SlotOf(place));
          EXPECT_EQ(Holds(row, other, 2021),
                    !groups.by_year() &&
                        groups.SlotOf(other) == groups.SlotOf(place));
        }
      }
    }
  }
}

TEST(SelectionTokenTest, ADerivedIndicatorComesWithItsFormulaAlone) {
  const v1::Selection selection = Parse(
      "indicators: 'indicators/t.*' "
      "derived { name: 'indicators/my.one' formula: 't.cases' } "
      "derived { name: 'indicators/my.two' formula: 't.lost' }");
  const SelectionQuestion row =
      Read(TokenOf(selection, {}, PlaceOf("110101", v1::LEVEL_COUNTY), 2020,
                   "indicators/my.one"))
          .observations.selection;
  EXPECT_THAT(row.indicators, IsEmpty());
  ASSERT_EQ(row.derived.size(), 1);
  EXPECT_EQ(row.derived[0].indicator().name(), "indicators/my.one");
}

TEST(SelectionTokenTest, NamesTheKindOfBodyAndTheLevelOfItsGovernment) {
  const Catalogue& catalogue = QueryTestCatalogue();
  const Place department = PlaceOf("110108", v1::LEVEL_DEPARTMENT);
  const BodyNumber police =
      BodyNumberOf(catalogue, *catalogue.bodies().Find("海淀区公安局"));
  const Grouping by_province = {.dimensions = {v1::DIMENSION_PROVINCE}};
  const std::string token =
      TokenOf({}, by_province, department, 2020, kName, police);
  EXPECT_EQ(token, "~t.cases~2020~5~3~bodies/public_security~p110000");
  const RowOfStatistics row = Read(token).row;
  EXPECT_EQ(row.level, v1::LEVEL_DEPARTMENT);
  EXPECT_EQ(row.government_level, v1::LEVEL_COUNTY);
  EXPECT_EQ(row.body, police);
  EXPECT_TRUE(Holds(row, department, 2020));
  EXPECT_FALSE(Holds(row, PlaceOf("110000", v1::LEVEL_DEPARTMENT), 2020));

  EXPECT_EQ(TokenOf({}, by_province, department, 2020, kName, kOtherBodies),
            "~t.cases~2020~5~3~others~p110000");
  const std::string mixed = TokenOf({}, {.mix_levels = true, .mix_years = true},
                                    department, 2020, kName);
  EXPECT_EQ(mixed, "~t.cases~~~~~");
  const RowOfStatistics of_all = Read(mixed).row;
  EXPECT_FALSE(of_all.year.has_value());
  EXPECT_FALSE(of_all.level.has_value());
  EXPECT_FALSE(of_all.government_level.has_value());
  EXPECT_FALSE(of_all.body.has_value());
  EXPECT_TRUE(Holds(of_all, department, 1999));
}

TEST(SelectionTokenTest, WhatIsNoTokenIsRefused) {
  const std::string token =
      TokenOf({}, {{v1::DIMENSION_PROVINCE, v1::DIMENSION_YEAR}},
              PlaceOf("110101", v1::LEVEL_COUNTY), 2020, kName);
  EXPECT_EQ(token, "~t.cases~2020~3~0~governments~p110000");
  for (const char* const wrong :
       {"", "~", "x", "~t.cases~2020~3~p110000",
        "~t.cases~2020~3~0~governments",
        "~t.cases~2020~3~0~governments~p110000~",
        "~~2020~3~0~governments~p110000",
        "*~t.cases~2020~3~0~governments~p110000",
        "AA~t.cases~2020~3~0~governments~p110000",
        "~t.cases~x~3~0~governments~p110000",
        "~t.cases~2020~9~0~governments~p110000",
        "~t.cases~2020~5~9~others~p110000", "~t.cases~2020~5~x~others~p110000",
        "~t.cases~2020~5~3~bodies/no_such~p110000",
        "~t.cases~2020~5~3~public_security~p110000",
        "~t.cases~2020~3~0~governments~q110000",
        "~t.cases~2020~3~0~governments~p999999",
        "~t.cases~99999999999~3~0~governments~p110000"}) {
    EXPECT_EQ(FieldOf(ReadSelectionToken(QueryTestCatalogue(), wrong).status()),
              "selection_token")
        << wrong;
  }
}

}  // namespace selection_tokens_test
}  // namespace nianbao::aggregator
