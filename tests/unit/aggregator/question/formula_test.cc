#include "aggregator/question/formula.h"

#include <cmath>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace formula_test {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Cases and counts in 件, fees in 元, visits in 人次, a rate in %.
const Catalogue& TestCatalogue() {
  static const Catalogue* const catalogue = [] {
    std::string text;
    const auto add = [&text](const std::string& id, const std::string& unit,
                             const std::string& measure) {
      absl::StrAppend(&text, "indicators { name: 'indicators/", id,
                      "' display_name_zh: 'x' display_name_en: 'x' unit: '",
                      unit, "' measure: ", measure, " }\n");
    };
    add("t.lost", "件", "MEASURE_COUNT");
    add("t.concluded", "件", "MEASURE_COUNT");
    add("t.visits", "人次", "MEASURE_COUNT");
    add("t.fees", "元", "MEASURE_AMOUNT");
    add("t.rate", "%", "MEASURE_RATE");
    add("t.days", "天", "MEASURE_RATE");
    for (int i = 0; i < 21; ++i) {
      add(absl::StrCat("t.n", i), "件", "MEASURE_COUNT");
    }
    return new Catalogue(*Catalogue::Parse({text}));
  }();
  return *catalogue;
}

absl::StatusOr<Formula> Parse(const std::string& formula,
                              const std::string& unit = "",
                              const std::string& name = "indicators/my.own") {
  v1::DerivedIndicator derived;
  derived.set_name(name);
  derived.set_formula(formula);
  derived.set_unit(unit);
  return Formula::Parse("selection.derived[0]", TestCatalogue(), derived);
}

struct WrongCase {
  std::string formula;
  std::string message;
};

TEST(FormulaTest, SaysWhereAndWhy) {
  const WrongCase cases[] = {
      {"", "column 1: expected an indicator, a number or '('"},
      {"1 + 2", "column 1: names no indicator"},
      {"t.lost /", "column 9: expected an indicator, a number or '('"},
      {"t.lost / * t.lost", "column 10: expected an indicator"},
      {"+ t.lost", "column 1: expected an indicator"},
      {"t.lost t.concluded", "column 8: expected + - * or /"},
      {"2 t.lost", "column 3: expected + - * or /"},
      {"t.lost + 人次", "column 10: '人次' is no indicator of the catalogue"},
      {"人次 + t.none", "column 1: '人次' is no indicator"},
      {"t.lost + t.none", "column 10: 't.none' is no indicator"},
      {"indicators/t.lost", "column 1: 'indicators' is no indicator"},
      {"t.lost ^ 2", "column 8: expected + - * or /"},
      {"1e999 * t.lost", "column 1: '1e999' is no indicator"},
      {"(t.lost", "column 1: this '(' is not closed"},
      {"(t.lost t.lost)", "column 9: expected + - * / or )"},
      {"t.lost)", "column 7: this ')' was never opened"},
      {"()", "column 2: expected an indicator"},
      {"t.lost / 0", "column 10: division by 0"},
      {"t.lost / (2 - 2)", "column 10: division by 0"},
      {"t.lost + t.visits",
       "column 8: cannot add 件 and 人次: their units differ"},
      {"t.lost - t.rate", "column 8: cannot subtract 件 and %"},
      {"t.lost + 5", "column 8: cannot add 件 and a number"},
      {"t.lost / t.concluded + t.lost", "column 22: cannot add a ratio and 件"},
      {"t.lost / t.concluded + t.rate", "column 22: cannot add a ratio and %"},
      {"t.lost / t.visits - t.visits / t.lost",
       "column 19: cannot subtract 件/人次 and 人次/件"},
  };
  for (const WrongCase& c : cases) {
    const absl::Status status = Parse(c.formula).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << c.formula;
    EXPECT_THAT(std::string(status.message()),
                HasSubstr("selection.derived[0].formula " + c.message))
        << c.formula;
  }
}

TEST(FormulaTest, ErrorsAreShort) {
  EXPECT_THAT(std::string(Parse(std::string(900, 'x')).status().message()),
              HasSubstr("'" + std::string(40, 'x') + "...' is no indicator"));
}

TEST(FormulaTest, ANameIsNewAndAnIndicators) {
  for (const std::string name :
       {"", "my.own", "indicators/own", "indicators/My.Own", "indicators/my.*",
        "indicators/t.lost"}) {
    EXPECT_THAT(std::string(Parse("t.lost", "", name).status().message()),
                HasSubstr("selection.derived[0].name"))
        << name;
  }
}

TEST(FormulaTest, HasLimits) {
  const auto nested = [](int depth) {
    return std::string(depth, '(') + "t.lost" + std::string(depth, ')');
  };
  EXPECT_TRUE(Parse(nested(64)).ok());
  EXPECT_THAT(std::string(Parse(nested(65)).status().message()),
              HasSubstr("column 65: more than 64 nested '('"));
  EXPECT_TRUE(Parse("t.lost" + std::string(1018, ' ')).ok());
  EXPECT_THAT(
      std::string(Parse("t.lost" + std::string(1019, ' ')).status().message()),
      HasSubstr("is longer than 1024 bytes"));
  // Signs do not recurse.
  EXPECT_TRUE(Parse(std::string(1000, '-') + "t.lost").ok());

  std::string sum = "t.n0";
  for (int i = 1; i < 20; ++i) absl::StrAppend(&sum, " + t.n", i);
  EXPECT_EQ(Parse(sum + " + t.n0")->operands().size(), 20);
  EXPECT_THAT(std::string(Parse(sum + " + t.n20").status().message()),
              HasSubstr("more than 20 indicators"));
}

struct UnitCase {
  std::string formula;
  std::string unit;
  v1::Indicator::Measure measure;
};

