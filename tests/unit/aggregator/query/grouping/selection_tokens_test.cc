#include "aggregator/query/grouping/selection_tokens.h"

#include <string>
#include <vector>

#include "aggregator/question/selection_token.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/bad_request.h"
#include "tests/unit/aggregator/snapshot_builder.h"

namespace nianbao::aggregator {
namespace {

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
                    Place place, int32_t year, const std::string& name) {
  const Groups groups({}, grouping);
  std::string token;
  SelectionTokens(SelectionTokenPrefix(selection), groups)
      .Write(name, groups.SlotOf(place), year, token);
  return token;
}

// Each place is held by the token of its own group, and by no other's.
TEST(SelectionTokenTest, HoldsItsOwnGroup) {
  const std::vector<Place> places = {
      PlaceOf("110000", v1::LEVEL_PROVINCE),
      PlaceOf("110101", v1::LEVEL_COUNTY),
      PlaceOf("110101", v1::LEVEL_DEPARTMENT),
      PlaceOf("130100", v1::LEVEL_PREFECTURE),
      PlaceOf("130102", v1::LEVEL_COUNTY),
      PlaceOf("469001", v1::LEVEL_COUNTY),
      PlaceOf("", v1::LEVEL_COUNTY),
  };
  const v1::Selection selection = Parse("filter: 'value > 1'");
  for (const std::vector<v1::Dimension>& dimensions :
       std::vector<std::vector<v1::Dimension>>{
           {},
           {v1::DIMENSION_YEAR},
           {v1::DIMENSION_PROVINCE},
           {v1::DIMENSION_PREFECTURE, v1::DIMENSION_YEAR},
           {v1::DIMENSION_DIVISION, v1::DIMENSION_PROVINCE}}) {
    for (const bool mix_levels : {false, true}) {
      const Grouping grouping{dimensions, mix_levels};
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

TEST(SelectionTokenTest, WhatIsNoTokenIsRefused) {
  const std::string token =
      TokenOf({}, {{v1::DIMENSION_PROVINCE, v1::DIMENSION_YEAR}},
              PlaceOf("110101", v1::LEVEL_COUNTY), 2020, kName);
  EXPECT_EQ(token, "~t.cases~2020~3~p110000");
  for (const char* const wrong :
       {"", "~", "x", "~t.cases~2020~3", "~t.cases~2020~3~p110000~",
        "~~2020~3~p110000", "*~t.cases~2020~3~p110000",
        "AA~t.cases~2020~3~p110000", "~t.cases~x~3~p110000",
        "~t.cases~2020~9~p110000", "~t.cases~2020~3~q110000",
        "~t.cases~2020~3~p999999", "~t.cases~99999999999~3~p110000"}) {
    EXPECT_EQ(FieldOf(ReadSelectionToken(QueryTestCatalogue(), wrong).status()),
              "selection_token")
        << wrong;
  }
}

}  // namespace
}  // namespace nianbao::aggregator
