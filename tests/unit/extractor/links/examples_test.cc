// The examples of a catalogue, run.
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "extractor/extractor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace examples_test {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// What is wrong with an example; empty when nothing is.
std::string Check(const Extractor& extractor, const std::string& indicator,
                  const v1::LinkExample& example) {
  size_t at = std::string::npos;
  for (int n = 0; n < std::max(1, example.occurrence()); ++n) {
    at = example.text().find(example.quantity(), at + 1);
    if (at == std::string::npos) return "has no such quantity";
  }
  const int begin = static_cast<int>(at);
  const int end = static_cast<int>(at + example.quantity().size());
  v1::Document document;
  document.set_content(example.text());
  const auto report = extractor.Extract(document);
  if (!report.ok()) return report.status().ToString();
  for (const v1::Observation& o : report->observations()) {
    if (o.evidence().span().begin() >= end ||
        o.evidence().span().end() <= begin) {
      continue;
    }
    if (o.quantity().text() != example.quantity()) {
      return absl::StrCat("is read as ", o.quantity().text());
    }
    const bool linked = o.indicator() == indicator;
    if (linked != example.negative()) return "";
    return absl::StrCat("links to '", o.indicator(), "'");
  }
  return "is not read";
}

// The examples of a catalogue that do not hold.
std::vector<std::string> Failures(const Catalogue& catalogue) {
  const auto extractor = Extractor::Create(catalogue).value();
  std::vector<std::string> failures;
  for (const v1::Indicator& indicator : catalogue.indicators()) {
    for (const v1::LinkExample& example : indicator.examples()) {
      const std::string failure = Check(*extractor, indicator.name(), example);
      if (failure.empty()) continue;
      failures.push_back(absl::StrCat(indicator.name(), ": ",
                                      example.quantity(), " in '",
                                      example.text(), "' ", failure));
    }
  }
  return failures;
}

TEST(ExamplesTest, OfTheBuiltInCatalogueHold) {
  EXPECT_THAT(Failures(Catalogue::Parse().value()), IsEmpty());
}

TEST(ExamplesTest, ThoseThatDoNotHoldAreTold) {
  constexpr char kOverlay[] = R"(
    indicators {
      name: "indicators/tea.visitors"
      display_name_zh: "观茶人次" display_name_en: "Visitors"
      unit: "人次" measure: MEASURE_COUNT
      rules { topics: "观茶" actions: "接待" }
      examples { text: "观茶节接待350人次。" quantity: "350人次" }
      examples { text: "花会接待350人次。" quantity: "350人次" negative: true }
      examples { text: "观茶节接待3人次，歌会接待3人次。" quantity: "3人次"
                 occurrence: 1 }
      examples { text: "花会接待350人次。" quantity: "350人次" }
      examples { text: "观茶节接待35人次。" quantity: "35人次" negative: true }
      examples { text: "观茶节接待35人次。" quantity: "36人次" }
      examples { text: "观茶节接待35人次。" quantity: "5人次" }
    })";
  EXPECT_THAT(
      Failures(Catalogue::Parse({kOverlay}).value()),
      ElementsAre(AllOf(HasSubstr("花会"), HasSubstr("links to ''")),
                  AllOf(HasSubstr("观茶"), HasSubstr("tea.visitors'")),
                  HasSubstr("no such quantity"), HasSubstr("read as 35人次")));
}

}  // namespace examples_test
}  // namespace nianbao::extractor
