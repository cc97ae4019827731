#include "extractor/document/decode.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/document/encoding.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace decode_test {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

v1::Document Make(absl::string_view bytes, absl::string_view charset = "") {
  v1::Document document;
  document.set_content(std::string(bytes));
  document.set_charset(std::string(charset));
  return document;
}

std::string Text(const v1::Document& document) {
  const auto decoded = Decode(document);
  return decoded.ok() ? std::string(decoded->text())
                      : std::string(decoded.status().message());
}

std::string Doubt(const v1::Document& document) {
  return Decode(document).value().doubt.english;
}

constexpr char kText[] = "2022年,全市受理行政复议案件1,573件,同比上升5.5%。";

TEST(DecodeTest, GivesTheBytesOfUtf8WithoutCopying) {
  const std::string marked = absl::StrCat("\xEF\xBB\xBF", kText);
  for (const absl::string_view bytes :
       {absl::string_view(kText), absl::string_view(marked)}) {
    const v1::Document document = Make(bytes);
    const auto decoded = Decode(document);
    ASSERT_TRUE(decoded.ok()) << decoded.status();
    EXPECT_EQ(decoded->text().data(), document.content().data());
    EXPECT_EQ(decoded->text().size(), document.content().size());
    EXPECT_THAT(decoded->doubt.english, IsEmpty());
  }
}

TEST(DecodeTest, IgnoresADeclarationThatUtf8Belies) {
  EXPECT_EQ(Text(Make(kText, "gb2312")), kText);
}

TEST(DecodeTest, ConvertsMarkedTextsAndDropsTheMark) {
  const std::string marked = absl::StrCat("\uFEFF", kText);
  for (const char* charset :
       {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "GB18030"}) {
    EXPECT_EQ(Text(Make(*Encode(marked, charset))), kText) << charset;
  }
}

TEST(DecodeTest, ConvertsDeclaredAndUndeclaredTexts) {
  const std::string gb = *Encode(kText, "GB18030");
  EXPECT_EQ(Text(Make(gb)), kText);
  EXPECT_EQ(Text(Make(gb, "GBK")), kText);
  EXPECT_EQ(Text(Make(gb, "iso-8859-1")), kText);
  EXPECT_EQ(Text(Make(*Encode(kText, "UTF-16LE"))), kText);
  EXPECT_EQ(Text(Make(*Encode(kText, "UTF-16BE"))), kText);
}

TEST(DecodeTest, ReadsTheCharsetOfAPage) {
  const std::string page =
      "<html><head><meta "
      "charset=gbk></head><body><p>受理12件</p></body></html>";
  EXPECT_EQ(Text(Make(*Encode(page, "GB18030"))), "受理12件");
}

TEST(DecodeTest, KeepsTextThatOnlyLooksABitLikeAPage) {
  const std::string text = "占比<5%的有3件,>5%的有2件。<br 之外";
  EXPECT_EQ(Text(Make(text)), text);
}

TEST(DecodeTest, SaysWhatABinaryFileLooksLike) {
  const struct {
    absl::string_view bytes;
    const char* what;
  } kCases[] = {
      {"%PDF-1.7\n\xE2\xE3", "looks like a PDF"},
      {"PK\x03\x04\x14", "looks like a ZIP archive or an office document"},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old office document"},
      {"{\\rtf1\\ansi", "an RTF document"},
      {"\x89PNG\r\n\x1A\n", "a PNG image"},
      {absl::string_view("受理\0十二件", 17),
       "is binary: it has a NUL at byte 6"},
      {absl::string_view("\x7F"
                         "ELF\x02\x01\x01\0\0\0\0\0",
                         12),
       "is binary: it has a NUL at byte 7"},
      {"", "is empty"},
      {"\xFF", "is not valid UTF-8 at byte 0"},
      {"\xFF\xFE\x17", "is not valid UTF-16LE at byte 2"},
      {"\xEF\xBB\xBF受\xFF", "is not valid UTF-8 at byte 6"},
  };
  for (const auto& c : kCases) {
    const auto decoded = Decode(Make(c.bytes));
    ASSERT_EQ(decoded.status().code(), absl::StatusCode::kInvalidArgument)
        << c.what;
    EXPECT_THAT(decoded.status().message(), HasSubstr(c.what));
    EXPECT_THAT(decoded.status().message(), HasSubstr("document.content"));
  }
}

