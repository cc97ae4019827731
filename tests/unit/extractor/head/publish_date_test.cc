#include "extractor/head/publish_date.h"

#include <string>

#include "extractor/head/title.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace publish_date_test {

struct Case {
  const char* name;
  const char* text;
  const char* date;
};

void Expect(const Case& c) {
  const std::u16string text = Normalized(c.text);
  EXPECT_EQ(FindPublishDate(text, FindTitle(text).end), c.date) << c.name;
}

TEST(PublishDateTest, Labels) {
  for (const Case& c : {
           Case{"hyphens", "发布日期：2021-03-31\n采茶报告\n正文。",
                "2021-03-31"},
           Case{"slashes", "发布时间：2021/3/5 来源：茶园\n正文。",
                "2021-03-05"},
           Case{"in words", "发文日期：2021年3月5日\n正文。", "2021-03-05"},
           Case{"table cell", "| 发布日期 | 2021-03-31 |\n正文。",
                "2021-03-31"},
           Case{"eight digits", "发布时间：20210331\n正文。", "2021-03-31"},
           Case{"a slip", "发布时期：2021-03-31 信息来源：茶园\n正文。",
                "2021-03-31"},
           Case{"on the next line", "发布日期：\n2021-03-31 09:24\n正文。",
                "2021-03-31"},
           Case{"day of writing", "成文日期：2021-03-31\n正文。", "2021-03-31"},
           Case{"publication before writing",
                "成文日期：2021-03-11 发布日期：2021-03-31\n正文。",
                "2021-03-31"},
           Case{"with readings", "發(fā)布日期：2021-03-31\n正文。",
                "2021-03-31"},
           Case{"not of expiry", "废止日期：2030-03-31\n正文。", ""},
           Case{"before the signature",
                "发布日期：2021-03-31\n正文。\n2021年1月5日\n", "2021-03-31"},
           Case{"no such month", "发布日期：2021-13-31\n正文。", ""},
           Case{"no such day", "发布日期：2021-04-31 来源：茶园\n正文。", ""},
       }) {
    Expect(c);
  }
}

TEST(PublishDateTest, LinesAboveTheBody) {
  for (const Case& c : {
           Case{"behind the source",
                "来源：茶网 2018-10-24 10:53:20\n本报讯 采茶5吨。",
                "2018-10-24"},
           Case{"behind a site", "茶网 2019-08-08\n连日来，茶园采茶。",
                "2019-08-08"},
           Case{"with tools of the page",
                "2024-01-22 15:45:31 编辑: 审核人: 阅读次数:988 |\n茶园采茶。",
                "2024-01-22"},
           Case{"in brackets behind the title",
                "2014年度全市采茶工作相关情况 (2015-04-23)\n正文。",
                "2015-04-23"},
           Case{"alone", "采茶统计分析情况报告\n2019-08-06\n正文。",
                "2019-08-06"},
           Case{"day first", "采茶工作年度报告\n05.03.2017\n正文。",
                "2017-03-05"},
           Case{"January by its name",
                "采茶工作年度报告\n2024年元月15日\n正文。", "2024-01-15"},
           Case{"of the time zone", "2017-07-25T20:27:27+00:00\n采茶5吨。",
                "2017-07-25"},
           Case{"today's is none",
                "今天是2024年6月12日 星期三\n采茶工作年度报告\n正文。", ""},
           Case{"a visit's is none", "茶园网 2019年12月3日星期二\n正文。", ""},
           Case{"that of a document is none",
                "关于《2021年3月5日采茶意见》的解读\n正文。", ""},
       }) {
    Expect(c);
  }
}

TEST(PublishDateTest, DatelinesAndSignatures) {
  for (const Case& c : {
           Case{"dateline", "新华社北京2021年3月5日电 记者获悉，采茶5吨。",
                "2021-03-05"},
           Case{"dateline of a paper", "茶报2021年3月5日讯 采茶5吨。",
                "2021-03-05"},
           Case{"without a year", "茶报3月5日讯 采茶5吨。", ""},
           Case{"signature", "采茶报告\n正文。\n某某茶场\n2021年1月5日\n",
                "2021-01-05"},
           Case{"signature in numerals", "正文。\n二〇二一年一月十五日",
                "2021-01-15"},
           Case{"signature in digits", "正文。\n某某茶场\n2021-01-05\n",
                "2021-01-05"},
           Case{"behind the name", "正文。\n某某茶场 2021年1月5日\n",
                "2021-01-05"},
           Case{"label at the foot",
                "正文。\n来源：茶网 发布时间：2021-01-05\n", "2021-01-05"},
           Case{"a date in a sentence", "2021年1月5日召开采茶会议。\n正文。",
                ""},
           Case{"an event at the end", "正文。\n采茶始于2021年1月5日。\n", ""},
           Case{"none", "正文。", ""},
           Case{"empty", "", ""},
       }) {
    Expect(c);
  }
}

}  // namespace publish_date_test
}  // namespace nianbao::extractor
