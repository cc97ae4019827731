#include "common/domain/units.h"

#include <optional>
#include <string>

#include "common/domain/catalogue.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao {
namespace units_test {

using ::testing::HasSubstr;
using ::testing::Optional;

TEST(UnitsTest, ConvertsWithinADimension) {
  const Units& units = Units::Get();
  struct Case {
    double value;
    const char *from, *to;
    double expected;
  };
  for (const Case& c : {
           Case{30, "亩", "平方米", 20000},
           {20000, "平方米", "亩", 30},
           {15, "亩", "公顷", 1},
           {1, "平方公里", "亩", 1500},
           {1, "平方公里", "公顷", 100},
           {12.5, "㎡", "平米", 12.5},
           {3, "‰", "%", 0.3},
           {3, "成", "%", 30},
           {5, "个百分点", "百分点", 5},
           {90, "分钟", "小时", 1.5},
           {2, "小时", "分钟", 120},
           {3, "天", "日", 3},
           {3, "公里", "米", 3000},
           {7, "吨", "公斤", 7000},
           {7, "吨", "千克", 7000},
           {3, "斤", "克", 1500},
           {3, "毫克", "微克", 3000},
           {2, "亿元", "万元", 20000},
           {9, "名", "人", 9},
           {9, "宗", "件", 9},
           {9, "例", "起", 9},
           {9, "人(次)", "人次", 9},
           {9, "场", "场次", 9},
           {9, "批", "批次", 9},
           {9, "碗", "碗", 9},
       }) {
    EXPECT_THAT(units.Convert(c.value, c.from, c.to), Optional(c.expected))
        << c.value << c.from << " in " << c.to;
  }
}

TEST(UnitsTest, KeepsApartWhatTheTextKeepsApart) {
  const Units& units = Units::Get();
  constexpr const char* kApart[][2] = {
      {"件次", "件"},       {"人次", "人"},   {"户次", "户"},
      {"家次", "家"},       {"家", "户"},     {"百分点", "%"},
      {"天", "小时"},       {"天", "工作日"}, {"工作日", "小时"},
      {"学时", "课时"},     {"学时", "小时"}, {"元", "美元"},
      {"美元", "港元"},     {"港元", "欧元"}, {"场", "次"},
      {"期", "次"},         {"份", "条"},     {"平方米", "米"},
      {"立方米", "平方米"}, {"公斤", "件"},   {"批次", "件"},
      {"碗", "件"},         {"碗", "盘"},     {"", "件"},
  };
  for (const auto& [a, b] : kApart) {
    EXPECT_EQ(units.Convert(1, a, b), std::nullopt) << a << " " << b;
    EXPECT_EQ(units.Convert(1, b, a), std::nullopt) << b << " " << a;
  }
}

TEST(UnitsTest, WholeNumbersStayWhole) {
  const Units& units = Units::Get();
  for (int n = 0; n < 30000; n += 3) {
    EXPECT_EQ(units.Convert(n, "亩", "平方米"), n / 3 * 2000.0);
    EXPECT_EQ(units.Convert(n * 20, "平方米", "亩"), n * 20 * 3 / 2000.0);
    EXPECT_EQ(units.Convert(n, "成", "‰"), n * 100.0);
  }
}

TEST(UnitsTest, ErrorsNameTheUnit) {
  const auto message = [](absl::string_view table) {
    return std::string(Units::Parse(table).status().message());
  };
  EXPECT_THAT(message("units {\n nme: 'x' }"), HasSubstr("line 2"));
  EXPECT_THAT(message("units { dimension: 'a' }"), HasSubstr("name"));
  EXPECT_THAT(message("units { name: 'x' }"), HasSubstr("'x': dimension"));
  EXPECT_THAT(message("units { name: 'x' dimension: 'a' numerator: 0 }"),
              HasSubstr("'x': numerator"));
  EXPECT_THAT(message("units { name: 'x' dimension: 'a' denominator: -1 }"),
              HasSubstr("denominator"));
  EXPECT_THAT(message("units { name: 'x' dimension: 'a' numerator: 2 }"),
              HasSubstr("source"));
  EXPECT_THAT(message("units { name: 'x' dimension: 'a' }"
                      "units { name: 'x' dimension: 'b' }"),
              HasSubstr("'x': is there twice"));
  EXPECT_THAT(message("units { name: 'x' dimension: 'a' }"
                      "units { name: 'y' dimension: 'b' aliases: 'x' }"),
              HasSubstr("'y': alias x"));
}

v1::Indicator MakeIndicator(const char* unit, v1::Indicator::Measure measure) {
  v1::Indicator indicator;
  indicator.set_unit(unit);
  indicator.set_measure(measure);
  return indicator;
}

std::optional<double> Value(const v1::Indicator& indicator, double value,
                            const char* unit, v1::Kind kind = v1::KIND_LEVEL) {
  v1::Quantity quantity;
  quantity.set_value(value);
  quantity.set_unit(unit);
  return ValueIn(indicator, quantity, kind);
}

TEST(ValueInTest, CountsTakeTheUnitsThatStandForTheirs) {
  v1::Indicator opinions = MakeIndicator("条", v1::Indicator::MEASURE_COUNT);
  EXPECT_EQ(Value(opinions, 7, "份"), std::nullopt);
  opinions.add_units("份");
  opinions.add_units("件");
  EXPECT_EQ(Value(opinions, 7, "条"), 7);
  EXPECT_EQ(Value(opinions, 7, "份"), 7);
  // By way of 件.
  EXPECT_EQ(Value(opinions, 7, "宗"), 7);
  EXPECT_EQ(Value(opinions, 7, "件次"), std::nullopt);
  EXPECT_EQ(Value(opinions, 7, "%"), std::nullopt);
  EXPECT_EQ(Value(opinions, 7, ""), 7);
  EXPECT_EQ(Value(opinions, 7, "份", v1::KIND_TARGET), 7);
}

TEST(ValueInTest, AmountsAreConverted) {
  const v1::Indicator area =
      MakeIndicator("平方米", v1::Indicator::MEASURE_AMOUNT);
  EXPECT_EQ(Value(area, 30, "亩"), 20000);
  EXPECT_EQ(Value(area, -30, "亩", v1::KIND_CHANGE), -20000);
  EXPECT_EQ(Value(area, 12000, "平方米"), 12000);
  EXPECT_EQ(Value(area, 3, "处"), std::nullopt);
  EXPECT_EQ(Value(area, 3, ""), std::nullopt);
}

TEST(ValueInTest, KindsSayWhatAPercentageIs) {
  const v1::Indicator rate = MakeIndicator("%", v1::Indicator::MEASURE_RATE);
  const v1::Indicator count = MakeIndicator("件", v1::Indicator::MEASURE_COUNT);
  const v1::Indicator days =
      MakeIndicator("工作日", v1::Indicator::MEASURE_RATE);
  EXPECT_EQ(Value(rate, 97.5, "%"), 97.5);
  EXPECT_EQ(Value(rate, 5, "‰"), 0.5);
  EXPECT_EQ(Value(rate, 3, "百分点"), std::nullopt);
  EXPECT_EQ(Value(rate, 3, "百分点", v1::KIND_CHANGE), 3);
  EXPECT_EQ(Value(rate, -3, "%", v1::KIND_CHANGE), -3);
  EXPECT_EQ(Value(rate, 2, "倍", v1::KIND_CHANGE), std::nullopt);
  EXPECT_EQ(Value(rate, 3, ""), std::nullopt);
  EXPECT_EQ(Value(count, 5, "%", v1::KIND_CHANGE), std::nullopt);
  EXPECT_EQ(Value(count, 5, "宗", v1::KIND_CHANGE), 5);
  EXPECT_EQ(Value(days, 5, "百分点", v1::KIND_CHANGE), std::nullopt);
  EXPECT_EQ(Value(days, 5, "工作日", v1::KIND_CHANGE), 5);
  EXPECT_EQ(Value(rate, 2, "位", v1::KIND_RANK), 2);
  EXPECT_EQ(Value(count, 2, "", v1::KIND_RANK), 2);
}

// What the catalogue says of its own indicators.
TEST(ValueInTest, BuiltInIndicatorsKeepDistinctions) {
  const Catalogue catalogue = *Catalogue::Parse();
  struct Case {
    const char *indicator, *unit;
    bool stands;
  };
  for (const Case& c : {
           Case{"decision.legal_opinions", "份", true},
           {"decision.legal_opinions", "件次", false},
           {"decision.contracts_reviewed", "件", true},
           {"decision.documents_reviewed", "件次", false},
           {"enforcement.illegal_structures", "宗", true},
           {"enforcement.illegal_area", "亩", true},
           {"enforcement.restored_land", "公顷", true},
           {"enforcement.inspections", "家次", true},
           {"enforcement.subjects_inspected", "家", true},
           {"enforcement.subjects_inspected", "家次", false},
           {"enforcement.penalties", "起", true},
           {"enforcement.file_reviews", "卷", false},
           {"litigation.head_appearances", "人次", true},
           {"litigation.head_appearances", "名", false},
           {"litigation.cases", "宗", true},
           {"litigation.cases", "件次", false},
           {"petition.cases", "件次", true},
           {"petition.cases", "批次", false},
           {"petition.persons", "人", false},
           {"service.cases_handled", "件次", true},
           {"service.average_days", "天", false},
           {"training.participants", "名", false},
           {"training.sessions", "场次", true},
           {"market.entities", "%", false},
       }) {
    const v1::Indicator* const indicator =
        catalogue.Find(std::string("indicators/") + c.indicator);
    ASSERT_NE(indicator, nullptr) << c.indicator;
    EXPECT_EQ(Value(*indicator, 1, c.unit).has_value(), c.stands)
        << c.indicator << " " << c.unit;
  }
}

}  // namespace units_test
}  // namespace nianbao
