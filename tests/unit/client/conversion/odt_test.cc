#include "client/conversion/odt.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace odt_test {

// What stands between the tags of the page's body.
std::string Body(const std::string& text) {
  const absl::StatusOr<std::string> page = OdtToHtml(
      absl::StrCat(
          "<office:document-content><office:automatic-styles><style:style "
          "style:name=\"T1\"><style:text-properties "
          "style:text-position=\"super 58%\"/></style:style>"
          "</office:automatic-styles><office:body><office:text>",
          text, "</office:text></office:body></office:document-content>"),
      "");
  if (!page.ok()) return std::string(page.status().message());
  const size_t begin = page->find("<body>\n") + 7;
  return page->substr(begin, page->find("</body>") - begin);
}

TEST(Odt, ReadsParagraphs) {
  const struct {
    const char* what;
    const char* text;
    const char* html;
  } kCases[] = {
      {"a paragraph", "<text:p>受理56件</text:p>", "<p>受理56件</p>\n"},
      {"headings",
       "<text:h text:outline-level=\"2\">题</text:h><text:h>题</text:h>",
       "<h2>题</h2>\n<h1>题</h1>\n"},
      {"blanks",
       "<text:p>一<text:s text:c=\"1000000000\"/>二<text:tab/>三"
       "<text:line-break/>四</text:p>",
       "<p>一 二 三<br>四</p>\n"},
      {"spans",
       "<text:p>56<text:span>m</text:span> <text:span text:style-name=\"T1\">2"
       "</text:span></text:p>",
       "<p>56m <sup>2</sup></p>\n"},
      {"links", "<text:p><text:a>链接</text:a></text:p>", "<p>链接</p>\n"},
      {"notes and comments",
       "<text:p>文<text:note><text:note-body><text:p>注</text:p>"
       "</text:note-body></text:note><office:annotation><text:p>评</text:p>"
       "</office:annotation></text:p>",
       "<p>文</p>\n"},
      {"deleted text",
       "<text:tracked-changes><text:p>旧</text:p></text:tracked-changes>"
       "<text:p>新</text:p>",
       "<p>新</p>\n"},
      {"lists and sections",
       "<text:section><text:list><text:list-item><text:p>一</text:p>"
       "</text:list-item></text:list></text:section>",
       "<p>一</p>\n"},
      {"frames",
       "<text:p><draw:frame><draw:text-box><text:p>框</text:p></draw:text-box>"
       "</draw:frame>文</text:p>",
       "<p>文</p>\n<p>框</p>\n"},
  };
  for (const auto& c : kCases) EXPECT_EQ(Body(c.text), c.html) << c.what;
}

TEST(Odt, ReadsTables) {
  EXPECT_EQ(
      Body("<table:table><table:table-column/><table:table-header-rows>"
           "<table:table-row><table:table-cell "
           "table:number-columns-spanned=\"2\"><text:p>项目</text:p>"
           "</table:table-cell><table:covered-table-cell/></table:table-row>"
           "</table:table-header-rows><table:table-row><table:table-cell "
           "table:number-rows-spanned=\"2\"><text:p>复议</text:p>"
           "</table:table-cell><table:table-cell><text:p>56</text:p>"
           "</table:table-cell></table:table-row><table:table-row>"
           "<table:covered-table-cell/><table:table-cell "
           "table:number-columns-repeated=\"1000000000\"/></table:table-row>"
           "</table:table>"),
      "<table>\n<tr><th colspan=\"2\"><p>项目</p>\n</th></tr>\n"
      "<tr><td rowspan=\"2\"><p>复议</p>\n</td><td><p>56</p>\n</td></tr>\n"
      "<tr><td colspan=\"1000\"></td></tr>\n</table>\n");
}

TEST(Odt, SaysWhatIsWrong) {
  EXPECT_TRUE(absl::IsFailedPrecondition(
      OdtToHtml("", "<manifest:encryption-data/>").status()));
  EXPECT_TRUE(absl::IsInvalidArgument(OdtToHtml("<a>", "").status()));
}

}  // namespace odt_test
}  // namespace nianbao::client
