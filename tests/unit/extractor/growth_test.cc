// Work grows with the text, whatever the text is: each cue of the rules, each
// bracket, digit, mark and unit, and pairs of them, repeated. A text of eight
// times the length may take eight times as long, and some more; a quadratic
// place takes 64 times. Times are compared within one run and not with a clock
// on the wall: processor time of this thread, the least of several runs.
#include <malloc.h>
#include <time.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "extractor/extractor.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace growth_test {

constexpr size_t kShort = 16 << 10;
constexpr size_t kTimes = 8;
// Three times the linear growth: caches and fresh memory take their share.
constexpr double kMostGrowth = 3.0 * kTimes;
// Seconds of the long text under which nothing is compared: what is so fast is
// not quadratic, as 16 KB would take 4 million steps.
constexpr double kNoticeable = 0.05;

double Now() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) +
         1e-9 * static_cast<double>(now.tv_nsec);
}

std::string Repeat(absl::string_view part, size_t bytes) {
  std::string text;
  while (text.size() < bytes) absl::StrAppend(&text, part);
  return text;
}

// Keeps memory that is freed: fresh pages cost the kernel time, which is no
// work of the rules and is more where a document gives more figures.
void KeepMemory() {
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
}

// Seconds that a document takes, the least of `runs`.
double Seconds(const std::string& bytes, int runs) {
  KeepMemory();
  v1::Document document;
  document.set_content(bytes);
  double least = 1e9;
  for (int run = 0; run < runs; ++run) {
    const double begin = Now();
    const auto report = TestExtractor().Extract(document);
    least = std::min(least, Now() - begin);
    EXPECT_TRUE(report.ok() || absl::IsInvalidArgument(report.status()));
  }
  return least;
}

void ExpectLinear(const std::string& name, const std::string& head,
                  absl::string_view part, absl::string_view tail = "") {
  const std::string text =
      absl::StrCat(head, Repeat(part, kTimes * kShort), tail);
  const double seconds = Seconds(text, 1);
  if (seconds < kNoticeable) return;
  const double before =
      Seconds(absl::StrCat(head, Repeat(part, kShort), tail), 3);
  const double after = std::min(seconds, Seconds(text, 2));
  EXPECT_LT(after / before, kMostGrowth)
      << name << ": " << before << " s, then " << after << " s for " << kTimes
      << " times the text";
}

// What rules look for, one of each kind, and what delimits it.
const std::vector<std::string>& Cues() {
  static const auto* const cues =
      new std::vector<std::string>{"5",
                                   "12",
                                   "0",
                                   "1,2",
                                   "1.",
                                   "五",
                                   "十",
                                   "百",
                                   "万",
                                   "亿",
                                   "两",
                                   "几",
                                   "半",
                                   "零",
                                   "〇",
                                   "廿",
                                   "％",
                                   "%",
                                   "‰",
                                   "5%",
                                   "百分之",
                                   "分之",
                                   "成",
                                   "倍",
                                   "番",
                                   "第",
                                   "第二",
                                   "居",
                                   "首",
                                   "位列",
                                   "排名",
                                   "约",
                                   "近",
                                   "超过",
                                   "余",
                                   "多",
                                   "以上",
                                   "以下",
                                   "左右",
                                   "不足",
                                   "至少",
                                   "不少于",
                                   "达到",
                                   "同比",
                                   "较上年",
                                   "比上年",
                                   "增长",
                                   "下降",
                                   "提高",
                                   "减少",
                                   "由",
                                   "从",
                                   "至",
                                   "到",
                                   "降至",
                                   "分别",
                                   "依次",
                                   "各",
                                   "平均",
                                   "人均",
                                   "其中",
                                   "包括",
                                   "累计",
                                   "共",
                                   "共计",
                                   "全年",
                                   "今年",
                                   "去年",
                                   "上年",
                                   "明年",
                                   "2022年",
                                   "2022",
                                   "2022年、",
                                   "2020-2022年",
                                   "3月5日",
                                   "截至",
                                   "以来",
                                   "底前",
                                   "下一步",
                                   "力争",
                                   "计划",
                                   "目标",
                                   "全国",
                                   "全省",
                                   "全市",
                                   "个别",
                                   "部分",
                                   "件",
                                   "人次",
                                   "个",
                                   "元",
                                   "平方米",
                                   "件次",
                                   "个工作日",
                                   "件、",
                                   "12件",
                                   "12件、",
                                   "12件和",
                                   "12件,",
                                   "12件;",
                                   "12件(",
                                   "、",
                                   "和",
                                   "及",
                                   "与",
                                   ",",
                                   ";",
                                   ":",
                                   "。",
                                   "!",
                                   "?",
                                   "(",
                                   ")",
                                   "((",
                                   "()",
                                   "[",
                                   "]",
                                   "《",
                                   "》",
                                   "“",
                                   "”",
                                   "\"",
                                   "'",
                                   "—",
                                   "——",
                                   "-",
                                   "~",
                                   "|",
                                   "| ",
                                   "a|",
                                   "1|",
                                   "\t",
                                   "a\t",
                                   "1\t",
                                   "  ",
                                   "a  ",
                                   "　",
                                   "\n",
                                   "\n\n",
                                   "\r",
                                   "茶",
                                   "茶\n",
                                   "5\n",
                                   "5\n件",
                                   "1,2\n",
                                   "-3-\n",
                                   "第3页\n",
                                   "一、",
                                   "一、\n",
                                   "(一)",
                                   "(一)\n",
                                   "茶(一)",
                                   "1.",
                                   "1.\n",
                                   "(1)",
                                   "一是",
                                   ";一是",
                                   "第三部分",
                                   "1.1.1 ",
                                   "受理",
                                   "行政复议",
                                   "行政复议受理",
                                   "行政诉讼",
                                   "应诉",
                                   "调解",
                                   "培训",
                                   "检查",
                                   "处罚",
                                   "市",
                                   "县",
                                   "区",
                                   "省",
                                   "北京",
                                   "海淀区",
                                   "人民政府",
                                   "某市人民政府",
                                   "局",
                                   "司法局",
                                   "关于",
                                   "报告",
                                   "年度报告",
                                   "法治政府建设",
                                   "2022年度",
                                   "发布日期:",
                                   "来源:",
                                   "索引号",
                                   "附件:",
                                   "上一篇:",
                                   "相关阅读\n",
                                   "本站",
                                   "每页",
                                   "单位:件\n",
                                   "合计",
                                   "乾",
                                   "乾隆",
                                   "復",
                                   "為",
                                   "𠮷",
                                   "\u200B",
                                   "\u00A0",
                                   "ａ",
                                   "１",
                                   "①",
                                   "Ⅳ",
                                   "㎡",
                                   "&#20214;",
                                   "<b>",
                                   "<p>",
                                   "<br>",
                                   "<td>",
                                   "<tr><td>1<td>2",
                                   "<table><tr><td>件",
                                   "<div>",
                                   "</div>",
                                   "<a href=1>茶</a>",
                                   "<dl><dt>a<dd>1",
                                   "<td colspan=99 rowspan=99>1",
                                   "<!--",
                                   "<sup>1</sup>",
                                   "<del>",
                                   "&"};
  return *cues;
}

