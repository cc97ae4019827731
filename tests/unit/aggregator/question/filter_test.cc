#include "aggregator/question/filter.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace filter_test {

using ::testing::HasSubstr;

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
  EXPECT_TRUE(Filter::Parse(nested(64)).ok());
  EXPECT_THAT(std::string(Filter::Parse(nested(65)).status().message()),
              HasSubstr("column 65: more than 64 nested '('"));
  // One after another they nest no deeper.
  std::string flat = "(year = 2020)";
  for (int i = 0; i < 200; ++i) flat += " (year = 2020)";
  EXPECT_TRUE(Filter::Parse(flat).ok());

  EXPECT_TRUE(Filter::Parse(std::string(4096, ' ')).ok());
  EXPECT_THAT(
      std::string(Filter::Parse(std::string(4097, ' ')).status().message()),
      HasSubstr("is longer than 4096 bytes"));
}

// The tree as text: (all ...) and (any ...), with the field's number for a
// condition and ! before what is negated.
std::string Drawn(const FilterNode& node) {
  std::string text = node.negated ? "!" : "";
  if (node.type == FilterNode::Type::kCondition) {
    return absl::StrCat(text, static_cast<int>(node.condition.field));
  }
  absl::StrAppend(&text, node.type == FilterNode::Type::kAll ? "(all" : "(any");
  for (const FilterNode& part : node.parts) {
    absl::StrAppend(&text, " ", Drawn(part));
  }
  return text + ")";
}

TEST(FilterTest, IsATree) {
  EXPECT_EQ(Drawn(Filter::Parse("")->root()), "(all)");
  EXPECT_EQ(Drawn(Filter::Parse("value > 1")->root()), "(all (any 0))");
  EXPECT_EQ(
      Drawn(Filter::Parse("value > 1 OR -year = 2 AND NOT (issuer:a)")->root()),
      "(all (any 0 !1) (any !(all (any 7))))");
}

TEST(FilterTest, ConditionsAreReadable) {
  const auto condition = [](const std::string& text) {
    return Filter::Parse(text)->root().parts[0].parts[0].condition;
  };
  EXPECT_EQ(condition("value >= 10").number, 10);
  EXPECT_EQ(condition("value >= 10").comparator,
            FilterCondition::Comparator::kGreaterOrEqual);
  EXPECT_EQ(condition("level = COUNTY").enum_value, v1::LEVEL_COUNTY);
  EXPECT_EQ(condition("issuer:'海淀'").issuer, "海淀");
  EXPECT_EQ(condition("diagnostic:UNIT_SLIP").diagnostic, 1);
  EXPECT_EQ(condition("division = divisions/110108").division->name, "海淀区");
  EXPECT_TRUE(condition("diagnostic:*").any);
}

}  // namespace filter_test
}  // namespace nianbao::aggregator
