#include "extractor/text/noise.h"

#include <string>

#include "extractor/text/utf16.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace noise_test {

struct Case {
  const char* document;
  const char* text;
};

void Expect(const Case& c) {
  EXPECT_EQ(ToUtf8(Normalized(c.document)), c.text) << c.document;
}

TEST(NoiseTest, ReadingsAreDropped) {
  for (const Case& c : {
           Case{"行政復(fù)議", "行政复议"},
           Case{"發(fā)布時間", "发布时间"},
           Case{"執（zhí）法", "执法"},
           Case{"會(huì )同", "会同"},
           Case{"女(nǚ)性", "女性"},
           Case{"莊(zhuāng)園", "庄园"},
           Case{"12萬(wan) 件，機關(guan)", "12万件,机关"},
       }) {
    Expect(c);
  }
}

TEST(NoiseTest, OtherBracketsStay) {
  for (const Case& c : {
           Case{"附件(an)", "附件(an)"},
           Case{"长度(km)、重量(kg)", "长度(km)、重量(kg)"},
           Case{"受理(件)", "受理(件)"},
           Case{"系统(APP)、平台(OA)", "系统(APP)、平台(OA)"},
           Case{"茶(cha，tea)", "茶(cha,tea)"},
           Case{"a(fù)", "a(fù)"},
           Case{"茶园(zhuangg)和(bcd)", "茶园(zhuangg)和(bcd)"},
       }) {
    Expect(c);
  }
}

TEST(NoiseTest, BlanksWithinNumbers) {
  for (const Case& c : {
           Case{"受理1\u00A0234件", "受理1234件"},
           Case{"受理1\u202F234件", "受理1234件"},
           Case{"受理1\u00A023件", "受理123件"},
           Case{"受理1\u2009234\u2009567件", "受理1234567件"},
           Case{"受理１　２３４件", "受理1234件"},
           Case{"受理\u00A034\u00A0件", "受理34件"},
       }) {
    Expect(c);
  }
}

TEST(NoiseTest, BlanksBetweenNumbersStay) {
  for (const Case& c : {
           Case{"2022\u00A045件", "2022 45件"},
           Case{"45　38", "45 38"},
           Case{"45  \u00A038", "45 38"},
           Case{"45 38", "45 38"},
           Case{"a\u00A0b", "a b"},
           Case{"12\u00A03456", "12 3456"},
       }) {
    Expect(c);
  }
}

TEST(NoiseTest, MarksWithinNumbers) {
  for (const Case& c : {
           Case{"受理12¹件，审结10²件", "受理12件,审结10件"},
           Case{"受理345\u202C件", "受理345件"},
           Case{"受理3\u200E45件", "受理345件"},
           Case{"受理3\u030245件", "受理345件"},
           Case{"受理3\uE00045件", "受理345件"},
           Case{"受理345\uF0B7件", "受理345件"},
           Case{"面积12m²", "面积12m²"},
           Case{"受\uE000理", "受\uE000理"},
       }) {
    Expect(c);
  }
}

TEST(NoiseTest, LettersInYears) {
  for (const Case& c : {
           Case{"二О二三年", "二〇二三年"},
           Case{"二O二三年", "二〇二三年"},
           Case{"二о二о年", "二〇二〇年"},
           Case{"二OO九年", "二〇〇九年"},
           Case{"二〇二O年", "二〇二〇年"},
           Case{"二ο二四", "二〇二四"},
           Case{"第二O型", "第二O型"},
           Case{"O型血", "O型血"},
       }) {
    Expect(c);
  }
}

// Evidence is quoted by offsets: each unit still points at its own bytes.
TEST(NoiseTest, OffsetsFollow) {
  const std::string document = "復(fù)議1\u00A0234件¹";
  const NormalizedText text = *Normalize(document, TestConversion());
  ASSERT_EQ(ToUtf8(text.text), "复议1234件¹");
  const v1::Span number = text.Original(2, 6);
  EXPECT_EQ(document.substr(number.begin(), number.end() - number.begin()),
            "1\u00A0234");
  const v1::Span last = text.Original(6, 7);
  EXPECT_EQ(document.substr(last.begin(), last.end() - last.begin()), "件");
  EXPECT_EQ(text.offsets.size(), text.text.size() + 1);
}

}  // namespace noise_test
}  // namespace nianbao::extractor
