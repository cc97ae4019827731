#include "extractor/report/pages.h"

#include "absl/status/status.h"
#include "gmock/gmock.h"

namespace nianbao::extractor {
namespace pages_test {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

v1::Document Printed(const std::vector<int>& page_begins) {
  v1::Document document;
  document.mutable_page_begins()->Add(page_begins.begin(), page_begins.end());
  return document;
}

std::vector<int> PagesOf(const std::vector<int>& page_begins,
                         const std::vector<int>& figure_begins) {
  v1::Report report;
  for (const int begin : figure_begins) {
    report.add_observations()->mutable_evidence()->mutable_span()->set_begin(
        begin);
  }
  WritePages(Printed(page_begins), report);
  std::vector<int> pages;
  for (const v1::Observation& observation : report.observations()) {
    pages.push_back(observation.evidence().page());
  }
  return pages;
}

TEST(WritePages, SaysOnWhichAFigureBegins) {
  EXPECT_THAT(PagesOf({0, 10, 20}, {0, 9, 10, 19, 20, 99}),
              ElementsAre(1, 1, 2, 2, 3, 3));
  EXPECT_THAT(PagesOf({0}, {5}), ElementsAre(1));
  // The second page has no text.
  EXPECT_THAT(PagesOf({0, 10, 10}, {9, 10}), ElementsAre(1, 3));
}

TEST(WritePages, SaysNothingOfADocumentWithoutPages) {
  EXPECT_THAT(PagesOf({}, {5}), ElementsAre(0));
}

TEST(CheckPages, NamesTheOneThatCannotBe) {
  EXPECT_TRUE(CheckPages(Printed({}), 30).ok());
  EXPECT_TRUE(CheckPages(Printed({0, 10, 10, 30}), 30).ok());
  const struct {
    std::vector<int> page_begins;
    const char* named;
  } kCases[] = {{{1}, "page_begins[0]"},
                {{-1}, "page_begins[0]"},
                {{0, 10, 9}, "page_begins[2]"},
                {{0, 31}, "page_begins[1]"}};
  for (const auto& c : kCases) {
    const absl::Status status = CheckPages(Printed(c.page_begins), 30);
    EXPECT_TRUE(absl::IsInvalidArgument(status)) << c.named;
    EXPECT_THAT(status.message(), HasSubstr(c.named));
  }
}

}  // namespace pages_test
}  // namespace nianbao::extractor
