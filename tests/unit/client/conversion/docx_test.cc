#include "client/conversion/docx.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace docx_test {

constexpr char kStyles[] = R"(<w:styles>
  <w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>
  <w:style w:styleId="a3"><w:name w:val="Title"/></w:style>
  <w:style w:styleId="mine"><w:name w:val="章"/><w:basedOn w:val="1"/></w:style>
  <w:style w:styleId="x"><w:basedOn w:val="y"/></w:style>
  <w:style w:styleId="y"><w:basedOn w:val="x"/></w:style>
</w:styles>)";

// What stands between the tags of the page's body.
std::string Body(const std::string& body, const std::string& styles = kStyles) {
  const absl::StatusOr<std::string> page = DocxToHtml(
      absl::StrCat("<w:document><w:body>", body, "</w:body></w:document>"),
      styles);
  if (!page.ok()) return std::string(page.status().message());
  const size_t begin = page->find("<body>\n") + 7;
  return page->substr(begin, page->find("</body>") - begin);
}

std::string TextRun(const std::string& text,
                    const std::string& properties = "") {
  return absl::StrCat("<w:r><w:rPr>", properties, "</w:rPr><w:t>", text,
                      "</w:t></w:r>");
}

std::string Paragraph(const std::string& content,
                      const std::string& properties = "") {
  return absl::StrCat("<w:p><w:pPr>", properties, "</w:pPr>", content,
                      "</w:p>");
}

std::string Cell(const std::string& text, const std::string& properties = "") {
  return absl::StrCat("<w:tc><w:tcPr>", properties, "</w:tcPr>",
                      Paragraph(TextRun(text)), "</w:tc>");
}

TEST(Docx, ReadsParagraphs) {
  const struct {
    const char* what;
    std::string body;
    const char* html;
  } kCases[] = {
      {"runs", Paragraph(TextRun("受理") + TextRun("56件")),
       "<p>受理56件</p>\n"},
      {"without text", Paragraph(TextRun(" ")), ""},
      {"escapes", Paragraph(TextRun("a&lt;b&amp;c")), "<p>a&lt;b&amp;c</p>\n"},
      {"breaks",
       Paragraph("<w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/></w:r>" +
                 TextRun("三")),
       "<p>一 二<br>三</p>\n"},
      {"raised",
       Paragraph(TextRun("m") + TextRun("2",
                                        "<w:vertAlign "
                                        "w:val=\"superscript\"/>")),
       "<p>m<sup>2</sup></p>\n"},
      {"hidden and struck",
       Paragraph(TextRun("一") + TextRun("二", "<w:vanish/>") +
                 TextRun("三", "<w:strike/>") +
                 TextRun("四", "<w:strike w:val=\"0\"/>")),
       "<p>一四</p>\n"},
      {"changes",
       Paragraph("<w:ins>" + TextRun("新") +
                 "</w:ins><w:del><w:r>"
                 "<w:delText>旧</w:delText></w:r></w:del>"),
       "<p>新</p>\n"},
      {"fields",
       Paragraph("<w:r><w:instrText>PAGE</w:instrText></w:r>"
                 "<w:hyperlink>" +
                 TextRun("链接") + "</w:hyperlink>"),
       "<p>链接</p>\n"},
      {"controls",
       "<w:sdt><w:sdtContent>" + Paragraph(TextRun("一")) +
           "</w:sdtContent></w:sdt>",
       "<p>一</p>\n"},
  };
  for (const auto& c : kCases) EXPECT_EQ(Body(c.body), c.html) << c.what;
}

TEST(Docx, ReadsHeadings) {
  const struct {
    const char* properties;
    const char* html;
  } kCases[] = {
      {"<w:pStyle w:val=\"1\"/>", "<h1>题</h1>\n"},
      {"<w:pStyle w:val=\"a3\"/>", "<h1>题</h1>\n"},
      {"<w:pStyle w:val=\"mine\"/>", "<h1>题</h1>\n"},
      {"<w:outlineLvl w:val=\"1\"/>", "<h2>题</h2>\n"},
      {"<w:pStyle w:val=\"1\"/><w:outlineLvl w:val=\"9\"/>", "<p>题</p>\n"},
      {"<w:outlineLvl w:val=\"8\"/>", "<h6>题</h6>\n"},
      // Styles in a circle, and one that is not there.
      {"<w:pStyle w:val=\"x\"/>", "<p>题</p>\n"},
      {"<w:pStyle w:val=\"none\"/>", "<p>题</p>\n"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(Body(Paragraph(TextRun("题"), c.properties)), c.html);
  }
  EXPECT_EQ(Body(Paragraph(TextRun("题")), ""), "<p>题</p>\n");
}

TEST(Docx, ReadsTextBoxesOnce) {
  const std::string box = "<w:drawing><x><w:txbxContent>" +
                          Paragraph(TextRun("框")) +
                          "</w:txbxContent></x></w:drawing>";
  EXPECT_EQ(Body(Paragraph("<w:r><mc:AlternateContent><mc:Choice>" + box +
                           "</mc:Choice><mc:Fallback>" + box +
                           "</mc:Fallback></mc:AlternateContent></w:r>" +
                           TextRun("文"))),
            "<p>文</p>\n<p>框</p>\n");
}

TEST(Docx, ReadsTables) {
  EXPECT_EQ(Body("<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" + Cell("项目") +
                 Cell("受理") + "</w:tr><w:tr>" + Cell("复议") + Cell("56") +
                 "</w:tr></w:tbl>"),
            "<table>\n<tr><th><p>项目</p>\n</th><th><p>受理</p>\n</th></tr>\n"
            "<tr><td><p>复议</p>\n</td><td><p>56</p>\n</td></tr>\n</table>\n");
}

TEST(Docx, ReadsJoinedCells) {
  const std::string begins = "<w:vMerge w:val=\"restart\"/>";
  EXPECT_EQ(
      Body("<w:tbl><w:tr>" + Cell("甲", begins) +
           Cell("乙", "<w:gridSpan w:val=\"2\"/>") + "</w:tr><w:tr>" +
           Cell("", "<w:vMerge/>") + Cell("丙") + Cell("丁") +
           "</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>" +
           Cell("戊") + Cell("己") + "</w:tr></w:tbl>"),
      "<table>\n<tr><td rowspan=\"2\"><p>甲</p>\n</td>"
      "<td colspan=\"2\"><p>乙</p>\n</td></tr>\n"
      "<tr><td><p>丙</p>\n</td><td><p>丁</p>\n</td></tr>\n"
      "<tr><td></td><td><p>戊</p>\n</td><td><p>己</p>\n</td></tr>\n</table>\n");
}

}  // namespace docx_test
}  // namespace nianbao::client
