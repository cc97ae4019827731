#include "extractor/text/outline.h"

#include <string>
#include <vector>

#include "extractor/text/utf16.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace outline_test {

using ::testing::ElementsAre;

std::vector<std::string> Sentences(const std::u16string& text) {
  std::vector<std::string> sentences;
  for (const OutlineSentence& s : ReadOutline(text).sentences) {
    sentences.push_back(ToUtf8(text.substr(s.begin, s.end - s.begin)));
  }
  return sentences;
}

// Path of the section of the sentence that holds `words`.
std::string PathOf(const std::u16string& text, std::u16string_view words) {
  const Outline outline = ReadOutline(text);
  const size_t at = text.find(words);
  for (const OutlineSentence& s : outline.sentences) {
    if (s.begin <= at && at < s.end) {
      return ToUtf8(outline.Path(text, s.section));
    }
  }
  return "no sentence";
}

TEST(OutlineTest, SplitsSentences) {
  EXPECT_THAT(Sentences(u"甲事已办。乙事未办!丙事如何?\n丁事"),
              ElementsAre("甲事已办。", "乙事未办!", "丙事如何?", "丁事"));
  EXPECT_THAT(Sentences(u""), ElementsAre());
  EXPECT_THAT(Sentences(u"\n\n甲\n"), ElementsAre("甲"));
}

TEST(OutlineTest, NestsSections) {
  const std::u16string text =
      u"总述。\n一、种茶\n(一)开园\n1.选地\n选地正文。\n(1)测土\n测土正文。\n"
      u"(二)护园\n护园正文。\n二、制茶\n制茶正文。\n";
  EXPECT_EQ(PathOf(text, u"总述"), "");
  EXPECT_EQ(PathOf(text, u"选地正文"), "一、(一)1.");
  EXPECT_EQ(PathOf(text, u"测土正文"), "一、(一)1.(1)");
  EXPECT_EQ(PathOf(text, u"护园正文"), "一、(二)");
  EXPECT_EQ(PathOf(text, u"制茶正文"), "二、");
}

TEST(OutlineTest, LinesThatAreHeadings) {
  const std::u16string text =
      u"第一部分 种茶\n开园正文。\n1.4 护园\n巡护正文。\n3 2026年计划\n"
      u"计划正文。\n12 名茶农巡山,采茶。\n";
  EXPECT_EQ(PathOf(text, u"开园正文"), "第一部分");
  EXPECT_EQ(PathOf(text, u"巡护正文"), "第一部分1.4 ");
  EXPECT_EQ(PathOf(text, u"计划正文"), "第一部分3 ");
  EXPECT_EQ(PathOf(text, u"名茶农巡山"), "第一部分3 ");
}

TEST(OutlineTest, HeadingAndTextOnOneLine) {
  const std::u16string text = u"一、种茶。全年开园。(二)护园。全年巡护。";
  const Outline outline = ReadOutline(text);
  ASSERT_EQ(outline.sections.size(), 2u);
  const OutlineSection& first = outline.sections[0];
  EXPECT_EQ(ToUtf8(text.substr(first.begin, first.end - first.begin)),
            "一、种茶");
  EXPECT_EQ(first.mark, 2u);
  EXPECT_EQ(first.depth, 1);
  EXPECT_EQ(first.parent, -1);
  EXPECT_EQ(outline.sections[1].depth, 2);
  EXPECT_EQ(outline.sections[1].parent, 0);
  EXPECT_EQ(PathOf(text, u"全年巡护"), "一、(二)");
}

