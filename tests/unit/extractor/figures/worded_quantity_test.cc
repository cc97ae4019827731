#include "extractor/figures/worded_quantity.h"

#include "gtest/gtest.h"
#include "tests/unit/extractor/figures/told_figures.h"

namespace nianbao::extractor {
namespace worded_quantity_test {

TEST(WordedQuantityTest, FractionsAndTenths) {
  ExpectFigures({
      {"占比近三成。", "近三成 -> ~30 %"},
      {"七成以上的商户。", "七成以上 -> >70 %"},
      {"两成三的商户。", "两成三 -> =23 %"},
      {"百分之九十五的商户。", "百分之九十五 -> =95 %"},
      {"四分之三的商户。", "四分之三 -> =75 %"},
      {"半数商户已登记。", "半数 -> =50 %"},
      {"产量翻一番。", "一番 -> =1 番"},
  });
}

TEST(WordedQuantityTest, AThirdIsRounded) {
  const std::u16string text = u"占全年的三分之一。";
  const auto figures = FindFigures(text, 0, text.size(), TestLexicon());
  ASSERT_EQ(figures.size(), 1u);
  EXPECT_NEAR(figures[0].value.ToDouble(), 33.3333, 0.001);
}

TEST(WordedQuantityTest, Ranks) {
  ExpectFigures({
      {"考核排名全市第二。", "第二 -> =2 位"},
      {"总量位列全省第17位。", "第17位 -> =17 位"},
      {"满意度位居全市首位。", "居全市首位 -> =1 位"},
      {"指数排名第3。", "第3 -> =3 位"},
      {"考评中以总分第一的成绩获奖。", "第一 -> =1 位"},
  });
}

}  // namespace worded_quantity_test
}  // namespace nianbao::extractor
