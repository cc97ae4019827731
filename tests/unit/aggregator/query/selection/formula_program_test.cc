#include "aggregator/query/selection/formula_program.h"

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace formula_program_test {

const Catalogue& TestCatalogue() {
  static const Catalogue* const catalogue = [] {
    std::string text;
    for (const char* const id : {"t.lost", "t.concluded"}) {
      absl::StrAppend(&text, "indicators { name: 'indicators/", id,
                      "' display_name_zh: 'x' display_name_en: 'x' unit: '件' "
                      "measure: MEASURE_COUNT }\n");
    }
    return new Catalogue(*Catalogue::Parse({text}));
  }();
  return *catalogue;
}

FormulaProgram Program(const std::string& formula) {
  v1::DerivedIndicator derived;
  derived.set_name("indicators/my.own");
  derived.set_formula(formula);
  const absl::StatusOr<Formula> parsed =
      Formula::Parse("selection.derived[0]", TestCatalogue(), derived);
  EXPECT_TRUE(parsed.ok()) << formula << ": " << parsed.status();
  return FormulaProgram(*parsed);
}

TEST(FormulaProgramTest, Evaluates) {
  struct {
    const char* formula;
    double a;
    double b;
    double expected;
  } const cases[] = {
      {"t.lost + t.concluded", 3, 4, 7},
      {"t.lost - t.concluded - t.concluded", 3, 4, -5},
      {"t.lost - (t.concluded - t.concluded)", 3, 4, 3},
      {"t.lost + 2 * t.concluded", 3, 4, 11},
      {"(t.lost + t.concluded) * 2", 3, 4, 14},
      {"t.lost / t.concluded / 2", 8, 2, 2},
      {"t.lost / (t.concluded / 2)", 8, 2, 8},
      {"100*t.lost/t.concluded", 1, 8, 12.5},
      {"-t.lost + t.concluded", 3, 4, 1},
      {"t.lost - -t.concluded", 3, 4, 7},
      {"--t.lost + -(-t.concluded)", 3, 4, 7},
      {"-2 * -t.lost / t.concluded", 3, 4, 1.5},
      {".5e1 * t.lost / (1.0 * t.concluded)", 2, 5, 2},
      {"t.lost - t.concluded", 1e15, 1, 1e15 - 1},
      {"0 / t.lost / t.concluded", 3, 4, 0},
  };
  for (const auto& c : cases) {
    const std::vector<double> values = {c.a, c.b};
    EXPECT_EQ(Program(c.formula).Evaluate(values), c.expected) << c.formula;
  }
}

TEST(FormulaProgramTest, NoValueWhereThereIsNone) {
  const FormulaProgram ratio = Program("t.lost / t.concluded");
  EXPECT_EQ(ratio.Evaluate({1, 0}), std::nullopt);
  EXPECT_EQ(ratio.Evaluate({0, 0}), std::nullopt);
  EXPECT_EQ(ratio.Evaluate({0, -0.0}), std::nullopt);
  EXPECT_EQ(ratio.Evaluate({0, 5}), 0);
  EXPECT_EQ(Program("1 / (t.lost - t.concluded)").Evaluate({2, 2}),
            std::nullopt);
  EXPECT_EQ(Program("1e308 * t.lost").Evaluate({1e15}), std::nullopt);
  EXPECT_EQ(Program("1e130 * t.lost").Evaluate({1e15}), std::nullopt);
  EXPECT_EQ(Program("1e308 * t.lost - 1e308 * t.lost").Evaluate({1e15}),
            std::nullopt);
}

TEST(FormulaProgramTest, ManySignsAreOneOrNone) {
  EXPECT_EQ(Program(std::string(1000, '-') + "t.lost").Evaluate({3}), 3);
  EXPECT_EQ(Program(std::string(999, '-') + "t.lost").Evaluate({3}), -3);
}

}  // namespace formula_program_test
}  // namespace nianbao::aggregator