// (八) in a sentence opens nothing, unless it stands after the heading above it
// or is the next of a list.
TEST(OutlineTest, MarksInsideSentences) {
  const struct {
    const char* name;
    std::u16string text;
    const char* path;
  } kCases[] = {
      {"a name after a numeral", u"(三)护园。由七(八)室一队巡山。", "(三)"},
      {"a name after a word", u"(三)护园。由茶场(八)室巡山。", "(三)"},
      {"the first, far from a heading", u"一、护园。由茶场(一)室巡山。",
       "一、"},
      {"the first in no section", u"由茶场(一)室巡山。", ""},
      {"one that is not the next", u"一、茶\n(二)护园。由茶场(五)室巡山。",
       "一、(二)"},
      {"the first after its heading", u"一、护园(一)由茶场巡山。", "一、(一)"},
      {"the next of a list", u"一、茶\n(一)护园,由茶农看守(二)由茶场巡山。",
       "一、(二)"},
      {"the tenth of a list", u"一、茶\n(九)护园,由茶农看守(十)由茶场巡山。",
       "一、(十)"},
      {"below a deeper heading", u"一、茶\n(一)护园\n1.看守(二)由茶场巡山。",
       "一、(二)"},
      {"after a stop", u"一、茶。(八)由茶场巡山。", "一、(八)"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(PathOf(c.text, u"巡山"), c.path) << c.name;
  }
}

TEST(OutlineTest, CellsAreSentencesWithoutHeadings) {
  const std::u16string text = u"一、茶\n(一)采茶12件。又。\n后记。";
  const std::vector<CellSentence> cells = {
      {.begin = 4, .end = 15, .part = true}};
  const Outline outline = ReadOutline(text, cells);
  ASSERT_EQ(outline.sections.size(), 1u);
  ASSERT_EQ(outline.sentences.size(), 3u);
  EXPECT_EQ(outline.sentences[1].cell, 0);
  EXPECT_TRUE(outline.sentences[1].part);
  EXPECT_EQ(outline.sentences[1].end, 15u);
  EXPECT_EQ(outline.sentences[1].section, 0);
  EXPECT_EQ(outline.sentences[2].cell, -1);
}

TEST(OutlineTest, NumbersAreNoMarks) {
  EXPECT_TRUE(ReadOutline(u"3.5万人采茶。").sections.empty());
  EXPECT_TRUE(ReadOutline(u"2020年采茶。").sections.empty());
  EXPECT_TRUE(ReadOutline(u"三人采茶。").sections.empty());
  EXPECT_TRUE(ReadOutline(u"十余人采茶。").sections.empty());
}

TEST(OutlineTest, ParagraphsAreLines) {
  const Outline outline = ReadOutline(u"甲。乙。\n丙。");
  ASSERT_EQ(outline.sentences.size(), 3u);
  EXPECT_EQ(outline.sentences[0].paragraph, outline.sentences[1].paragraph);
  EXPECT_NE(outline.sentences[1].paragraph, outline.sentences[2].paragraph);
}

// Sentences tile the text: in order, apart, and nothing but breaks between.
TEST(OutlineTest, SentencesCoverTheSamples) {
  ASSERT_FALSE(Samples().empty());
  for (const Sample& sample : Samples()) {
    const std::u16string text = Normalized(sample.text);
    const Outline outline = ReadOutline(text);
    size_t at = 0;
    for (const OutlineSentence& s : outline.sentences) {
      ASSERT_LT(s.begin, s.end) << sample.name;
      for (; at < s.begin; ++at) ASSERT_EQ(text[at], u'\n') << sample.name;
      ASSERT_EQ(at, s.begin) << sample.name;
      at = s.end;
      ASSERT_LT(s.section, static_cast<int>(outline.sections.size()));
    }
    for (size_t i = 0; i < outline.sections.size(); ++i) {
      const OutlineSection& section = outline.sections[i];
      ASSERT_LT(section.parent, static_cast<int>(i));
      ASSERT_LE(section.begin + section.mark, section.end);
      if (section.parent >= 0) {
        ASSERT_LT(outline.sections[section.parent].depth, section.depth);
      }
    }
  }
}

TEST(OutlineTest, CutsEndlessSentences) {
  const std::u16string text(100000, u'茶');
  for (const OutlineSentence& s : ReadOutline(text).sentences) {
    EXPECT_LE(s.end - s.begin, 4096u);
  }
}

}  // namespace outline_test
}  // namespace nianbao::extractor
