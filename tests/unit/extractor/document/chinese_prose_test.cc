#include "extractor/document/chinese_prose.h"

#include "extractor/document/charset.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace chinese_prose_test {

TEST(ReadsLikeChineseTest, TellsMojibake) {
  for (const Sample& sample : Samples()) {
    EXPECT_TRUE(ReadsLikeChinese(sample.text)) << sample.name;
    const auto as_gbk = ConvertToUtf8(sample.text.substr(0, 300), "GB18030");
    if (as_gbk.ok()) {
      EXPECT_FALSE(ReadsLikeChinese(*as_gbk)) << *as_gbk;
    }
    const auto as_latin = ConvertToUtf8(sample.text, "ISO-8859-1");
    EXPECT_FALSE(ReadsLikeChinese(*as_latin)) << sample.name;
  }
  EXPECT_TRUE(ReadsLikeChinese("plain English says nothing"));
  EXPECT_TRUE(ReadsLikeChinese("受"));
}

}  // namespace chinese_prose_test
}  // namespace nianbao::extractor
