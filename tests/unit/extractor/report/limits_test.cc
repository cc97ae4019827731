// What the extractor emits the aggregator takes.
#include "extractor/report/limits.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/domain/report_limits.h"
#include "extractor/extractor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace limits_test {

using ::testing::HasSubstr;

std::string Repeat(absl::string_view part, size_t bytes) {
  std::string text;
  text.reserve(bytes + part.size());
  while (text.size() < bytes) absl::StrAppend(&text, part);
  return text;
}

TEST(LimitsTest, TellsWhichLimitAReportPasses) {
  v1::Report report;
  EXPECT_TRUE(CheckLimits(report).ok());
  for (int i = 0; i < kMaxSections; ++i) report.add_sections();
  EXPECT_TRUE(CheckLimits(report).ok());
  report.add_sections();
  EXPECT_THAT(CheckLimits(report).message(),
              HasSubstr("more than 10000 headings"));
  report.clear_sections();
  for (int i = 0; i <= kMaxDiagnostics; ++i) report.add_diagnostics();
  EXPECT_THAT(CheckLimits(report).message(),
              HasSubstr("more than 10000 contradictions"));
  report.clear_diagnostics();
  report.set_title(std::string(kMaxReportBytes, 'a'));
  EXPECT_THAT(CheckLimits(report).message(), HasSubstr("bytes of report"));
}

// Two megabytes of figures are no report, and cost no more memory than one.
TEST(LimitsTest, RefusesDocumentsOfTooManyFigures) {
  for (const char* part : {"5%", "采茶5件，", "采茶5件。\n"}) {
    const auto report = Extract(Repeat(part, 2 << 20));
    ASSERT_TRUE(absl::IsInvalidArgument(report.status())) << part;
    EXPECT_THAT(report.status().message(),
                HasSubstr("document.content gives more than"))
        << part;
  }
  const auto report = Extract(Repeat("(一)\n", 200000));
  ASSERT_TRUE(absl::IsInvalidArgument(report.status()));
  EXPECT_THAT(report.status().message(), HasSubstr("10000 headings"));
}

TEST(LimitsTest, StopsWhenNobodyWaits) {
  v1::Document document;
  document.set_content(Repeat("全年采茶12件。\n", 1 << 20));
  int asked = 0;
  const auto report = TestExtractor().Extract(
      document, nullptr, [&asked] { return ++asked > 100; });
  EXPECT_TRUE(absl::IsCancelled(report.status())) << report.status();
  // It was asked a few times more, not for each of the sentences.
  EXPECT_LT(asked, 120);
}

}  // namespace limits_test
}  // namespace nianbao::extractor
