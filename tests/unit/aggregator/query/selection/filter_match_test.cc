#include "aggregator/query/selection/filter_match.h"

#include <string>

#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace filter_match_test {

// One observation, and the snapshot it is part of.
struct Observation {
  // 海淀区, of 2020, as its report of 2021 gives it.
  Observation() {
    ReportDirectory::Editor editor(snapshot.reports);
    editor.Set(0, {.id = 1,
                   .name = "reports/a",
                   .issuer_name = "北京市海淀区人民政府",
                   .place = PlaceOf("110108", v1::LEVEL_COUNTY),
                   .year = 2021});
    snapshot.reports = std::move(editor).Finish();
    chunk.year = 2020;
    chunk.elected = 1;
    chunk.values = {12.5};
    chunk.places = {PlaceOf("110108", v1::LEVEL_COUNTY)};
    chunk.reports = {0};
    chunk.positions = {3};
    chunk.confidences = {0.9f};
    chunk.flags = {v1::MODIFIER_AT_LEAST | observation_flags::kErroneous |
                   2 << observation_flags::kDiagnosticShift};
  }

  Snapshot snapshot;
  Chunk chunk;
};

bool Matches(const Observation& observation, const std::string& text) {
  const absl::StatusOr<Filter> filter = Filter::Parse(text);
  EXPECT_TRUE(filter.ok()) << text << ": " << filter.status();
  return filter.ok() &&
         Matches(*filter, observation.snapshot, observation.chunk, 0);
}

struct MatchCase {
  std::string text;
  bool matches;
};

TEST(FilterMatchTest, ComparesFields) {
  const MatchCase cases[] = {
      {"", true},
      {" \t\n", true},
      {"value = 12.5", true},
      {"value=12.5", true},
      {"value = +1.25e1", true},
      {"value = 1250E-2", true},
      {"value != 12.5", false},
      {"value < 12.5", false},
      {"value <= 12.5", true},
      {"value > 12.5", false},
      {"value >= 12.5", true},
      {"value > -3", true},
      {"value > -.5", true},
      {"year = 2020", true},
      {"year > 2020", false},
      {"report_year = 2021", true},
      // Confidence is kept as a float.
      {"confidence >= 0.9", true},
      {"confidence = 0.9", true},
      {"confidence > 0.9", false},
      {"level = COUNTY", true},
      {"level = \"COUNTY\"", true},
      {"level != COUNTY", false},
      {"modifier = AT_LEAST", true},
      {"modifier = EXACT", false},
      {"modifier != EXACT", true},
      {"diagnostic:UNIT_SLIP", true},
      {"diagnostic:RATE_MISMATCH", false},
      {"diagnostic:*", true},
      {"issuer = 北京市海淀区人民政府", true},
      {"issuer = '北京市海淀区人民政府'", true},
      {"issuer = 海淀", false},
      {"issuer != 海淀", true},
      {"issuer:海淀", true},
      {"issuer:\"海淀\"", true},
      {"issuer:朝阳", false},
      {"issuer:*", true},
      {"issuer:'*'", false},
      {"division = 110108", true},
      {"division = divisions/110108", true},
      {"division = '110108'", true},
      {"division = 110000", false},
      {"division != 110000", true},
      {"division:110108", true},
      {"division:*", true},
      {"province = 110000", true},
      {"province = 440000", false},
      {"province != 440000", true},
      // Directly below its province, as groups have it.
      {"prefecture = 110000", true},
      {"prefecture = 440100", false},
  };
  const Observation observation;
  for (const MatchCase& c : cases) {
    EXPECT_EQ(Matches(observation, c.text), c.matches) << c.text;
  }
}

TEST(FilterMatchTest, ADivisionThatIsNotKnownIsNone) {
  Observation observation;
  observation.chunk.places[0] = PlaceOf("", v1::LEVEL_DEPARTMENT);
  EXPECT_FALSE(Matches(observation, "division:*"));
  EXPECT_FALSE(Matches(observation, "province = 110000"));
  EXPECT_TRUE(Matches(observation, "province != 110000"));
  EXPECT_TRUE(Matches(observation, "NOT prefecture:*"));
  EXPECT_TRUE(Matches(observation, "level = DEPARTMENT"));
}

TEST(FilterMatchTest, NoDiagnosticIsNone) {
  Observation observation;
  observation.chunk.flags[0] = v1::MODIFIER_EXACT;
  EXPECT_FALSE(Matches(observation, "diagnostic:*"));
  EXPECT_TRUE(Matches(observation, "NOT diagnostic:UNIT_SLIP"));
}

TEST(FilterMatchTest, OrBindsCloserThanAnd) {
  // T stands for a condition that holds, F for one that does not.
  const MatchCase cases[] = {
      {"T AND F", false},
      {"T OR F", true},
      {"F OR T AND F", false},
      {"F AND T OR T", false},
      {"(F AND T) OR T", true},
      {"T T", true},
      {"T F", false},
      {"F T OR T", false},
      {"T F OR T AND T", true},
      {"NOT F", true},
      {"-F", true},
      {"- T", false},
      {"NOT F AND T", true},
      {"NOT T OR T", true},
      {"NOT (T OR T)", false},
      {"-(F AND T)", true},
      {"NOT(F)", true},
      {"(T)(F)", false},
      {"((T))", true},
  };
  for (const MatchCase& c : cases) {
    std::string text;
    for (size_t i = 0; i < c.text.size(); ++i) {
      // The T of NOT stays.
      const bool inside = i > 0 && c.text[i - 1] == 'O';
      if (c.text[i] == 'T' && !inside) {
        text += "year=2020";
      } else if (c.text[i] == 'F') {
        text += "year=2000";
      } else {
        text += c.text[i];
      }
    }
    EXPECT_EQ(Matches({}, text), c.matches) << c.text;
  }
}

TEST(FilterMatchTest, EscapesInQuotes) {
  Observation observation;
  ReportDirectory::Editor editor(observation.snapshot.reports);
  editor.Set(0, {.id = 1, .issuer_name = "a\"b' AND c\\"});
  observation.snapshot.reports = std::move(editor).Finish();
  EXPECT_TRUE(Matches(observation, R"(issuer = "a\"b' AND c\\")"));
  EXPECT_TRUE(Matches(observation, R"(issuer = 'a"b\' AND c\\')"));
}

}  // namespace filter_match_test
}  // namespace nianbao::aggregator