TEST(GrowthTest, EachCueRepeated) {
  for (const std::string& cue : Cues()) ExpectLinear(cue, "", cue);
}

// A cue that opens something which nothing closes, and one that asks what
// stands before: the head once, then a long line of the other.
TEST(GrowthTest, OneCueThenALineOfAnother) {
  for (const char* head : {"(", "《", "“", "[", "12件", "一、", "2022年",
                           "其中", "分别", "单位:件\n", "<table><tr>", "<p>"}) {
    for (const char* part : {"茶", "5", "、", ",", "5件", "件", "(", "年"}) {
      ExpectLinear(absl::StrCat(head, " and ", part), head, part, "12件。");
    }
  }
}

TEST(GrowthTest, PairsOfCues) {
  for (const char* a :
       {"12件", "5", "5%", "五", "受理", "2022年", "第", "茶"}) {
    for (const char* b :
         {"、", ",", "和", "(", ")", "《", "“", "由", "至", "分别", "其中",
          "同比", "约", "\n", "|", "\t", ":", "一是", "."}) {
      ExpectLinear(absl::StrCat(a, b), "", absl::StrCat(a, b));
    }
  }
}

TEST(GrowthTest, PagesAndTables) {
  ExpectLinear("rows", "单位:件\n", "采茶\t1\t2\t3\n");
  ExpectLinear("rows of words", "单位:件\n", "采茶\t制茶\t卖茶\n");
  ExpectLinear("bars", "单位:件\n", "|采茶|1||2|\n");
  ExpectLinear("empty labels", "单位:件\n采茶|制|1\n", "||1\n");
  ExpectLinear("headings of rows", "a|b\n", "茶||\n");
  ExpectLinear("rows of a page", "<table><caption>单位:件</caption>",
               "<tr><td>采茶<td>1<td>2");
  ExpectLinear("merged", "<table><tr><td>单位:件",
               "<tr><td rowspan=999>采茶<td colspan=30>1");
  ExpectLinear("lists of terms", "<dl>", "<dt>采茶<dd>1件");
  ExpectLinear("tables in tables", "<p>", "<table><tr><td>1件<td>");
  ExpectLinear("links", "<p>", "<div><a>采茶1件</a><a>b</a><a>c</a></div>");
  ExpectLinear("lines", "", "全年采茶，制茶\n");
  ExpectLinear("broken lines", "",
               "在茶园、茶场和茶馆开展检查，检查人员先后走访茶\n");
  ExpectLinear("cesu", "采茶采茶采茶采茶采茶采茶采茶采茶采茶采茶", "\xED\xA1");
}

}  // namespace growth_test
}  // namespace nianbao::extractor
