#include "extractor/text/rewrap.h"

#include <string>

#include "extractor/text/normalize.h"
#include "extractor/text/utf16.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace {

std::string Joined(absl::string_view document) {
  NormalizedText text = Normalize(document, TestConversion()).value();
  JoinBrokenLines(text);
  return ToUtf8(text.text);
}

TEST(RewrapTest, JoinsWhatThePageBroke) {
  const struct {
    const char* name;
    const char* text;
    const char* joined;
  } kCases[] = {
      {"after a comma", "办结甲事，\n又办乙事。", "办结甲事,又办乙事。"},
      {"within a list", "采茶、\n制茶。", "采茶、制茶。"},
      {"a long line that ends in a word",
       "全年在茶园、茶场和茶馆开展检查，检查人员先后走访茶\n农若干。",
       "全年在茶园、茶场和茶馆开展检查,检查人员先后走访茶农若干。"},
      {"between digits",
       "全年在茶园、茶场和茶馆开展检查，检查人员先后走访茶农3\n5户。",
       "全年在茶园、茶场和茶馆开展检查,检查人员先后走访茶农35户。"},
      {"after a sentence", "办结甲事。\n又办乙事。", "办结甲事。\n又办乙事。"},
      {"a short line", "茶事报告\n正文。", "茶事报告\n正文。"},
      {"before a heading", "办结甲事，\n二、制茶。", "办结甲事,\n二、制茶。"},
      {"before a blank line", "办结甲事，\n\n又办乙事。",
       "办结甲事,\n\n又办乙事。"},
      {"at the end", "办结甲事，\n", "办结甲事,\n"},
      {"empty", "", ""},
  };
  for (const auto& c : kCases) EXPECT_EQ(Joined(c.text), c.joined) << c.name;
}

TEST(RewrapTest, KeepsOffsets) {
  const std::string document = "辦結甲事，\r\n又辦乙事，\n再辦丙事。";
  NormalizedText text = Normalize(document, TestConversion()).value();
  JoinBrokenLines(text);
  EXPECT_EQ(text.offsets.size(), text.text.size() + 1);
  EXPECT_EQ(text.offsets.back(), document.size());
  for (size_t i = 0; i < text.text.size(); ++i) {
    const v1::Span span = text.Original(i, i + 1);
    EXPECT_EQ(
        Normalized(document.substr(span.begin(), span.end() - span.begin())),
        text.text.substr(i, 1));
  }
}

}  // namespace
}  // namespace nianbao::extractor
