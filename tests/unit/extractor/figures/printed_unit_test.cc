#include "extractor/figures/printed_unit.h"

#include "gtest/gtest.h"
#include "tests/unit/extractor/figures/told_figures.h"

namespace nianbao::extractor {
namespace printed_unit_test {

TEST(PrintedUnitTest, MeasureNounGivesTheUnit) {
  ExpectFigures({
      {"参与人数超过100万。", "超过100万 -> >1000000 人"},
      {"总阅读量达35.6万。", "35.6万 -> =356000 次"},
  });
}

}  // namespace printed_unit_test
}  // namespace nianbao::extractor