TEST(DecodeTest, LimitsTheTextBeforeAndAfterConversion) {
  constexpr size_t kLimit = kMaxDocumentBytes;
  EXPECT_TRUE(Decode(Make(std::string(kLimit, 'a'))).ok());
  EXPECT_THAT(Text(Make(std::string(kLimit + 1, 'a'))),
              HasSubstr("has 33554433 bytes; the limit is 33554432"));
  // 2 bytes a character become 3.
  std::string text;
  while (text.size() <= kLimit) text += kText;
  const std::string gb = *Encode(text, "GB18030");
  ASSERT_LT(gb.size(), kLimit);
  EXPECT_THAT(Text(Make(gb)), HasSubstr("decodes to"));
}

TEST(DecodeTest, DoubtsTracesOfABadConversion) {
  EXPECT_THAT(Doubt(Make("受理\uFFFD件,办结\uFFFD件")),
              HasSubstr("2 characters were lost in an earlier conversion, the "
                        "first at byte 6"));
  EXPECT_THAT(Doubt(Make("受理锟斤拷12件")), HasSubstr("锟斤拷 at byte 6"));
  const std::string mojibake =
      "2022骞达紝鍏ㄥ競鍙楃悊琛屾斂澶嶈妗堜欢鍚屾瘮涓婂崌锛屽姙缁撴浠讹紝绾犻敊"
      "鐜囥€傛硶"
      "娌绘斂搴滃缓璁惧勾搴︽姤鍛";
  EXPECT_THAT(Doubt(Make(mojibake)), HasSubstr("reads like no Chinese"));
  EXPECT_THAT(Doubt(Make(kText)), IsEmpty());
  EXPECT_THAT(Doubt(Make("12 cases")), IsEmpty());
}

TEST(DecodeTest, APageWithoutTextGivesAnEmptyOne) {
  for (const char* const page :
       {"<html><body><script>1</script></body></html>",
        "<html><body><div hidden>受理12件。</div></body></html>"}) {
    const auto decoded = Decode(Make(page));
    ASSERT_TRUE(decoded.ok()) << decoded.status();
    EXPECT_EQ(decoded->text(), "");
  }
}

TEST(DecodeTest, TellsTheCharacterSet) {
  EXPECT_EQ(Decode(Make(kText))->charset, "UTF-8");
  EXPECT_EQ(Decode(Make(*Encode(kText, "GB18030")))->charset, "GB18030");
  EXPECT_EQ(
      Decode(Make(*Encode(absl::StrCat("\uFEFF", kText), "UTF-16LE")))->charset,
      "UTF-16LE");
  const std::string page =
      absl::StrCat("<html><body><p>", kText, "</p></body></html>");
  EXPECT_EQ(Decode(Make(*Encode(page, "GB18030")))->charset, "GB18030");
}

TEST(DecodeTest, DoubtHasParameters) {
  using Parameters = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(Decode(Make("受理\uFFFD件,办结\uFFFD件"))->doubt.parameters,
            (Parameters{{"cause", "replaced"},
                        {"replaced", "2"},
                        {"byte", "6"},
                        {"charset", "UTF-8"}}));
  EXPECT_EQ(
      Decode(Make(*Encode("受理锟斤拷12件", "GB18030")))->doubt.parameters,
      (Parameters{{"cause", "converted_twice"},
                  {"byte", "6"},
                  {"charset", "GB18030"}}));
}

