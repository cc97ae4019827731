#include "extractor/text/normalize.h"

#include <random>
#include <string>
#include <vector>

#include "extractor/text/utf16.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace normalize_test {

using ::testing::HasSubstr;

TEST(NormalizeTest, TextOfRules) {
  const struct {
    const char* name;
    const char* document;
    const char* text;
  } kCases[] = {
      {"full width", "受理１２３件，占９７．６％。", "受理123件,占97.6%。"},
      {"blanks", "受理 12　件\t。", "受理12件。"},
      {"blank between words", "ICP 12 34", "ICP 12 34"},
      {"line breaks", "甲\r\n乙\r丙\n丁", "甲\n乙\n丙\n丁"},
      {"Traditional", "行政復議應訴五萬餘件", "行政复议应诉五万余件"},
      {"quotation marks", "「一網通辦」『好』", "“一网通办”“好”"},
      {"straight quotation marks", "\"一网通办\"＂好＂\n\"不\"成\"对",
       "“一网通办”“好”\n\"不\"成\"对"},
      {"no width", "受\u200B理\uFEFF件", "受理件"},
      {"brackets", "【〔2020〕】", "[[2020]]"},
      {"supplementary", "𠀀件", "𠀀件"},
      {"empty", "", ""},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(ToUtf8(Normalized(c.document)), c.text) << c.name;
  }
}

TEST(NormalizeTest, Script) {
  const struct {
    const char* document;
    v1::Script script;
  } kCases[] = {
      {"全区办理行政复议案件", v1::SCRIPT_HANS},
      {"全區辦理行政復議案件", v1::SCRIPT_HANT},
      {"全区办理行政复议案件，辦理應訴案件", v1::SCRIPT_MIXED},
      {"3月2日", v1::SCRIPT_UNSPECIFIED},
      {"", v1::SCRIPT_UNSPECIFIED},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(Normalize(c.document, TestConversion())->script, c.script)
        << c.document;
  }
}

TEST(NormalizeTest, OriginalCoversTheWholeCharacter) {
  const std::string document = "受理５萬 餘件𠀀。";
  const NormalizedText text = *Normalize(document, TestConversion());
  const auto original = [&](std::u16string_view part) {
    const size_t at = text.text.find(part);
    const v1::Span span = text.Original(at, at + part.size());
    return document.substr(span.begin(), span.end() - span.begin());
  };
  EXPECT_EQ(original(u"5"), "５");
  EXPECT_EQ(original(u"5万"), "５萬");
  // The blank after the last unit is left out, one within is kept.
  EXPECT_EQ(original(u"万余"), "萬 餘");
  EXPECT_EQ(original(u"件"), "件");
  EXPECT_EQ(original(u"𠀀"), "𠀀");
  EXPECT_EQ(original(u"。"), "。");
  EXPECT_EQ(text.offsets.size(), text.text.size() + 1);
  EXPECT_EQ(text.offsets.back(), document.size());
}

// Every stretch of the original is read as the units that it stands for.
TEST(NormalizeTest, OffsetsPointAtTheSameText) {
  const std::vector<std::string> kParts = {
      "受", "理", "審", "結",     "訴",     "訟", "萬", "餘",   "億",
      "件", "５", "３", "7",      "a",      "Ｂ", "，", "。",   "（",
      "）", "％", "「", "」",     "𠀀",     "𪚥", "\n", "\r\n", "\r",
      " ",  "　", "\t", "\u200B", "\uFEFF", "·",  "①",  "²"};
  std::mt19937 random(3);
  for (int round = 0; round < 300; ++round) {
    std::string document;
    for (int n = 0; n < 30; ++n) document += kParts[random() % kParts.size()];
    const NormalizedText whole = *Normalize(document, TestConversion());
    const std::u16string& text = whole.text;
    const auto is_inside = [&](size_t i) {
      return i < text.size() && text[i] >= 0xDC00 && text[i] < 0xE000;
    };
    for (size_t begin = 0; begin < text.size(); ++begin) {
      for (size_t end = begin + 1; end <= std::min(text.size(), begin + 4);
           ++end) {
        if (is_inside(begin) || is_inside(end) || text[begin] == u' ' ||
            text[end - 1] == u' ') {
          continue;
        }
        const v1::Span span = whole.Original(begin, end);
        const std::string part =
            document.substr(span.begin(), span.end() - span.begin());
        ASSERT_EQ(Normalized(part), text.substr(begin, end - begin)) << part;
      }
    }
  }
}

TEST(NormalizeTest, NamesTheByteOfBadInput) {
  const std::string good = "受理35件。";
  const struct {
    const char* name;
    std::string bad;
    const char* what;
  } kCases[] = {
      {"truncated tail", "\xE5\x8F", "is not valid UTF-8"},
      {"truncated within", "\xE5\x8Fx", "is not valid UTF-8"},
      {"overlong", "\xC0\xAF", "is not valid UTF-8"},
      {"overlong of three", "\xE0\x80\xAF", "is not valid UTF-8"},
      {"surrogate", "\xED\xA0\x80", "is not valid UTF-8"},
      {"beyond the last plane", "\xF4\x90\x80\x80", "is not valid UTF-8"},
      {"byte that never occurs", "\xFF", "is not valid UTF-8"},
      {"stray continuation", "\x80", "is not valid UTF-8"},
      {"NUL", std::string(1, '\0'), "has a NUL"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    for (const std::string& after : {std::string(), good}) {
      if (c.bad.back() == 'x' && after.empty()) continue;
      const std::string document = good + c.bad + after;
      const auto text = Normalize(document, TestConversion());
      ASSERT_EQ(text.status().code(), absl::StatusCode::kInvalidArgument);
      EXPECT_THAT(std::string(text.status().message()), HasSubstr(c.what));
      EXPECT_THAT(std::string(text.status().message()),
                  HasSubstr("at byte " + std::to_string(good.size())));
    }
  }
}

TEST(NormalizeTest, Utf8RoundTrip) {
  for (const char* const text : {"", "a", "受理𠀀件", "\n"}) {
    EXPECT_EQ(ToUtf8(FromUtf8(text)), text);
  }
}

}  // namespace normalize_test
}  // namespace nianbao::extractor
