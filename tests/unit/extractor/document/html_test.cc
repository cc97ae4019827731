#include "extractor/document/html.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "extractor/document/utf8_scan.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::extractor {
namespace html_test {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string Text(absl::string_view page) {
  const auto text = HtmlToText(page);
  return text.ok() ? *text : std::string(text.status().message());
}

TEST(LooksLikeHtmlTest, TellsPagesFromTexts) {
  for (const char* page : {
           "<!DOCTYPE html><html></html>",
           "\xEF\xBB\xBF \n<html lang=zh>",
           "<p>受理12件</p>",
           "<div class=zoom>受理",
           "网站首页\n<p>受理12件</p><p>办结3件</p><p>撤销1件</p>",
           "<TABLE><TR><TD>1</TD></TR></TABLE>",
       }) {
    EXPECT_TRUE(LooksLikeHtml(page)) << page;
  }
  for (const char* text : {
           "",
           "<",
           "</",
           "受理12件",
           "<关于法治政府建设的报告>",
           "占比<5%的有3件",
           "<受理>12件</受理><办结>3件</办结><撤销>1件</撤销>",
           "2022年报告\n</p>",
       }) {
    EXPECT_FALSE(LooksLikeHtml(text)) << text;
  }
}

TEST(HtmlToTextTest, RendersOneLineABlock) {
  const struct {
    const char* name;
    const char* page;
    const char* text;
  } kCases[] = {
      {"blocks", "<h1>年度报告</h1><p>一、工作</p><div>受理12件。</div>",
       "年度报告\n一、工作\n受理12件。"},
      {"inline elements join", "<p>受理<b>12</b><span>件</span></p>",
       "受理12件"},
      {"breaks", "<p>受理12件<br>办结3件<br/><br/>撤销1件</p>",
       "受理12件\n办结3件\n撤销1件"},
      {"source line breaks are blanks", "<p>受理\n  12\n件</p>", "受理 12 件"},
      {"preformatted lines stay", "<pre>受理12件\n办结3件</pre>",
       "受理12件\n办结3件"},
      {"lists", "<ul><li>受理12件<li>办结3件</ul>", "受理12件\n办结3件"},
      {"entities",
       "<p>增长5&#37;,&ldquo;双随机&rdquo;&nbsp;A&amp;B &lt;3件</p>",
       "增长5%,“双随机”\u00A0A&B <3件"},
      {"scripts, styles and comments",
       "<p>受理<script>9件</script><style>8</style><!-- 7件 -->12件</p>"
       "<noscript>6件</noscript><template>5件</template>",
       "受理12件"},
      {"forms",
       "<p>受理12件</p><select><option>5件</select><textarea>4</textarea>"
       "<button>3件</button>",
       "受理12件"},
      {"hidden elements",
       "<p>受理12件</p><p hidden>9件</p><p style='color:red; DISPLAY : "
       "none'>8件"
       "</p><p aria-hidden=true>7件</p><p style='visibility:hidden'>6件</p>",
       "受理12件"},
      {"struck-out text", "<p>办理<del>3</del><ins>4</ins>.5万件<s>9件</s></p>",
       "办理4.5万件"},
      {"superscripts",
       "<p>12m<sup>2</sup>、3<sup>[1]</sup>件、4<sup><a>5</a></sup>件</p>",
       "12m²、3件、4件"},
      {"lists of terms", "<dl><dt>受理<dd>12件<dt>办结<dd>3件<dd>4件</dl>",
       "受理 | 12件\n办结 | 3件 | 4件"},
      {"empty cells", "<table><tr><td>受理<td><td>12件</table>", "受理 | 12件"},
      {"a row of figures",
       "<table><tr><th>受理<th>办结<tr><td>12件<td>3件</table>",
       "受理 | 办结\n12件 | 3件"},
      {"paragraphs in cells, as Word writes them",
       "<table><tr><td><p>受理</p></td><td><p>12</p><p>件</p></td></tr></"
       "table>",
       "受理 | 12 件"},
      {"empty cells", "<table><tr><td></td><td>12件</td><td></td></tr></table>",
       "12件"},
      {"unclosed tags", "<p>受理12件<p>办结<b>3件<p>撤销1件",
       "受理12件\n办结3件\n撤销1件"},
      {"ruby", "<p><ruby>受<rt>shòu</rt></ruby>理12件</p>", "受理12件"},
      {"text alone", "受理12件", "受理12件"},
      {"nothing", "", ""},
  };
  for (const auto& c : kCases) EXPECT_EQ(Text(c.page), c.text) << c.name;
}

// A table that lays out the page is read as blocks.
TEST(HtmlToTextTest, ReadsALayoutTableAsBlocks) {
  std::string article;
  for (int i = 0; i < 20; ++i) article += "<p>全年受理行政复议案件12件。</p>";
  const std::string text =
      Text("<table><tr><td>首页</td><td>" + article + "</td></tr></table>");
  EXPECT_THAT(text, HasSubstr("12件。\n全年受理"));
  EXPECT_THAT(text, Not(HasSubstr(" | ")));
}

std::string Repeated(absl::string_view piece, int times) {
  std::string page;
  for (int i = 0; i < times; ++i) page.append(piece.data(), piece.size());
  return page;
}

// In the manner of the platforms that publish such reports.
constexpr char kSite[] = R"(<!DOCTYPE html>
<html><head><title>某县2022年法治政府建设年度报告_某县人民政府</title>
<meta name="ArticleTitle" content="某县2022年法治政府建设年度报告">
<style>.a{color:red}</style></head>
<body>
<div class="top"><ul><li><a href="/">首页</a></li><li><a href="/1">政务公开</a></li>
<li><a href="/2">办事服务</a></li><li><a href="/3">互动交流</a></li></ul></div>
<div class="crumbs">当前位置:<a href="/">首页</a>&gt;<a href="/1">公开</a></div>
<div class="wrap">
 %HEADING%
 <div class="info"><span>发布时间:2023-03-01 09:30</span>
  <span>来源:县司法局</span><span>浏览次数:1024次</span></div>
 <div class="%CLASS%">
  %BODY%
  <table><tr><td>行政处罚</td><td>310件</td></tr>
  <tr><td>行政许可</td><td>2,055件</td></tr></table>
  <p>一是健全制度,二是强化监督,三是优化服务。</p>
 </div>
 <div class="related"><h4>相关文章</h4><ul>
  <li><a href="/a">某县2021年法治政府建设年度报告(已办结250件)</a></li>
  <li><a href="/b">某县2020年法治政府建设年度报告(已办结240件)</a></li>
  <li><a href="/c">某县2019年法治政府建设年度报告(已办结230件)</a></li>
 </ul></div>
</div>
<div class="foot">主办:某县人民政府 联系电话:0371-12345678 备案号:豫ICP备05000001号</div>
<script>var pages = "共99页";</script>
</body></html>)";

