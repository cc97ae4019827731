#include "client/conversion/pdf_process.h"

#include "gtest/gtest.h"
#include "tests/unit/client/conversion/tiny_pdf.h"

namespace nianbao::client {
namespace pdf_process_test {

constexpr size_t kLimit = 1 << 20;

TEST(PdfToText, ReadsParagraphsAndTables) {
  // A line holds 40 characters; the first two are indented.
  const absl::StatusOr<std::string> text = PdfToText(
      TinyPdf({{{60, 780, "海淀区2020年法治政府建设年度报告"},
                {84, 740,
                 "全年共受理行政复议申请214件,其中经审查符合法定条件予以受"},
                {60, 720, "理的187件。"},
                {84, 700, "办结180件。"},
                {60, 660, "项目"},
                {200, 660, "受理"},
                {60, 640, "行政诉讼"},
                {200, 640, "77"}}}),
      kLimit);
  ASSERT_TRUE(text.ok()) << text.status();
  EXPECT_EQ(
      *text,
      "海淀区2020年法治政府建设年度报告\n"
      "全年共受理行政复议申请214件,其中经审查符合法定条件予以受理的187件。\n"
      "办结180件。\n"
      "项目   受理\n"
      "行政诉讼   77\n");
}

TEST(PdfToText, LeavesOutThePagesNumbers) {
  const absl::StatusOr<std::string> text =
      PdfToText(TinyPdf({{{60, 700, "受理行政复议申请"}, {290, 40, "- 1 -"}},
                         {{60, 700, "214件。"}, {290, 40, "- 2 -"}}}),
                kLimit);
  ASSERT_TRUE(text.ok()) << text.status();
  EXPECT_EQ(*text, "受理行政复议申请\n\f214件。\n");
}

TEST(PdfToText, SaysWhatIsWrong) {
  const std::string pdf = TinyPdf({{{60, 700, "报告"}}});
  EXPECT_EQ(PdfToText(TinyPdf({{}, {}}), kLimit).status().message(),
            "is a scan: its 2 pages have no text");
  EXPECT_EQ(PdfToText("%PDF-1.4\nnothing", kLimit).status().message(),
            "is damaged: no PDF can be read of it");
  EXPECT_TRUE(absl::IsResourceExhausted(PdfToText(pdf, 3).status()));
}

// A stream longer than the file, of arrays within arrays.
TEST(PdfToText, SurvivesAHostileDocument) {
  std::string pdf = "%PDF-1.4\n";
  pdf +=
      "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
      "2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n"
      "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources "
      "<< >> /Contents 4 0 R >>\nendobj\n"
      "4 0 obj\n<< /Length 99999999999 >>\nstream\n";
  pdf += std::string(100000, '[');
  pdf += "\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n";
  EXPECT_FALSE(PdfToText(pdf, kLimit).ok());
}

}  // namespace pdf_process_test
}  // namespace nianbao::client
