#include "extractor/text/number.h"

#include <string>

#include "extractor/text/utf16.h"
#include "gtest/gtest.h"

namespace nianbao::extractor {
namespace number_test {

struct NumberCase {
  const char* text;
  const char* decimal;
  // The part of `text` that is the number.
  const char* number;
  bool at_least = false;
};

constexpr NumberCase kNumbers[] = {
    // Arabic numerals.
    {"558件", "558", "558"},
    {"0件", "0", "0"},
    {"1,573件", "1573", "1,573"},
    {"12,345,678元", "12345678", "12,345,678"},
    {"5.50分", "5.50", "5.50"},
    {"97.6%", "97.6", "97.6"},
    {"0.05%", "0.05", "0.05"},
    {"16.4亿元", "1640000000", "16.4亿"},
    {"1659.7亿元", "165970000000", "1659.7亿"},
    {"11.34万件", "113400", "11.34万"},
    {"2.00001万件", "20000.1", "2.00001万"},
    {"3万4000人", "34000", "3万4000"},
    {"3千万元", "30000000", "3千万"},
    {"30余万人次", "300000", "30余万", true},
    {"8多亿元", "800000000", "8多亿", true},
    {"999999999999999元", "999999999999999", "999999999999999"},
    // A comma between clauses is no separator of thousands.
    {"12,34件", "12", "12"},
    {"3,1234件", "3", "3"},
    {"2020,100件", "2020", "2020"},
    {"5.件", "5", "5"},
    // Chinese numerals.
    {"五次", "5", "五"},
    {"两名", "2", "两"},
    {"十件", "10", "十"},
    {"十二件", "12", "十二"},
    {"二十件", "20", "二十"},
    {"三百二十一件", "321", "三百二十一"},
    {"一百零五件", "105", "一百零五"},
    {"一千零三件", "1003", "一千零三"},
    {"一千二百件", "1200", "一千二百"},
    {"两万人次", "20000", "两万"},
    {"十五万件", "150000", "十五万"},
    {"三万四千件", "34000", "三万四千"},
    {"一亿二千万元", "120000000", "一亿二千万"},
    {"十几件", "10", "十几", true},
    {"几十件", "10", "几十", true},
    {"数百人", "100", "数百", true},
};

TEST(NumberTest, ReadsNumerals) {
  for (const NumberCase& c : kNumbers) {
    SCOPED_TRACE(c.text);
    const auto number = ParseNumber(FromUtf8(c.text), 0);
    ASSERT_TRUE(number.has_value());
    EXPECT_EQ(number->value.ToString(), c.decimal);
    EXPECT_EQ(number->begin, 0u);
    EXPECT_EQ(number->end, FromUtf8(c.number).size());
    EXPECT_EQ(number->at_least, c.at_least);
    EXPECT_DOUBLE_EQ(number->value.ToDouble(), std::stod(c.decimal));
  }
}

TEST(NumberTest, OthersAreNoNumbers) {
  for (const char* const text : {
           "",
           "件",
           "二〇二三年",
           "三四五件",
           "五三件",
           "十四五规划",
           "伍先生",
           "拾遗",
           // An identifier.
           "1101080000123456",
           "半年",
           "零件",
           "几件",
       }) {
    EXPECT_FALSE(ParseNumber(FromUtf8(text), 0).has_value()) << text;
  }
  EXPECT_FALSE(ParseNumber(u"12", 2).has_value());
}

TEST(NumberTest, ScaleAloneIsMarked) {
  for (const char* const text : {"千余件", "万余人次", "百件"}) {
    const auto number = ParseNumber(FromUtf8(text), 0);
    ASSERT_TRUE(number.has_value()) << text;
    EXPECT_TRUE(number->bare_scale) << text;
  }
  EXPECT_FALSE(ParseNumber(u"三千件", 0)->bare_scale);
  EXPECT_FALSE(ParseNumber(u"十件", 0)->bare_scale);
}

TEST(NumberTest, ReadsInsideAText) {
  const std::u16string text = u"受理558件";
  const auto number = ParseNumber(text, 2);
  ASSERT_TRUE(number.has_value());
  EXPECT_EQ(number->begin, 2u);
  EXPECT_EQ(number->end, 5u);
  EXPECT_FALSE(number->chinese);
  EXPECT_TRUE(ParseNumber(u"受理五件", 2)->chinese);
}

TEST(DecimalTest, KeepsTheDigitsAsPrinted) {
  EXPECT_EQ((Decimal{550, -2}.ToString()), "5.50");
  EXPECT_EQ((Decimal{5, -3}.ToString()), "0.005");
  EXPECT_EQ((Decimal{164, 7}.ToString()), "1640000000");
  EXPECT_EQ((Decimal{0, 4}.ToString()), "0");
  EXPECT_EQ((Decimal{-123, -1}.ToString()), "-12.3");
  EXPECT_EQ((Decimal{-5, -1}.ToString()), "-0.5");
  EXPECT_EQ((Decimal{-5, -2}.ToString()), "-0.05");
  EXPECT_EQ((Decimal{-3, 4}.ToString()), "-30000");
}

TEST(DecimalTest, NearestDouble) {
  EXPECT_EQ((Decimal{976, -1}.ToDouble()), 97.6);
  EXPECT_EQ((Decimal{-5, -2}.ToDouble()), -0.05);
  EXPECT_EQ((Decimal{-31, -1}.ToDouble()), -3.1);
  EXPECT_EQ((Decimal{1134, 2}.ToDouble()), 113400.0);
  EXPECT_EQ((Decimal{999999999999999, 0}.ToDouble()), 999999999999999.0);
}

// Every whole number below ten thousand, spelt as it is read.
TEST(NumberTest, ReadsEverySpelling) {
  const std::u16string digits = u"零一二三四五六七八九";
  const std::u16string scales = u" 十百千";
  for (int value = 1; value < 10000; ++value) {
    std::u16string spelt;
    bool gap = false;
    for (int place = 3, unit = 1000; place >= 0; --place, unit /= 10) {
      const int digit = value / unit % 10;
      if (digit == 0) {
        gap = !spelt.empty();
        continue;
      }
      if (gap) spelt += u'零';
      gap = false;
      if (!(digit == 1 && place == 1 && spelt.empty())) spelt += digits[digit];
      if (place > 0) spelt += scales[place];
    }
    const auto number = ParseNumber(spelt, 0);
    ASSERT_TRUE(number.has_value()) << ToUtf8(spelt);
    ASSERT_EQ(number->value.mantissa, value) << ToUtf8(spelt);
    ASSERT_EQ(number->end, spelt.size()) << ToUtf8(spelt);
  }
}

}  // namespace number_test
}  // namespace nianbao::extractor