std::string Site(absl::string_view heading, absl::string_view css_class) {
  std::string page = kSite;
  page.replace(page.find("%HEADING%"), 9, std::string(heading));
  page.replace(page.find("%CLASS%"), 7, std::string(css_class));
  page.replace(page.find("%BODY%"), 6,
               Repeated("<p>2022年,全县受理行政复议案件12件,审结11件。</p>\n"
                        "<p>组织执法培训3场次,参训280人次。</p>\n",
                        30));
  return page;
}

TEST(HtmlToTextTest, FindsTheMainPartWhateverItsClass) {
  for (const char* css_class : {"TRS_Editor", "article-content", "x"}) {
    const std::string text =
        Text(Site("<h2>某县2022年法治政府建设年度报告</h2>", css_class));
    EXPECT_THAT(text, HasSubstr("某县2022年法治政府建设年度报告\n"));
    EXPECT_THAT(text, HasSubstr("发布时间:2023-03-01 09:30"));
    EXPECT_THAT(text, HasSubstr("来源:县司法局"));
    EXPECT_THAT(text, HasSubstr("受理行政复议案件12件,审结11件。\n组织执法"));
    EXPECT_THAT(text, HasSubstr("\n行政许可 | 2,055件\n"));
    EXPECT_THAT(text, Not(HasSubstr("首页")));
    EXPECT_THAT(text, Not(HasSubstr("2021年")));
    EXPECT_THAT(text, Not(HasSubstr("共99页")));
  }
}

