#include "extractor/figures/quantity.h"

#include "gtest/gtest.h"
#include "tests/unit/extractor/figures/told_figures.h"

namespace nianbao::extractor {
namespace quantity_test {

TEST(QuantityTest, NumbersAndUnits) {
  ExpectFigures({
      {"茶农投诉办结558件。", "558件 -> =558 件"},
      {"收缴罚款16.4亿元。", "16.4亿元 -> =1640000000 元"},
      {"收缴罚款35.20万元。", "35.20万元 -> =352000 元"},
      {"接待来访1,573人次。", "1,573人次 -> =1573 人次"},
      {"满意率为97.60%。", "97.60% -> =97.60 %"},
      {"提高2.3个百分点。", "2.3个百分点 -> =2.3 百分点"},
      {"拆除违建320平米。", "320平米 -> =320 平方米"},
      {"巡查31740批（件）次。", "31740批(件)次 -> =31740 批(件)次"},
      {"开展五次专题学法。", "五次 -> =5 次"},
      {"配备两名法律顾问。", "两名 -> =2 名"},
      {"划分为12大类，共46小类。", "12大类 -> =12 类 | 46小类 -> =46 类"},
      {"增长3.5倍。", "3.5倍 -> =3.5 倍"},
      {"收到35件,办结30件,其中加急2件。",
       "35件 -> =35 件 | 30件 -> =30 件 | 2件 -> =2 件"},
      {"三万四千件次,一百零五宗。",
       "三万四千件次 -> =34000 件次 | 一百零五宗 -> =105 宗"},
  });
}

TEST(QuantityTest, ReadsOnlyTheGivenStretch) {
  const std::u16string text = u"甲35件。乙7件。丙9件。";
  const size_t begin = text.find(u"乙"), end = text.find(u"丙");
  const auto figures = FindFigures(text, begin, end, TestLexicon());
  ASSERT_EQ(figures.size(), 1u);
  EXPECT_EQ(figures[0].begin, begin + 1);
  EXPECT_EQ(figures[0].end, begin + 3);
  EXPECT_TRUE(FindFigures(text, 2, 2, TestLexicon()).empty());
  EXPECT_TRUE(FindFigures(u"", 0, 0, TestLexicon()).empty());
}

}  // namespace quantity_test
}  // namespace nianbao::extractor
