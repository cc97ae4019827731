#include "client/conversion/conversion.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/client/archives/written_archive.h"
#include "tests/unit/client/conversion/tiny_pdf.h"

namespace nianbao::client {
namespace conversion_test {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr size_t kLimit = 1 << 20;

// In zips, as they are found on disks.
std::string Docx(const std::string& body) {
  return WrittenArchive(ArchiveKind::kZip,
                        {{"[Content_Types].xml", "<Types/>"},
                         {"word/document.xml", "<w:document><w:body>" + body +
                                                   "</w:body></w:document>"}});
}

std::string Odt(const std::string& type, const std::string& manifest) {
  return WrittenArchive(
      ArchiveKind::kZip,
      {{"mimetype", type},
       {"META-INF/manifest.xml", manifest},
       {"content.xml",
        "<office:document-content><office:body><office:text><text:p>受理56件"
        "</text:p></office:text></office:body></office:document-content>"}});
}

std::string Converted(const std::string& bytes) {
  const absl::StatusOr<Readable> readable = ToReadable(bytes, kLimit);
  return readable.ok() ? readable->content
                       : std::string(readable.status().message());
}

TEST(Conversion, LeavesTextAndPagesAsTheyAre) {
  for (const char* text :
       {"", "报告\n", "<html><p>报告</p></html>", "\xff\xfe"}) {
    EXPECT_EQ(Converted(text), text);
  }
}

TEST(Conversion, TellsFormatsByTheirFirstBytes) {
  const std::string docx = Docx("<w:p><w:r><w:t>受理56件</w:t></w:r></w:p>");
  EXPECT_THAT(Converted(docx), HasSubstr("\n<p>受理56件</p>\n"));
  EXPECT_THAT(Converted(Odt("application/vnd.oasis.opendocument.text", "<m/>")),
              HasSubstr("\n<p>受理56件</p>\n"));
  const std::string pdf = TinyPdf({{{60, 700, "受理56件"}}});
  EXPECT_EQ(Converted(pdf), "受理56件\n");
  EXPECT_EQ(Converted("\r\n" + pdf), "受理56件\n");
  EXPECT_EQ(Converted(Gzipped(pdf)), "受理56件\n");
  EXPECT_THAT(Converted(Gzipped(docx)), HasSubstr("受理56件"));
  EXPECT_EQ(Converted(Gzipped("受理56件")), "受理56件");
}

TEST(Conversion, TellsWherePagesBegin) {
  const std::string pdf = TinyPdf(
      {{{60, 700, "受理56件"}}, {}, {{60, 700, "审结"}, {60, 600, "53件"}}});
  const absl::StatusOr<Readable> readable = ToReadable(pdf, kLimit);
  ASSERT_TRUE(readable.ok()) << readable.status();
  EXPECT_EQ(readable->content, "受理56件\n审结\n53件\n");
  EXPECT_THAT(readable->page_begins, ElementsAre(0, 12, 12));
  EXPECT_THAT(ToReadable("受理56件", kLimit)->page_begins, IsEmpty());
}

// The extractor refuses them, and says what they are.
TEST(Conversion, LeavesOtherZipsAsTheyAre) {
  const std::string zip = WrittenArchive(ArchiveKind::kZip, {{"a.txt", "x"}});
  EXPECT_EQ(Converted(zip), zip);
  const std::string sheet =
      Odt("application/vnd.oasis.opendocument.spreadsheet", "<m/>");
  EXPECT_EQ(Converted(sheet), sheet);
}

TEST(Conversion, SaysWhatIsWrong) {
  EXPECT_EQ(Converted(Odt("application/vnd.oasis.opendocument.text",
                          "<manifest:encryption-data/>")),
            "is encrypted");
  EXPECT_THAT(Converted(Docx("<w:p>")), HasSubstr("is damaged: "));
  std::string deep;
  for (int i = 0; i < 10000; ++i) deep += "<w:sdt>";
  for (int i = 0; i < 10000; ++i) deep += "</w:sdt>";
  EXPECT_EQ(Converted(Docx(deep)), "is nested more than 256 elements deep");
  const std::string docx = Docx("<w:p/>");
  EXPECT_THAT(Converted(docx.substr(0, docx.size() / 2)),
              HasSubstr("is damaged: "));
}

TEST(Conversion, BoundsWhatComesOut) {
  const std::string large(kLimit + 1, 'x');
  for (const std::string& bytes :
       {Gzipped(large),
        Docx("<w:p><w:r><w:t>" + large + "</w:t></w:r></w:p>")}) {
    EXPECT_TRUE(absl::IsResourceExhausted(ToReadable(bytes, kLimit).status()));
  }
}

}  // namespace conversion_test
}  // namespace nianbao::client
