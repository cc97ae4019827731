#include "aggregator/query/selection/selection_token.h"

#include <string>
#include <vector>

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

RowSelection Read(absl::string_view token) {
  absl::StatusOr<RowSelection> row = ReadSelectionToken(token);
  EXPECT_TRUE(row.ok()) << token << ": " << row.status();
  return row.ok() ? *row : RowSelection();
}

std::string TokenOf(const v1::Selection& selection,
                    const std::vector<int>& group_by, bool mix_levels,
                    Place place, int32_t year) {
  const Groups groups(selection, group_by, mix_levels);
  std::string token;
  SelectionTokens(selection, groups)
      .Write(kName, groups.SlotOf(place), year, token);
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
  for (const std::vector<int>& group_by : std::vector<std::vector<int>>{
           {},
           {v1::DIMENSION_YEAR},
           {v1::DIMENSION_PROVINCE},
           {v1::DIMENSION_PREFECTURE, v1::DIMENSION_YEAR},
           {v1::DIMENSION_DIVISION, v1::DIMENSION_PROVINCE}}) {
    for (const bool mix_levels : {false, true}) {
      const Groups groups(selection, group_by, mix_levels);
      for (const Place place : places) {
        const RowSelection row =
            Read(TokenOf(selection, group_by, mix_levels, place, 2020));
        EXPECT_EQ(row.selection.filter(), "value > 1");
        EXPECT_THAT(row.selection.indicators(), ElementsAre(kName));
        for (const Place other : places) {
          EXPECT_EQ(row.Holds(other, 2020),
                    groups.SlotOf(other) == groups.SlotOf(place));
          EXPECT_EQ(row.Holds(other, 2021),
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
      "derived { name: 'indicators/t.cases' formula: '1' } "
      "derived { name: 'indicators/t.other' formula: '2' }");
  const RowSelection row = Read(
      TokenOf(selection, {}, false, PlaceOf("110101", v1::LEVEL_COUNTY), 2020));
  EXPECT_THAT(row.selection.indicators(), IsEmpty());
  ASSERT_EQ(row.selection.derived_size(), 1);
  EXPECT_EQ(row.selection.derived(0).formula(), "1");
}

TEST(SelectionTokenTest, WhatIsNoTokenIsRefused) {
  const std::string token =
      TokenOf({}, {v1::DIMENSION_PROVINCE, v1::DIMENSION_YEAR}, false,
              PlaceOf("110101", v1::LEVEL_COUNTY), 2020);
  EXPECT_EQ(token, "~t.cases~2020~3~p110000");
  for (const char* const wrong :
       {"", "~", "x", "~t.cases~2020~3", "~t.cases~2020~3~p110000~",
        "~~2020~3~p110000", "*~t.cases~2020~3~p110000",
        "AA~t.cases~2020~3~p110000", "~t.cases~x~3~p110000",
        "~t.cases~2020~9~p110000", "~t.cases~2020~3~q110000",
        "~t.cases~2020~3~p999999", "~t.cases~99999999999~3~p110000"}) {
    EXPECT_EQ(FieldOf(ReadSelectionToken(wrong).status()), "selection_token")
        << wrong;
  }
}

}  // namespace
}  // namespace nianbao::aggregator