// One bad byte does not cost a document.
TEST(DecodeTest, ReplacesAFewMalformedCharacters) {
  const std::string gb = *Encode(kText, "GB18030");
  const std::string utf8 = absl::StrCat(kText, kText);
  const struct {
    const char* name;
    std::string bytes;
    std::string text;
  } kCases[] = {
      {"a stray byte in GBK", absl::StrCat(gb, "\xFF", gb),
       absl::StrCat(kText, "\uFFFD", kText)},
      {"a last character that is cut off", utf8.substr(0, utf8.size() - 1),
       absl::StrCat(utf8.substr(0, utf8.size() - 3), "\uFFFD")},
      {"a pair of surrogates as CESU-8 has it",
       absl::StrCat(kText, "\xED\xA1\x81\xED\xBC\x80", kText),
       absl::StrCat(kText, "\uFFFD", kText)},
      {"a byte order mark before it",
       absl::StrCat("\xEF\xBB\xBF", kText, "\xFF", kText),
       absl::StrCat(kText, "\uFFFD", kText)},
      {"two stray bytes", absl::StrCat(kText, "\xFF", kText, "\xFE"),
       absl::StrCat(kText, "\uFFFD", kText, "\uFFFD")},
      {"a page",
       absl::StrCat("<html><body><p>", kText, "\x80</p></body></html>"),
       absl::StrCat(kText, "\uFFFD")},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(Text(Make(c.bytes)), c.text) << c.name;
    EXPECT_THAT(Doubt(Make(c.bytes)), HasSubstr("lost")) << c.name;
  }
  // Figures stand where they stood.
  const auto report = TestExtractor().Extract(Make(kCases[0].bytes));
  ASSERT_TRUE(report.ok()) << report.status();
  for (const v1::Observation& o : report->observations()) {
    const v1::Span& span = o.evidence().span();
    EXPECT_EQ(kCases[0].text.substr(span.begin(), span.end() - span.begin()),
              o.quantity().text());
  }
}

TEST(DecodeTest, RefusesWhatIsDamagedAllOver) {
  std::string bytes;
  for (int i = 0; i < 20; ++i) absl::StrAppend(&bytes, kText, "\xFF");
  EXPECT_THAT(Text(Make(bytes)), HasSubstr("is not valid"));
}

TEST(DecodeTest, GivesTheTablesOfItsText) {
  const std::string text = "项目\t数量\n采茶\t12件\n";
  const std::string page =
      "<h1>茶事</h1><table><tr><th>项目<th>数量<tr><td rowspan=2>采茶<td>12件"
      "</table>";
  for (const std::string& bytes : {text, page}) {
    const v1::Document document = Make(bytes);
    const auto decoded = Decode(document);
    ASSERT_TRUE(decoded.ok());
    ASSERT_EQ(decoded->tables.size(), 1u);
    const Table& table = decoded->tables[0];
    ASSERT_EQ(table.rows.size(), 2u);
    const TableCell& cell = table.rows[1][1];
    EXPECT_EQ(decoded->text().substr(cell.begin, cell.end - cell.begin),
              "12件");
    EXPECT_EQ(table.rows[1][0].rowspan, bytes == page ? 2u : 1u);
  }
}

TEST(DecodeTest, DoubtBecomesADiagnostic) {
  const auto report =
      TestExtractor().Extract(Make("2021年，我市受理行政复议案件12件\uFFFD。"));
  ASSERT_TRUE(report.ok()) << report.status();
  ASSERT_EQ(report->diagnostics_size(), 1);
  EXPECT_EQ(report->diagnostics(0).parameters().at("replaced"), "1");
  EXPECT_EQ(report->diagnostics(0).code(), "ENCODING_DOUBT");
  EXPECT_EQ(report->diagnostics(0).severity(),
            v1::Diagnostic::SEVERITY_WARNING);
  EXPECT_EQ(report->diagnostics(0).message_zh(),
            "此前的转换丢失了1个字符，第一个在第45字节");
}

}  // namespace decode_test
}  // namespace nianbao::extractor