TEST(FormulaTest, ComputesUnitAndMeasure) {
  constexpr auto kCount = v1::Indicator::MEASURE_COUNT;
  constexpr auto kAmount = v1::Indicator::MEASURE_AMOUNT;
  constexpr auto kRate = v1::Indicator::MEASURE_RATE;
  const UnitCase cases[] = {
      {"t.lost", "件", kCount},
      {"-t.lost + t.concluded", "件", kCount},
      {"2 * t.lost", "件", kCount},
      {"t.fees / 10000", "元", kAmount},
      {"t.lost / t.visits", "件/人次", kRate},
      {"t.fees / t.lost / t.visits", "元/件/人次", kRate},
      {"t.fees * t.visits / t.lost", "元·人次/件", kRate},
      {"t.lost * t.lost", "件·件", kCount},
      {"t.lost * t.lost / t.concluded", "件", kRate},
      {"1 / t.lost", "1/件", kRate},
      {"t.lost / t.concluded", "", kRate},
      {"100 * t.lost / t.concluded", "%", kRate},
      {"t.lost / t.concluded * 100", "%", kRate},
      {"t.lost * 100 / t.concluded", "%", kRate},
      {"t.lost / (t.concluded / 100)", "%", kRate},
      {"-100 * t.lost / t.concluded", "%", kRate},
      {"100 * (t.lost / t.concluded + t.lost / t.n0)", "%", kRate},
      {"1000 * t.lost / t.concluded", "", kRate},
      {"1 - t.lost / t.concluded", "", kRate},
      {"100 * (1 - t.lost / t.concluded)", "%", kRate},
      {"100 - t.rate", "%", kRate},
      {"100 - 100 * t.lost / t.concluded", "%", kRate},
      {"t.rate - 100 * t.lost / t.concluded", "%", kRate},
      {"t.rate / 100", "", kRate},
      {"0.01 * t.rate", "", kRate},
      {"t.rate / 100 * t.lost", "件", kRate},
      {"t.rate / 100 + t.lost / t.concluded", "", kRate},
      {"t.lost / t.visits + t.concluded / t.visits", "件/人次", kRate},
      {"t.rate / t.rate", "", kRate},
      {"t.days * t.lost", "天·件", kRate},
      {"t.days * t.lost + t.concluded * t.days", "天·件", kRate},
  };
  for (const UnitCase& c : cases) {
    const absl::StatusOr<Formula> formula = Parse(c.formula);
    ASSERT_TRUE(formula.ok()) << c.formula << ": " << formula.status();
    EXPECT_EQ(formula->indicator().name(), "indicators/my.own");
    EXPECT_EQ(formula->indicator().unit(), c.unit) << c.formula;
    EXPECT_EQ(formula->indicator().measure(), c.measure) << c.formula;
  }
}

TEST(FormulaTest, TakesAUnitWhereTheFormulaLeavesItOpen) {
  EXPECT_EQ(Parse("t.lost / t.concluded", "倍")->indicator().unit(), "倍");
  EXPECT_EQ(Parse("1000 * t.lost / t.concluded", "‰")->indicator().unit(), "‰");
  EXPECT_EQ(Parse("t.fees / 10000", "万元")->indicator().unit(), "万元");
  EXPECT_EQ(Parse("t.rate - 10", "百分点")->indicator().unit(), "百分点");
  EXPECT_EQ(Parse("t.lost", "件")->indicator().unit(), "件");
}

TEST(FormulaTest, RefusesAUnitThatTheFormulaDoesNotHave) {
  struct {
    const char* formula;
    std::string unit;
    const char* message;
  } const cases[] = {
      {"t.lost", "人次", "is '人次', but the formula gives 件"},
      {"t.lost / t.concluded", "%", "is '%', but the formula gives a ratio"},
      {"100 * t.lost / t.concluded", "件", "but the formula gives %"},
      {"t.lost / t.visits", "件", "but the formula gives 件/人次"},
      {"t.lost / t.concluded", std::string(65, 'x'), "longer than 64 bytes"},
  };
  for (const auto& c : cases) {
    const std::string message(Parse(c.formula, c.unit).status().message());
    EXPECT_THAT(message, HasSubstr("selection.derived[0].unit ")) << c.formula;
    EXPECT_THAT(message, HasSubstr(c.message)) << c.formula;
  }
}

TEST(FormulaTest, ReadsEachIndicatorOnce) {
  EXPECT_THAT(Parse("t.lost + t.concluded - t.lost")->operands(),
              ElementsAre("indicators/t.lost", "indicators/t.concluded"));
}

// The tree in prefix notation, with the operand's number for an indicator.
std::string Drawn(const FormulaNode& node) {
  using Type = FormulaNode::Type;
  if (node.type == Type::kConstant) return absl::StrCat(node.constant);
  if (node.type == Type::kOperand) return absl::StrCat("#", node.operand);
  std::string text = absl::StrCat(
      "(", std::string(1, "~+-*/"[static_cast<int>(node.type) -
                                  static_cast<int>(Type::kNegate)]));
  for (const FormulaNode& part : node.parts) {
    absl::StrAppend(&text, " ", Drawn(part));
  }
  return text + ")";
}

TEST(FormulaTest, IsATree) {
  EXPECT_EQ(Drawn(Parse("100 * t.lost / t.concluded")->root()),
            "(/ (* 100 #0) #1)");
  EXPECT_EQ(Drawn(Parse("t.lost - t.lost - --t.concluded * 2")->root()),
            "(- (- #0 #0) (* #1 2))");
  EXPECT_EQ(Drawn(Parse("-(t.lost + t.concluded)")->root()), "(~ (+ #0 #1))");
}

}  // namespace formula_test
}  // namespace nianbao::aggregator
