#include "extractor/text/furniture.h"

#include <string>

#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace furniture_test {

// Whether each line is furniture, as 1 or 0.
std::string Furniture(const std::string& text) {
  const std::u16string units = Normalized(text);
  FurnitureReader reader(units);
  std::string lines;
  int paragraph = -1;
  for (const OutlineSentence& sentence : ReadOutline(units).sentences) {
    const bool furniture = reader.Is(sentence);
    if (sentence.paragraph != paragraph) lines += furniture ? '1' : '0';
    paragraph = sentence.paragraph;
  }
  return lines;
}

TEST(FurnitureTest, TellsWhatStandsAroundAReport) {
  for (const char* line : {
           "上一篇：关于8个茶场验收结果的通报",
           "下一条:茶乡召开3场品茶会",
           "【下一页】第2页",
           "共 31 条 1/3 页 每页12条",
           "首页 上一页 1 2 3 下一页 尾页 共36条",
           "共有18条评论",
           "已有7人点赞",
           "6个朋友都看过",
           "本站已运行2000天",
           "总访问量 98765 次 今日访问 43 次",
           "当前在线人数:12人",
           "您对本页面的评价：满意（9人） 一般（2人）",
           "您觉得这篇文章:有用(5票) 没用(1票)",
           "共35人参与投票",
           "建议使用1366*768分辨率 IE8.0以上版本浏览器",
           "附件：1.茶场统计表.xls（31.5KB） 下载12次",
           "附件2:名单.docx",
           "(责任编辑：茶农，阅读需3分钟)",
           "编辑: 审核人: 阅读次数:988 |",
           "浏览次数：120次",
           "版权所有：茶乡人民政府 技术支持:3家单位",
           "扫一扫在手机打开当前页 2人",
           "地址：茶乡路12号 邮编:317000",
       }) {
    EXPECT_EQ(Furniture(line), "1") << line;
  }
}

TEST(FurnitureTest, LeavesWhatReportsSay) {
  for (const char* line : {
           "全年政府网站总访问量1203456次。",
           "网站访问量1203456次",
           "共有18条评论意见被采纳",
           "上一年度受理12件",
           "下一步，新建茶场3个",
           "编辑出版茶书3部",
           "审核合同92份",
           "分享案例12个",
           "附件办理情况:12件",
           "本站所全年调解12件。",
           "地址变更登记35件",
           "打印机采购3台",
           "每页都盖章,共盖章12次。",
           "有效投票12次",
           "公众号关注12万人",
           "主办茶会12场",
           "办理建议:12件",
           "审核12件",
           "审核:12件",
           "承办12件",
           "同意35票",
           "全年政府网站共有1203456次浏览",
       }) {
    EXPECT_EQ(Furniture(line), "0") << line;
  }
}

TEST(FurnitureTest, TitlesOfRelatedArticlesGoUpToProse) {
  EXPECT_EQ(Furniture("采茶12件。\n相关阅读\n茶乡新增3个茶场\n茶会2场\n"),
            "0111");
  EXPECT_EQ(Furniture("相关链接：\n茶会2场\n全年采茶5件，制茶3件。\n采茶2次\n"),
            "1100");
  EXPECT_EQ(Furniture("相关阅读活动12场\n茶会2场\n"), "00");
}

TEST(FurnitureTest, GivesNoFigures) {
  const ReadText read =
      Read("全年受理案件12件。\n上一篇：关于8个茶场的通报\n共有18条评论\n");
  ASSERT_EQ(read.readings.size(), 1u);
  EXPECT_EQ(read.readings[0].figure.value.ToString(), "12");
}

}  // namespace furniture_test
}  // namespace nianbao::extractor
