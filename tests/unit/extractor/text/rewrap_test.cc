#include "extractor/text/rewrap.h"

#include <string>

#include "extractor/text/normalize.h"
#include "extractor/text/utf16.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace rewrap_test {

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
      {"within a number", "采茶1,2\n45件。", "采茶1,245件。"},
      {"within a number of three groups", "采茶1,234,\n567件。",
       "采茶1,234,567件。"},
      {"a number that is whole", "采茶1,234\n56件。", "采茶1,234\n56件。"},
      {"a number that would be too long", "采茶1,2\n4567件。",
       "采茶1,2\n4567件。"},
      {"between a number and its unit", "采茶1245\n件，制茶3次。",
       "采茶1245件,制茶3次。"},
      {"a number alone", "采茶\n12\n余件，制茶\n3\n件", "采茶12余件,制茶\n3件"},
      {"a unit alone", "采茶\n12\n件\n制茶", "采茶\n12件\n制茶"},
      {"a word that begins like a unit", "采茶12\n人民调解",
       "采茶12\n人民调解"},
      {"a word that begins like another", "采茶12\n个别茶场。",
       "采茶12\n个别茶场。"},
      {"the number of a page",
       "全年在茶园、茶场和茶馆开展检查，检查人员先后走访茶\n— 3 —\n农若干。",
       "全年在茶园、茶场和茶馆开展检查,检查人员先后走访茶农若干。"},
      {"the number of a page between blank lines",
       "办结甲事，\n\n- 12 -\n\n又办乙事。", "办结甲事,又办乙事。"},
      {"a page of pages", "办结甲事。\n第 3 页 共 12 页\n又办乙事。",
       "办结甲事。\n又办乙事。"},
      {"a page by a stroke", "办结甲事，\n3/12页\n又办乙事。",
       "办结甲事,又办乙事。"},
      {"what is no page", "办结甲事，\n共印3页。\n—3\n3页纸",
       "办结甲事,共印3页。\n—3\n3页纸"},
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

}  // namespace rewrap_test
}  // namespace nianbao::extractor