TEST(HtmlToTextTest, TakesTheTitleOfTheHeadWhenTheBodyHasNone) {
  EXPECT_THAT(Text(Site("", "x")),
              StartsWith("某县2022年法治政府建设年度报告\n发布时间"));
}

TEST(HtmlToTextTest, KeepsATableBesideTheParagraphs) {
  EXPECT_EQ(Text("<div><div><p>全县受理12件。</p><p>办结3件。</p><p>撤销1件。</"
                 "p></div>"
                 "<table><tr><td>处罚</td><td>310件</td></tr></table></div>"),
            "全县受理12件。\n办结3件。\n撤销1件。\n处罚 | 310件");
}

// None of these may crash or take long; what a browser would show is kept, or
// the page is refused.
TEST(HtmlToTextTest, EntitiesWithOverflowingNumbersStayUtf8) {
  for (const int digits : {4, 7, 8, 16, 117}) {
    const std::string page = absl::StrCat(
        "<!DOCTYPE html><p>办结&#x4E07", std::string(digits, 'd'), ";35件</p>");
    const absl::StatusOr<std::string> text = HtmlToText(page);
    ASSERT_TRUE(text.ok()) << text.status();
    EXPECT_EQ(ScanUtf8(*text).invalid, absl::string_view::npos) << digits;
    EXPECT_THAT(*text, HasSubstr("35件"));
  }
}

TEST(HtmlToTextTest, SurvivesHostilePages) {
  EXPECT_EQ(Text(Repeated("<div>", 10000) + "12件"), "12件");
  for (const char* piece :
       {"<div>", "<b>", "<font color=1>", "<a>", "<li><dd>", "<table><td>",
        "<table><tr><td><div>", "<optgroup>", "<svg>", "<math><mi>",
        "<p><button>", "<template>", "<rp>", "<ruby><rt>"}) {
    EXPECT_THAT(Text(Repeated(piece, 100000) + "12件"),
                HasSubstr("too many nested tags or attributes"))
        << piece;
  }
  for (const char* piece :
       {"<p>", "<li>", "<br>", "<td>", "</div>", "</p>", "<p><b>", "<", "</",
        "<!--", "&#x1F600;", "<![CDATA["}) {
    HtmlToText(Repeated(piece, 50000)).IgnoreError();
  }
  std::string attributes = "<p ";
  for (int i = 0; i < 100000; ++i) absl::StrAppend(&attributes, "a", i, " ");
  EXPECT_THAT(Text(attributes + ">12件</p>"), HasSubstr("attributes"));
  attributes = "<p a='>' ";
  for (int i = 0; i < 100000; ++i) absl::StrAppend(&attributes, "a", i, " ");
  EXPECT_THAT(Text(attributes + ">12件</p>"), HasSubstr("attributes"));
}

TEST(HtmlToTextTest, TakesLongPagesThatPeopleMake) {
  const std::string text = Text(
      "<div>" +
      Repeated(
          "<p style='text-indent:2em'><span lang=EN-US>12</span>件。</p>\n",
          20000) +
      "</div>");
  EXPECT_THAT(text, StartsWith("12件。\n12件。\n"));
  EXPECT_EQ(text.size(), 20000 * 9 - 1);
}

