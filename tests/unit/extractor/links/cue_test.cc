#include "extractor/links/cue.h"

#include "extractor/text/utf16.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::extractor {
namespace cue_test {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> Words(absl::string_view cue) {
  const auto expanded = ExpandCue(FromUtf8(cue));
  std::vector<std::string> words;
  for (const std::u16string& word : *expanded) words.push_back(ToUtf8(word));
  return words;
}

TEST(CueTest, Expands) {
  EXPECT_THAT(Words("采摘"), ElementsAre("采摘"));
  EXPECT_THAT(Words("(采摘|收购)茶叶"), ElementsAre("采摘茶叶", "收购茶叶"));
  EXPECT_THAT(Words("茶叶(加工)?厂"), ElementsAre("茶叶加工厂", "茶叶厂"));
  EXPECT_THAT(Words("(甲|乙)(丙|丁)?"),
              ElementsAre("甲丙", "甲丁", "甲", "乙丙", "乙丁", "乙"));
  EXPECT_THAT(Words("茶(叶|)园"), ElementsAre("茶叶园", "茶园"));
}

TEST(CueTest, RefusesMalformedCues) {
  const struct {
    const char* cue;
    const char* message;
  } kCases[] = {
      {"采摘(茶叶", "open ("}, {"((茶))叶", "nested"},
      {"茶)叶", "stray"},      {"茶|叶", "stray"},
      {"茶?", "stray"},        {"(茶叶)?", "empty word"},
      {"", "empty word"},      {"(茶|)", "empty word"},
  };
  for (const auto& c : kCases) {
    const auto words = ExpandCue(FromUtf8(c.cue));
    EXPECT_EQ(words.status().code(), absl::StatusCode::kInvalidArgument)
        << c.cue;
    EXPECT_THAT(std::string(words.status().message()), HasSubstr(c.message));
    EXPECT_THAT(std::string(words.status().message()), HasSubstr(c.cue));
  }
}

TEST(CueTest, LimitsTheNumberOfWords) {
  const std::u16string eight =
      u"(一|二)(一|二)(一|二)(一|二)(一|二)(一|二)(一|二)(一|二)";
  EXPECT_EQ(ExpandCue(eight)->size(), 256u);
  EXPECT_FALSE(ExpandCue(eight + u"(一|二)").ok());
}

}  // namespace cue_test
}  // namespace nianbao::extractor
