#include "extractor/head/title.h"

#include <string>

#include "extractor/text/utf16.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace {

struct TitleCase {
  const char* name;
  const char* text;
  const char* title;
  const char* issuer;
  int year;
  int first_year = 0;
  v1::Report::Type type = v1::Report::TYPE_RULE_OF_LAW;
};

constexpr TitleCase kTitles[] = {
    {"alone", "清泉县人民政府2021年法治政府建设情况报告\n正文。",
     "清泉县人民政府2021年法治政府建设情况报告", "清泉县人民政府", 2021},
    {"about", "清泉县司法局关于2021年度法治政府建设情况的报告\n正文。",
     "清泉县司法局关于2021年度法治政府建设情况的报告", "清泉县司法局", 2021},
    {"year first", "2021年度清泉县法治政府建设工作总结\n正文。",
     "2021年度清泉县法治政府建设工作总结", "清泉县", 2021},
    {"year in numerals", "清泉镇二〇二一年法治政府建设年度报告\n正文。",
     "清泉镇二〇二一年法治政府建设年度报告", "清泉镇", 2021},
    {"Traditional", "清泉縣2021年法治政府建設年度報告\n正文。",
     "清泉县2021年法治政府建设年度报告", "清泉县", 2021},
    {"two lines", "清泉县人民政府\n2021年法治政府建设情况报告\n正文。",
     "清泉县人民政府2021年法治政府建设情况报告", "清泉县人民政府", 2021},
    {"furniture",
     "首页 > 政务公开 > 年度报告\n字号：大 中 小\n"
     "清泉县2021年法治政府建设情况报告\n发布日期：2022-01-20\n正文。",
     "清泉县2021年法治政府建设情况报告", "清泉县", 2021},
    {"several years", "清泉县2016-2020年法治政府建设情况报告\n正文。",
     "清泉县2016-2020年法治政府建设情况报告", "清泉县", 2020, 2016},
    {"lawful administration", "清泉县2014年依法行政工作报告\n正文。",
     "清泉县2014年依法行政工作报告", "清泉县", 2014},
    {"disclosure", "清泉县2021年政府信息公开工作年度报告\n正文。",
     "清泉县2021年政府信息公开工作年度报告", "清泉县", 2021, 0,
     v1::Report::TYPE_INFORMATION_DISCLOSURE},
    {"without a year", "清泉县法治政府建设情况报告\n正文。",
     "清泉县法治政府建设情况报告", "清泉县", 0},
};

TEST(TitleTest, Finds) {
  for (const TitleCase& c : kTitles) {
    SCOPED_TRACE(c.name);
    const std::u16string text = Normalized(c.text);
    const Title title = FindTitle(text);
    EXPECT_EQ(ToUtf8(title.text), c.title);
    EXPECT_EQ(ToUtf8(title.issuer), c.issuer);
    EXPECT_EQ(title.year, c.year);
    EXPECT_EQ(title.first_year, c.first_year);
    EXPECT_EQ(title.type, c.type);
    EXPECT_GT(title.end, 0u);
    EXPECT_LE(title.end, text.size());
    EXPECT_EQ(text[title.end], u'\n');
  }
}

TEST(TitleTest, TextWithoutTitle) {
  for (const char* const text : {
           "",
           "正文。",
           "2021年，清泉县深入推进法治政府建设，现将有关情况报告如下。",
           "关于印发《2021年法治政府建设情况报告》的通知\n正文。",
           "一、2021年法治政府建设工作情况\n正文。",
       }) {
    const Title title = FindTitle(Normalized(text));
    EXPECT_EQ(ToUtf8(title.text), "") << text;
    EXPECT_EQ(title.end, 0u) << text;
    EXPECT_EQ(title.year, 0) << text;
  }
}

}  // namespace
}  // namespace nianbao::extractor