// Cells of all tables, with their spans where they have any.
std::string Cells(absl::string_view page) {
  std::vector<Table> tables;
  const std::string text = HtmlToText(page, &tables).value();
  std::string cells;
  for (const Table& table : tables) {
    EXPECT_TRUE(table.tells_spans);
    for (const auto& row : table.rows) {
      for (const TableCell& cell : row) {
        absl::StrAppend(&cells, "[",
                        text.substr(cell.begin, cell.end - cell.begin));
        if (cell.colspan > 1) absl::StrAppend(&cells, " ", cell.colspan, "x");
        if (cell.rowspan > 1) absl::StrAppend(&cells, " x", cell.rowspan);
        cells += "]";
      }
      cells += ";";
    }
    cells += "#";
  }
  return cells;
}

TEST(HtmlToTextTest, NotesWhereCellsStand) {
  EXPECT_EQ(Cells("<p>茶</p><table><tr><th rowspan=2>项目<th colspan=2>件"
                  "<tr><th>采<th>制<tr><td>春<td> 12 <td>3</table>"),
            "[项目 x2][件 2x];[采][制];[春][12][3];#");
  EXPECT_EQ(Cells("<table><tr><td><td>a<td></table>"), "[][a][];#");
  EXPECT_EQ(Cells("<dl><dt>采<dd>12<dt>制<dd>3</dl>"), "[采][12];[制][3];#");
  // The title of the head stands before.
  EXPECT_EQ(Cells("<title>茶乡年度报告</title><table><tr><td>采<td>12</table>"),
            "[采][12];#");
  // A table in a table: both in the order of the text.
  EXPECT_EQ(Cells("<table><tr><td>a<td>b<tr><td><table><tr><td>c<td>d</table>"
                  "<tr><td>e<td>f</table>"),
            "[a][b];#[c][d];#[e][f];#");
  // Spans that no table has.
  EXPECT_EQ(Cells("<table><tr><td colspan=99999>a<td rowspan=-1>b</table>"),
            "[a 1000x][b];#");
  // Cells that are paragraphs are no rows.
  std::string paragraph;
  for (int i = 0; i < 100; ++i) paragraph += "茶";
  EXPECT_EQ(Cells(absl::StrCat("<table><tr><td>a<td>", paragraph, "</table>")),
            "");
}

// Forty links above, thirty beside, and a report of five sentences.
TEST(HtmlToTextTest, ShortReportsAmongLinks) {
  std::string navigation, side, report;
  for (int i = 0; i < 40; ++i) {
    absl::StrAppend(&navigation, "<a href=#>茶事栏目", i, "</a>");
  }
  for (int i = 0; i < 30; ++i) {
    absl::StrAppend(&side, "<tr><td><a href=#>茶乡召开第", i,
                    "次品茶会</a></td></tr>");
  }
  for (int i = 1; i <= 5; ++i) {
    absl::StrAppend(&report, "采茶", i, "件。<br><br>");
  }
  const std::string text = Text(absl::StrCat(
      "<body><div>", navigation, "</div><table><tr><td><table>", side,
      "</table></td><td>2023年茶事报告<br>发布日期：2024-01-05<br><br>", report,
      "</td></tr></table></body>"));
  EXPECT_EQ(text,
            "2023年茶事报告\n发布日期：2024-01-05\n采茶1件。\n采茶2件。\n"
            "采茶3件。\n采茶4件。\n采茶5件。");
}

TEST(HtmlToTextTest, ReadsHiddenProseWhereNoneShows) {
  EXPECT_EQ(Text("<p>茶事报告</p><div style='display:none'><p>采茶12件。</p>"
                 "<p>制茶3件。</p></div>"),
            "茶事报告\n采茶12件。\n制茶3件。");
  // A page that shows prose hides what it hides.
  EXPECT_EQ(Text("<p>采茶1件。制茶2件。</p><p hidden>卖茶12件。喝茶3件。</p>"),
            "采茶1件。制茶2件。");
}

}  // namespace html_test
}  // namespace nianbao::extractor
