#include "common/domain/catalogue.h"

#include <cstdio>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao {
namespace catalogue_test {

using ::testing::HasSubstr;

constexpr char kOverlay[] = R"(
  indicators {
    name: "indicators/own.count"
    display_name_zh: "自有"
    display_name_en: "Own"
    unit: "个"
    measure: MEASURE_COUNT
  })";

TEST(CatalogueTest, HoldsTheBuiltInIndicators) {
  const Catalogue catalogue = *Catalogue::Parse();
  const v1::Indicator* const rate =
      catalogue.Find("indicators/reconsideration.acceptance_rate");
  ASSERT_NE(rate, nullptr);
  EXPECT_EQ(rate->unit(), "%");
  EXPECT_NE(catalogue.Find(rate->numerator()), nullptr);
  EXPECT_EQ(catalogue.Find("indicators/own.count"), nullptr);
}

TEST(CatalogueTest, OverlaysAddAndReplace) {
  const size_t built_in = Catalogue::Parse()->indicators().size();
  const std::string other = std::string(kOverlay).replace(
      std::string(kOverlay).find("个"), std::string("个").size(), "件");
  const Catalogue catalogue = *Catalogue::Parse({kOverlay, other});
  EXPECT_EQ(catalogue.indicators().size(), built_in + 1);
  EXPECT_EQ(catalogue.Find("indicators/own.count")->unit(), "件");
}

TEST(CatalogueTest, ErrorsNameThePlace) {
  const auto message = [](absl::string_view overlay) {
    return std::string(Catalogue::Parse({overlay}).status().message());
  };
  EXPECT_THAT(message("indicators {\n nme: 'x' }"), HasSubstr("line 2"));
  EXPECT_THAT(message("indicators { name: 'x' }"), HasSubstr("'x'"));
  EXPECT_THAT(message("indicators { name: 'indicators/a.b' }"),
              HasSubstr("indicators/a.b"));
  // Units that stand for 个 are other things than it and than each other.
  const auto with_units = [&](absl::string_view units) {
    return message(absl::StrReplaceAll(
        kOverlay, {{"unit: \"个\"", absl::StrCat("unit: \"件\"", units)}}));
  };
  EXPECT_EQ(with_units("units: ['份', '人次']"), "");
  EXPECT_THAT(with_units("units: '件'"), HasSubstr("'indicators/own.count': "
                                                   "units has 件"));
  EXPECT_THAT(with_units("units: '宗'"), HasSubstr("converts to 件"));
  EXPECT_THAT(with_units("units: ['份', '份']"), HasSubstr("converts to 份"));
  EXPECT_THAT(with_units("units: ['场', '场次']"), HasSubstr("converts to 场"));
  EXPECT_THAT(with_units("units: ''"), HasSubstr("empty unit"));
}

TEST(CatalogueTest, MissingFileIsNotFound) {
  EXPECT_EQ(LoadCatalogue("/nonexistent").status().code(),
            absl::StatusCode::kNotFound);
}

TEST(CatalogueTest, NamesAndFamilies) {
  EXPECT_TRUE(IsIndicatorName("indicators/a.b_2"));
  for (const char* const bad :
       {"", "a.b", "indicators/a", "indicators/A.b", "indicators/a.",
        "indicators/.b", "indicators/a.b.c", "indicators/1a.b"}) {
    EXPECT_FALSE(IsIndicatorName(bad)) << bad;
  }
  EXPECT_TRUE(MatchesFamily("indicators/a.b", "indicators/a.*"));
  EXPECT_TRUE(MatchesFamily("indicators/a.b", "indicators/a.b"));
  EXPECT_FALSE(MatchesFamily("indicators/ab.c", "indicators/a.*"));
}

}  // namespace catalogue_test
}  // namespace nianbao
