#include "extractor/text/outline.h"

#include <string>
#include <vector>

#include "extractor/text/utf16.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace {

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

}  // namespace
}  // namespace nianbao::extractor
