#include "extractor/figures/number_names.h"

#include "gtest/gtest.h"
#include "tests/unit/extractor/figures/told_figures.h"

namespace nianbao::extractor {
namespace number_names_test {

TEST(NumberNamesTest, OthersAreNoFigures) {
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
           "学习十一届三次、四次、五次、六次全会精神。",
       }) {
    EXPECT_EQ(Figures(text), "") << text;
  }
}

}  // namespace number_names_test
}  // namespace nianbao::extractor
