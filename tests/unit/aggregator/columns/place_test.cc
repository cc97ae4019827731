#include "aggregator/columns/place.h"

#include <string>

#include "aggregator/columns/stratum.h"
#include "common/domain/report_identity.h"
#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace place_test {

TEST(PlaceTest, DepartmentsKeepTheLevelOfTheirGovernment) {
  struct Case {
    std::string code;
    v1::Level level;
    Tier tier;
    v1::Level government_level;
    bool is_known;
    bool stands_for_division;
  };
  const Case cases[] = {
      {"110000", v1::LEVEL_PROVINCE, 1, v1::LEVEL_UNSPECIFIED, true, true},
      {"130100", v1::LEVEL_PREFECTURE, 2, v1::LEVEL_UNSPECIFIED, true, true},
      {"110108", v1::LEVEL_COUNTY, 3, v1::LEVEL_UNSPECIFIED, true, true},
      {"110108", v1::LEVEL_DEPARTMENT, 8 + 3, v1::LEVEL_COUNTY, true, true},
      {"130100", v1::LEVEL_DEPARTMENT, 8 + 2, v1::LEVEL_PREFECTURE, true, true},
      // A body of another level than its division.
      {"110000", v1::LEVEL_COUNTY, 3, v1::LEVEL_UNSPECIFIED, true, false},
      {"110108", v1::LEVEL_UNSPECIFIED, 0, v1::LEVEL_UNSPECIFIED, false, false},
      {"", v1::LEVEL_COUNTY, 3, v1::LEVEL_UNSPECIFIED, false, false},
      {"", v1::LEVEL_DEPARTMENT, 8, v1::LEVEL_UNSPECIFIED, false, false},
  };
  for (const Case& c : cases) {
    const Place place = PlaceOf(c.code, c.level);
    EXPECT_EQ(TierOf(place), c.tier) << c.code;
    EXPECT_EQ(LevelOf(place), c.level) << c.code;
    EXPECT_EQ(GovernmentLevelOfTier(TierOf(place)), c.government_level);
    EXPECT_EQ(FindDivision(place), Gazetteer::Get().Find(c.code)) << c.code;
    EXPECT_EQ(IsIdentified(FindDivision(place), LevelOf(place), 2020),
              c.is_known)
        << c.code << " " << c.level;
    EXPECT_EQ(StandsForDivision(place), c.stands_for_division) << c.code;
    EXPECT_EQ(MakePlace(DivisionOf(place), TierOf(place)), place);
  }
}

TEST(PlaceTest, OrdersByDivisionFirstAndTheUnknownLast) {
  EXPECT_LT(PlaceOf("110101", v1::LEVEL_DEPARTMENT),
            PlaceOf("110102", v1::LEVEL_COUNTY));
  EXPECT_LT(PlaceOf("110101", v1::LEVEL_COUNTY),
            PlaceOf("110101", v1::LEVEL_DEPARTMENT));
  EXPECT_LT(PlaceOf("659001", v1::LEVEL_DEPARTMENT),
            PlaceOf("", v1::LEVEL_UNSPECIFIED));
}

TEST(StratumTest, TellsTypesKindsOfBodiesAndWhatIsNotKnownApart) {
  const Catalogue catalogue = *Catalogue::Parse();
  const auto body = [&catalogue](int32_t year, const std::string& code,
                                 v1::Level level, const std::string& name) {
    return Locate(catalogue, {.division_code = code,
                              .level = level,
                              .issuer_name = name,
                              .type = v1::Report::TYPE_RULE_OF_LAW,
                              .year = year})
        .stratum.body;
  };
  const auto name_of = [&](const std::string& name) {
    const v1::Body* const entry =
        FindBody(catalogue, body(2020, "110108", v1::LEVEL_DEPARTMENT, name));
    return entry == nullptr ? "" : entry->name();
  };
  EXPECT_EQ(body(2020, "110108", v1::LEVEL_COUNTY, "海淀区人民政府"),
            kGovernments);
  // Whatever its name says, it is a government.
  EXPECT_EQ(body(2020, "110108", v1::LEVEL_COUNTY, "海淀区公安局"),
            kGovernments);
  EXPECT_EQ(name_of("北京市公安局海淀分局"), "bodies/public_security");
  EXPECT_EQ(name_of("海淀区工商行政管理局"), "bodies/market_supervision");
  EXPECT_EQ(name_of("海淀区市场监督管理局"), "bodies/market_supervision");
  EXPECT_EQ(body(2020, "110108", v1::LEVEL_DEPARTMENT, "样例事务中心"),
            kOtherBodies);
  EXPECT_EQ(body(0, "110108", v1::LEVEL_COUNTY, "海淀区人民政府"),
            kUnidentified);
  EXPECT_EQ(body(0, "110108", v1::LEVEL_DEPARTMENT, "海淀区公安局"),
            kUnidentified);
  EXPECT_EQ(body(2020, "", v1::LEVEL_COUNTY, "海淀区人民政府"), kUnidentified);
  EXPECT_EQ(body(2020, "110108", v1::LEVEL_UNSPECIFIED, "海淀区人民政府"),
            kUnidentified);

  const Place haidian = PlaceOf("110108", v1::LEVEL_COUNTY);
  EXPECT_EQ(
      StratumOf(catalogue, v1::Report::TYPE_UNSPECIFIED, 2020, haidian, "")
          .type,
      v1::Report::TYPE_RULE_OF_LAW);
  EXPECT_EQ(
      StratumOf(catalogue, v1::Report::TYPE_OTHER, 2020, haidian, "").type,
      v1::Report::TYPE_OTHER);
}

}  // namespace place_test
}  // namespace nianbao::aggregator
