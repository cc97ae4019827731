#include "extractor/checks/checks.h"

#include <memory>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace checks_test {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kTea[] = R"(
  indicators {
    name: "indicators/tea.picked" display_name_zh: "采" display_name_en: "Picked"
    unit: "件" measure: MEASURE_COUNT
  }
  indicators {
    name: "indicators/tea.sold" display_name_zh: "售" display_name_en: "Sold"
    unit: "件" measure: MEASURE_COUNT
  }
  indicators {
    name: "indicators/tea.sold_rate" display_name_zh: "售率"
    display_name_en: "Share sold" unit: "%" measure: MEASURE_RATE
    numerator: "indicators/tea.sold" denominator: "indicators/tea.picked"
  })";

class ChecksTest : public ::testing::Test {
 protected:
  ChecksTest() : linker_(MakeLinker(kTea)) {}

  v1::Observation& Add(const std::string& indicator, double value,
                       const std::string& unit, const std::string& text) {
    v1::Observation& o = *report_.add_observations();
    o.set_indicator("indicators/tea." + indicator);
    o.set_kind(v1::KIND_LEVEL);
    o.set_year(2022);
    o.set_scope(v1::SCOPE_ISSUER);
    o.mutable_quantity()->set_value(value);
    o.mutable_quantity()->set_unit(unit);
    o.mutable_quantity()->set_modifier(v1::MODIFIER_EXACT);
    o.mutable_quantity()->set_text(text);
    const int at = 30 * report_.observations_size();
    o.mutable_evidence()->mutable_span()->set_begin(at);
    o.mutable_evidence()->mutable_span()->set_end(at + 10);
    return o;
  }

  const google::protobuf::RepeatedPtrField<v1::Diagnostic>& Checked() {
    CheckFigures(*linker_, report_);
    return report_.diagnostics();
  }

  std::unique_ptr<const Linker> linker_;
  v1::Report report_;
};

TEST_F(ChecksTest, RateThatItsPartsGive) {
  Add("picked", 36, "件", "36件");
  Add("sold", 33, "件", "33件");
  Add("sold_rate", 91.7, "%", "91.7%");
  EXPECT_EQ(Checked().size(), 0);
}

TEST_F(ChecksTest, RateThatIsOff) {
  Add("picked", 36, "件", "36件");
  Add("sold", 33, "件", "33件");
  Add("sold_rate", 95.3, "%", "95.3%");
  ASSERT_EQ(Checked().size(), 1);
  const v1::Diagnostic& d = report_.diagnostics(0);
  EXPECT_EQ(d.code(), "RATE_MISMATCH");
  EXPECT_EQ(d.severity(), v1::Diagnostic::SEVERITY_ERROR);
  EXPECT_EQ(d.observations(0), 2);
  EXPECT_THAT(d.observations(), ElementsAre(2, 1, 0));
  EXPECT_DOUBLE_EQ(d.printed(), 95.3);
  EXPECT_NEAR(d.computed(), 91.67, 0.01);
  EXPECT_FALSE(d.has_suggested());
  EXPECT_THAT(d.message(), HasSubstr("95.3%"));
  EXPECT_EQ(d.message_zh(), "印的是95.3%，但33件占36件的91.67%");
}

TEST_F(ChecksTest, SlightMismatchIsAWarning) {
  Add("picked", 2000, "件", "2000件");
  Add("sold", 1834, "件", "1834件");
  Add("sold_rate", 92.1, "%", "92.1%");
  ASSERT_EQ(Checked().size(), 1);
  EXPECT_EQ(report_.diagnostics(0).severity(),
            v1::Diagnostic::SEVERITY_WARNING);
}

// 1.2万 may be 11,500 to 12,500.
TEST_F(ChecksTest, RoundedFiguresAreRanges) {
  Add("picked", 13000, "件", "1.3万件");
  Add("sold", 12000, "件", "1.2万件");
  Add("sold_rate", 94.6, "%", "94.6%");
  EXPECT_EQ(Checked().size(), 0);
}

TEST_F(ChecksTest, MissingTenThousand) {
  Add("picked", 1.36, "件", "1.36件");
  Add("sold", 13300, "件", "1.33万件");
  Add("sold_rate", 97.8, "%", "97.8%");
  ASSERT_EQ(Checked().size(), 1);
  const v1::Diagnostic& d = report_.diagnostics(0);
  EXPECT_EQ(d.code(), "UNIT_SLIP");
  EXPECT_EQ(d.severity(), v1::Diagnostic::SEVERITY_ERROR);
  EXPECT_EQ(d.observations(0), 0);
  EXPECT_DOUBLE_EQ(d.printed(), 1.36);
  EXPECT_DOUBLE_EQ(d.suggested(), 13600);
  EXPECT_EQ(d.message_zh(), "1.36件只有作13600件才与旁边的数字相符");
}

TEST_F(ChecksTest, PartLargerThanTheWhole) {
  Add("picked", 36, "件", "36件");
  Add("sold", 41, "件", "41件");
  ASSERT_EQ(Checked().size(), 1);
  const v1::Diagnostic& d = report_.diagnostics(0);
  EXPECT_EQ(d.code(), "PART_EXCEEDS_WHOLE");
  EXPECT_THAT(d.observations(), ElementsAre(1, 0));
  EXPECT_DOUBLE_EQ(d.printed(), 41);
  EXPECT_DOUBLE_EQ(d.computed(), 36);
  EXPECT_EQ(d.message_zh(), "41件是其中的一部分，却多于总数36件");
}

TEST_F(ChecksTest, FiguresThatDoNotCompare) {
  Add("picked", 36, "件", "36件").set_kind(v1::KIND_TARGET);
  Add("sold", 41, "件", "41件");
  Add("sold_rate", 50, "%", "50%");
  EXPECT_EQ(Checked().size(), 0);
}

TEST_F(ChecksTest, AnotherYearDoesNotCompare) {
  Add("picked", 36, "件", "36件").set_year(2021);
  Add("sold", 41, "件", "41件");
  EXPECT_EQ(Checked().size(), 0);
}

TEST_F(ChecksTest, InexactFiguresProveNothing) {
  Add("picked", 36, "件", "36件");
  Add("sold", 41, "件", "约41件")
      .mutable_quantity()
      ->set_modifier(v1::MODIFIER_APPROXIMATE);
  Add("sold_rate", 50, "%", "近50%")
      .mutable_quantity()
      ->set_modifier(v1::MODIFIER_APPROXIMATE);
  EXPECT_EQ(Checked().size(), 0);
}

TEST_F(ChecksTest, EmptyReport) { EXPECT_EQ(Checked().size(), 0); }

}  // namespace checks_test
}  // namespace nianbao::extractor
