#include "extractor/checks/genre.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/domain/report_identity.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/paths.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace genre_test {

// The code by which a document is said to be no report; empty for a report.
std::string Genre(absl::string_view document) {
  const auto report = Extract(document);
  if (!report.ok()) return std::string(report.status().message());
  for (const v1::Diagnostic& d : report->diagnostics()) {
    if (!IsNoReport(d)) continue;
    EXPECT_EQ(d.severity(), v1::Diagnostic::SEVERITY_ERROR);
    EXPECT_NE(d.message_zh(), "");
    EXPECT_FALSE(d.parameters().empty());
    EXPECT_EQ(d.observations_size(), report->observations_size());
    return d.code();
  }
  return "";
}

struct Page {
  const char* name;
  std::string content;
};

std::string Html(absl::string_view body) {
  return absl::StrCat("<html><head><title>样例</title></head><body>", body,
                      "</body></html>");
}

TEST(GenreTest, PagesWithoutText) {
  const Page kPages[] = {
      {"blank", " \n\n"},
      {"script", Html("<div id=app></div><script>start(2020)</script>")},
      {"noscript", Html("<noscript>请启用JavaScript。</noscript>")},
      {"hidden",
       Html("<div style='display:none'>2021年，我市依法行政。</div>")},
      {"picture", Html("<p><img src=a.png></p>")},
      {"attachment",
       Html("<h1>桐乡市2021年法治政府建设情况报告</h1><p>发布日期：2022-02-11"
            "</p><p><a href=a.pdf>附件：桐乡市2021年法治政府建设情况报告.pdf"
            "</a></p>")},
      {"attachments", Html("<ul><li><a href=a>2019年报告.docx</a><li><a "
                           "href=b>2020年报告.docx</a><li><a href=c>2021年报告"
                           ".docx</a></ul>")},
      {"title",
       Html("<h1>桐乡市2021年法治政府建设情况报告</h1><img src=a.png>")},
  };
  for (const Page& page : kPages) {
    EXPECT_EQ(Genre(page.content), "NO_TEXT") << page.name;
  }
}

// A report all the same, that cannot be read.
TEST(GenreTest, TablesWithoutUnits) {
  const auto report = Extract(Html(
      "<h1>桐乡市2021年法治政府建设情况报告</h1><table><tr><th>部门<th>处罚"
      "<th>许可<tr><td>公安局<td>1992<td>345<tr><td>城管局<td>820<td>12"
      "</table>"));
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->observations_size(), 0);
  ASSERT_EQ(report->diagnostics_size(), 1);
  const v1::Diagnostic& d = report->diagnostics(0);
  EXPECT_EQ(d.code(), "UNIT_MISSING");
  EXPECT_EQ(d.parameters().at("numbers"), "3");
  EXPECT_EQ(d.parameters().at("text"), "345");
  // With units nothing is said.
  EXPECT_EQ(Extract("桐乡市2021年法治政府建设情况报告\n单位：件\n项目\t数量\n"
                    "行政处罚\t345\n行政许可\t12\n")
                ->diagnostics_size(),
            0);
}

TEST(GenreTest, PagesThatAreNoReport) {
  const Page kPages[] = {
      {"404", Html("<h1>404 Not Found</h1><p>nginx/1.18.0</p>")},
      {"404 of a government",
       Html("<p>首页 &gt; 政务公开</p><p>很抱歉，您要访问的页面不存在或已被"
            "删除。3秒后自动返回首页。</p><p>今天是2024年3月4日 星期一</p><p>"
            "主办：桐乡市人民政府办公室 浙ICP备12345678号</p>")},
      {"error", "{\"code\":500,\"message\":\"internal error\"}"},
      {"login", Html("<p>用户登录</p><p>请输入用户名和密码。</p>")},
      {"shopping list", "牛奶2盒\n鸡蛋30个\n大米5公斤\n苹果3斤\n"},
      {"shopping list in prose",
       "今天去超市买东西。牛奶2盒，鸡蛋30个，一共花了128.5元。\n"},
      {"links",
       Html("<ul><li><a href=a>海淀区2019年法治政府建设年度报告</a><li><a "
            "href=b>海淀区2020年法治政府建设年度报告</a><li><a href=c>海淀区"
            "2021年法治政府建设年度报告</a><li><a href=d>海淀区2022年法治政府"
            "建设年度报告</a></ul>")},
      {"list",
       "桐乡市2019年法治政府建设报告\n桐乡市2020年法治政府建设报告\n"
       "桐乡市2021年法治政府建设报告\n桐乡市2022年法治政府建设报告\n"},
      {"recipe",
       "红烧肉的做法。五花肉500克切成3厘米的块，加2勺酱油，小火炖40"
       "分钟。最后大火收汁即可。\n"},
      {"poem", "床前明月光，疑是地上霜。举头望明月，低头思故乡。"},
      {"weather", "今天白天晴，最高气温25度，南风3级。明天多云转阴，有小雨。"},
      {"sport",
       "2023年5月，本市举办马拉松赛，3000人参加比赛，终点设在体育场。"},
      {"English", "The quick brown fox jumps over the lazy dog 12 times."},
  };
  for (const Page& page : kPages) {
    EXPECT_EQ(Genre(page.content), "NOT_A_REPORT") << page.name;
  }
}

TEST(GenreTest, ReportsOfAllKinds) {
  const Page kPages[] = {
      {"opening without figures",
       "2023年,清城区民政局推进法治化、规范化,促进民政发展。2023年情况如下:\n"
       "一、2023年情况\n一是落实“三会一课”,集中学习;二是重要工作亲自部署。\n"},
      {"figures without a title, a year and a body",
       "收到行政复议申请52件，受理48件，审结45件。"},
      {"a table without sentences",
       "行政复议受理案件 | 48件\n行政处罚案件 | 120件\n"},
      {"a title and one sentence",
       "桐乡市2021年法治政府建设情况报告\n全市扎实推进法治政府建设工作。"},
      {"in a page",
       Html("<p>桐乡市法治政府建设情况报告</p><p>2021年，受理案件48件，全市"
            "依法行政。</p><ul><li><a>下一篇</a></ul>")},
      {"in Traditional characters",
       "2022年，我鎮依法行政，推進法治政府建設，落實各項工作。"},
  };
  for (const Page& page : kPages) {
    EXPECT_EQ(Genre(page.content), "") << page.name;
  }
}

// No report of those that the tests have is taken for none.
TEST(GenreTest, LosesNoSample) {
  int reports = 0;
  for (const std::string& folder :
       {TestData("reports"), TestData("typical/reports"), SharedCorpus("seeds"),
        SharedCorpus("dev/docs"), SharedCorpus("real/1/docs")}) {
    if (!std::filesystem::exists(folder)) continue;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      std::ifstream file(entry.path(), std::ios::binary);
      std::ostringstream content;
      content << file.rdbuf();
      EXPECT_EQ(Genre(content.str()), "") << entry.path();
      ++reports;
    }
  }
  EXPECT_GE(reports, 60);
}

}  // namespace genre_test
}  // namespace nianbao::extractor
