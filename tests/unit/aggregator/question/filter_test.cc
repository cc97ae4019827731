#include "aggregator/question/filter.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace {

using ::testing::HasSubstr;

uint32_t DivisionIndex(const std::string& code) {
  const Gazetteer& gazetteer = Gazetteer::Get();
  const DivisionEntry* const division = gazetteer.Find(code);
  return division == nullptr ? gazetteer.divisions().size()
                             : division - gazetteer.divisions().data();
}

// One observation, and the snapshot it is part of.
struct Observation {
  // 海淀区, of 2020, as its report of 2021 gives it.
  Observation() {
    ReportDirectory::Editor editor(snapshot.reports);
    editor.Set(0,
               {.id = 1,
                .name = "reports/a",
                .issuer_name = "北京市海淀区人民政府",
                .place = MakePlace(DivisionIndex("110108"), v1::LEVEL_COUNTY),
                .year = 2021});
    snapshot.reports = std::move(editor).Finish();
    chunk.year = 2020;
    chunk.elected = 1;
    chunk.values = {12.5};
    chunk.places = {MakePlace(DivisionIndex("110108"), v1::LEVEL_COUNTY)};
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
         filter->Matches(observation.snapshot, observation.chunk, 0);
}

struct WrongCase {
  std::string text;
  std::string message;
};

TEST(FilterTest, SaysWhereAndWhy) {
  const WrongCase cases[] = {
      {"value", "column 6: expected a comparison"},
      {"value >= 10 10", "column 13: no field '10'; there are value, year"},
      {"value >= abc", "column 10: expected a number after '>='"},
      {"value >=", "column 9: expected a number after '>='"},
      {"value >= '10'", "column 10: expected a number after '>='"},
      {"value == 10", "column 8: expected a number after '='"},
      {"value > 1e999", "column 9: expected a number after '>'"},
      {"value > nan", "column 9: expected a number after '>'"},
      {"value > inf", "column 9: expected a number after '>'"},
      {"value > 0x10", "column 9: expected a number after '>'"},
      {"value > --1", "column 9: expected a number after '>'"},
      {"value > 10件", "column 9: expected a number after '>'"},
      {"value:10", "column 6: expected = != < <= > or >="},
      {"valeu > 1",
       "column 1: no field 'valeu'; there are value, year, report_year, "
       "confidence, level, modifier, diagnostic, issuer, division, province, "
       "prefecture"},
      // The column counts characters, not bytes.
      {"issuer:海淀 AND valeu > 1", "column 15: no field 'valeu'"},
      {"issuer = \"海淀", "column 10: this quote is not closed"},
      {"issuer = '海\\", "column 10: this quote is not closed"},
      {"issuer > a", "column 8: expected = != or :"},
      {"issuer =", "column 9: expected a text after '='"},
      {"level = COUNTRY",
       "column 9: expected one of UNSPECIFIED, PROVINCE, PREFECTURE, COUNTY"},
      {"level = LEVEL_COUNTY", "column 9: expected one of"},
      {"level > COUNTY", "column 7: expected = or !="},
      {"level:*", "column 6: expected = or !="},
      {"modifier = exact", "column 12: expected one of UNSPECIFIED, EXACT"},
      {"diagnostic = UNIT_SLIP", "column 12: expected :"},
      {"diagnostic:SLIP", "column 12: expected * or one of RATE_MISMATCH"},
      {"division = 999999", "column 12: expected the code of a division"},
      {"province = 110108", "column 12: expected the code of a province"},
      {"prefecture = 110108", "column 14: expected the code of a prefecture"},
      {"(value > 1", "column 1: this '(' is not closed"},
      {"value > 1)", "column 10: this ')' was never opened"},
      {"()", "column 2: expected a condition"},
      {"value > 1 AND", "column 14: expected a condition"},
      {"value > 1 OR", "column 13: expected a condition"},
      {"AND value > 1", "column 1: expected a condition"},
      {"value > 1 OR AND year = 1", "column 14: expected a condition"},
      {"OR", "column 1: expected a condition"},
      {"NOT", "column 4: expected a condition"},
      {"-", "column 2: expected a condition"},
      {"NOT NOT value > 1", "column 5: expected a condition"},
      {"value > 1, year = 2", "column 10: expected a condition"},
      {"> 1", "column 1: expected a condition"},
      {"value > 1 and year = 2", "column 11: write AND in capital letters"},
      {"value > 1 or year = 2", "column 11: write OR in capital letters"},
      {"not value > 1", "column 1: write NOT in capital letters"},
  };
  for (const WrongCase& c : cases) {
    const absl::Status status = Filter::Parse(c.text).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << c.text;
    EXPECT_THAT(std::string(status.message()),
                HasSubstr("selection.filter " + c.message))
        << c.text;
  }
}

TEST(FilterTest, ErrorsAreShort) {
  std::string word;
  for (int i = 0; i < 41; ++i) word += "年";
  EXPECT_THAT(std::string(Filter::Parse(word).status().message()),
              HasSubstr("no field '" + word.substr(3) + "...';"));
}

TEST(FilterTest, HasLimits) {
  const auto nested = [](int depth) {
    return std::string(depth, '(') + "year = 2020" + std::string(depth, ')');
  };
  EXPECT_TRUE(Matches({}, nested(64)));
  EXPECT_THAT(std::string(Filter::Parse(nested(65)).status().message()),
              HasSubstr("column 65: more than 64 nested '('"));
  // One after another they nest no deeper.
  std::string flat = "(year = 2020)";
  for (int i = 0; i < 200; ++i) flat += " (year = 2020)";
  EXPECT_TRUE(Matches({}, flat));

  EXPECT_TRUE(Matches({}, std::string(4096, ' ')));
  EXPECT_THAT(
      std::string(Filter::Parse(std::string(4097, ' ')).status().message()),
      HasSubstr("is longer than 4096 bytes"));
}

struct MatchCase {
  std::string text;
  bool matches;
};

TEST(FilterTest, ComparesFields) {
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

TEST(FilterTest, ADivisionThatIsNotKnownIsNone) {
  Observation observation;
  observation.chunk.places[0] =
      MakePlace(DivisionIndex("none"), v1::LEVEL_DEPARTMENT);
  EXPECT_FALSE(Matches(observation, "division:*"));
  EXPECT_FALSE(Matches(observation, "province = 110000"));
  EXPECT_TRUE(Matches(observation, "province != 110000"));
  EXPECT_TRUE(Matches(observation, "NOT prefecture:*"));
  EXPECT_TRUE(Matches(observation, "level = DEPARTMENT"));
}

TEST(FilterTest, NoDiagnosticIsNone) {
  Observation observation;
  observation.chunk.flags[0] = v1::MODIFIER_EXACT;
  EXPECT_FALSE(Matches(observation, "diagnostic:*"));
  EXPECT_TRUE(Matches(observation, "NOT diagnostic:UNIT_SLIP"));
}

TEST(FilterTest, OrBindsCloserThanAnd) {
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

TEST(FilterTest, EscapesInQuotes) {
  Observation observation;
  ReportDirectory::Editor editor(observation.snapshot.reports);
  editor.Set(0, {.id = 1, .issuer_name = "a\"b' AND c\\"});
  observation.snapshot.reports = std::move(editor).Finish();
  EXPECT_TRUE(Matches(observation, R"(issuer = "a\"b' AND c\\")"));
  EXPECT_TRUE(Matches(observation, R"(issuer = 'a"b\' AND c\\')"));
}

}  // namespace
}  // namespace nianbao::aggregator
