#include "extractor/figures/quantity.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "extractor/text/normalize.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace {

const char* Name(v1::Modifier modifier) {
  switch (modifier) {
    case v1::MODIFIER_EXACT:
      return "=";
    case v1::MODIFIER_APPROXIMATE:
      return "~";
    case v1::MODIFIER_AT_LEAST:
      return ">";
    case v1::MODIFIER_AT_MOST:
      return "<";
    default:
      return "?";
  }
}

// "TEXT -> VALUE UNIT" with the modifier before the value, joined by bars.
std::string Figures(const std::string& document) {
  const std::u16string text = Normalized(document);
  std::vector<std::string> figures;
  for (const Figure& f : FindFigures(text, 0, text.size(), TestLexicon())) {
    figures.push_back(absl::StrCat(
        ToUtf8(text.substr(f.begin, f.end - f.begin)), " -> ", Name(f.modifier),
        f.value.ToString(), " ", ToUtf8(f.unit)));
  }
  return absl::StrJoin(figures, " | ");
}

struct FigureCase {
  const char* text;
  const char* figures;
};

void Expect(const std::vector<FigureCase>& cases) {
  for (const FigureCase& c : cases)
    EXPECT_EQ(Figures(c.text), c.figures) << c.text;
}

TEST(QuantityTest, NumbersAndUnits) {
  Expect({
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

TEST(QuantityTest, Modifiers) {
  Expect({
      {"惠及约4.5万人。", "约4.5万人 -> ~45000 人"},
      {"出动近300人次。", "近300人次 -> ~300 人次"},
      {"每批50件左右。", "50件左右 -> ~50 件"},
      {"出动执法人员30余人次。", "30余人次 -> >30 人次"},
      {"走访商户2000余家。", "2000余家 -> >2000 家"},
      {"走访商户2万多家。", "2万多家 -> >20000 家"},
      {"培训超过60人次。", "超过60人次 -> >60 人次"},
      {"材料减少40%以上。", "40%以上 -> >40 %"},
      {"满意率不低于95%。", "不低于95% -> >95 %"},
      {"培训不少于40学时。", "不少于40学时 -> >40 学时"},
      {"访问量突破100万次。", "突破100万次 -> >1000000 次"},
      {"投诉不到10件。", "不到10件 -> <10 件"},
      {"投诉不超过3件。", "不超过3件 -> <3 件"},
      {"压缩至30日以内。", "30日以内 -> <30 日"},
      {"投诉率在5%以下。", "5%以下 -> <5 %"},
      {"受众约5万余人次。", "约5万余人次 -> ~50000 人次"},
      {"达到558件。", "558件 -> =558 件"},
      {"接近80%的商户。", "接近80% -> ~80 %"},
  });
}

TEST(QuantityTest, FractionsAndTenths) {
  Expect({
      {"占比近三成。", "近三成 -> ~30 %"},
      {"七成以上的商户。", "七成以上 -> >70 %"},
      {"两成三的商户。", "两成三 -> =23 %"},
      {"百分之九十五的商户。", "百分之九十五 -> =95 %"},
      {"四分之三的商户。", "四分之三 -> =75 %"},
      {"半数商户已登记。", "半数 -> =50 %"},
      {"产量翻一番。", "一番 -> =1 番"},
  });
}

TEST(QuantityTest, AThirdIsRounded) {
  const std::u16string text = u"占全年的三分之一。";
  const auto figures = FindFigures(text, 0, text.size(), TestLexicon());
  ASSERT_EQ(figures.size(), 1u);
  EXPECT_NEAR(figures[0].value.ToDouble(), 33.3333, 0.001);
}

TEST(QuantityTest, Ranks) {
  Expect({
      {"考核排名全市第二。", "第二 -> =2 位"},
      {"总量位列全省第17位。", "第17位 -> =17 位"},
      {"满意度位居全市首位。", "居全市首位 -> =1 位"},
      {"指数排名第3。", "第3 -> =3 位"},
  });
}

TEST(QuantityTest, MeasureNounGivesTheUnit) {
  Expect({
      {"参与人数超过100万。", "超过100万 -> >1000000 人"},
      {"总阅读量达35.6万。", "35.6万 -> =356000 次"},
  });
}

TEST(QuantityTest, OthersAreNoFigures) {
  for (const char* const text : {
           "2021年3月31日印发。",
           "依照茶政发〔2020〕15号文件。",
           "落实三项制度。",
           "树牢四个意识。",
           "学习《关于进一步规范12项茶事的意见》。",
           "推行“最多跑一次”改革。",
           "召开第十八次代表大会。",
           "拨打12345热线。",
           "备案号2020012345678901。",
           "落实一案三书。",
           "一是抓学习,二是抓落实。",
           "推进十四五规划。",
           "上午9:30开会。",
           "实行双随机一公开。",
           "开创一批新局面。",
           "打造15分钟生活圈。",
           "版本V2.0上线。",
           "首批入选。",
           "三部门联合。",
       }) {
    EXPECT_EQ(Figures(text), "") << text;
  }
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

}  // namespace
}  // namespace nianbao::extractor
