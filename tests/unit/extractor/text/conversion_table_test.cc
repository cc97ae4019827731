// The derived tables are proved equal to OpenCC itself.
#include "common/text/conversion_table.h"

#include <Config.hpp>
#include <Conversion.hpp>
#include <ConversionChain.hpp>
#include <Converter.hpp>
#include <Dict.hpp>
#include <DictEntry.hpp>
#include <DictGroup.hpp>
#include <Lexicon.hpp>
#include <list>
#include <memory>
#include <opencc/SimpleConverter.hpp>
#include <random>
#include <string>
#include <vector>

#include "extractor/text/utf16.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace conversion_table_test {

std::string OpenCc(const std::string& text) {
  static const auto* const converter = new opencc::SimpleConverter("t2s.json");
  return converter->Convert(text);
}

// Every key of the dictionaries behind t2s: characters and phrases.
std::vector<std::string> DictionaryKeys() {
  std::vector<std::string> keys;
  opencc::Config config;
  const opencc::ConverterPtr converter = config.NewFromFile("t2s.json");
  for (const auto& conversion :
       converter->GetConversionChain()->GetConversions()) {
    const auto group =
        std::dynamic_pointer_cast<opencc::DictGroup>(conversion->GetDict());
    for (const auto& dict : group->GetDicts()) {
      for (const auto& entry : *dict->GetLexicon()) {
        keys.push_back(entry->Key());
      }
    }
  }
  return keys;
}

bool HasSurrogate(std::u16string_view text) {
  for (char16_t c : text) {
    if (c >= 0xD800 && c < 0xE000) return true;
  }
  return false;
}

// Folding changes none of its units.
bool IsFolded(std::u16string_view text) {
  for (char16_t c : text) {
    if (TestConversion().Fold(c) != c) return false;
  }
  return true;
}

TEST(ConversionTableTest, EqualsOpenCcOnItsDictionaries) {
  int characters = 0, phrases = 0, outside = 0;
  for (const std::string& key : DictionaryKeys()) {
    const std::u16string units = FromUtf8(key);
    if (!IsFolded(units)) continue;
    const std::string converted = OpenCc(key);
    if (HasSurrogate(units) || HasSurrogate(FromUtf8(converted))) {
      // Rare characters with a form outside the basic plane stay as they are.
      ++outside;
      if (units.size() > 1) continue;
      EXPECT_EQ(ToUtf8(Normalized(key)), key);
      continue;
    }
    ++(units.size() == 1 ? characters : phrases);
    EXPECT_EQ(ToUtf8(Normalized(key)), converted) << key;
  }
  EXPECT_GT(characters, 2900);
  EXPECT_GT(phrases, 250);
  EXPECT_LT(outside, 1200);
}

TEST(ConversionTableTest, EqualsOpenCcOnEveryUnit) {
  for (uint32_t c = 0x21; c <= 0xFFFF; ++c) {
    const std::u16string unit(1, static_cast<char16_t>(c));
    if (HasSurrogate(unit) || !IsFolded(unit)) continue;
    const std::string text = ToUtf8(unit);
    const std::string converted = OpenCc(text);
    if (HasSurrogate(FromUtf8(converted))) continue;
    ASSERT_EQ(ToUtf8(Normalized(text)), converted) << std::hex << c;
  }
}

TEST(ConversionTableTest, EqualsOpenCcOnRandomMixtures) {
  std::vector<std::string> parts = {"年", "2020", "，", "受理", "3",  "件", "a",
                                    "\n", "干",   "后", "里",   "发", "。"};
  for (const std::string& key : DictionaryKeys()) {
    const std::u16string units = FromUtf8(key);
    if (IsFolded(units) && !HasSurrogate(units) &&
        !HasSurrogate(FromUtf8(OpenCc(key)))) {
      parts.push_back(key);
    }
  }
  std::mt19937 random(11);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int n = 0; n < 40; ++n) {
      const std::string& part = parts[random() % parts.size()];
      // A piece of a phrase makes others overlap.
      const std::u16string units = FromUtf8(part);
      text += ToUtf8(units.substr(random() % units.size()));
    }
    const std::u16string converted = FromUtf8(OpenCc(text));
    std::u16string expected;
    for (char16_t c : converted) expected += TestConversion().Fold(c);
    ASSERT_EQ(ToUtf8(Normalized(text)), ToUtf8(expected)) << text;
  }
}

TEST(ConversionTableTest, PhrasesGoBeforeCharacters) {
  const std::u16string text = u"乾坤乾淨";
  std::u16string_view converted;
  EXPECT_EQ(TestConversion().MatchPhrase(text, 0, &converted), 2u);
  EXPECT_EQ(converted, u"乾坤");
  EXPECT_EQ(TestConversion().MatchPhrase(u"受理", 0, &converted), 0u);
  EXPECT_EQ(ToUtf8(Normalized("乾坤乾淨")), "乾坤干净");
}

TEST(ConversionTableTest, Folds) {
  const struct {
    char16_t from, to;
  } kCases[] = {
      {u'１', u'1'},
      {u'，', u','},
      {u'％', u'%'},
      {u'（', u'('},
      {u'：', u':'},
      {u'Ａ', u'A'},
      {u'「', u'“'},
      {u'』', u'”'},
      {u'〔', u'['},
      {u'】', u']'},
      {u'｡', u'。'},
      {u'、', u'、'},
      {u'\u3000', u' '},
      {u'\u00A0', u' '},
      {u'\uFEFF', 0},
      {u'\u200B', 0},
      // As digits they would join those beside them.
      {u'①', u'①'},
      {u'㈠', u'㈠'},
      {u'²', u'²'},
      {u'½', u'½'},
      {u'㎡', u'㎡'},
      {u'…', u'…'},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(TestConversion().Fold(c.from), c.to) << std::hex << int{c.from};
  }
}

TEST(ConversionTableTest, TellsScriptsApart) {
  for (char16_t c : std::u16string(u"萬處應訴億")) {
    EXPECT_TRUE(TestConversion().IsTraditionalOnly(c)) << int{c};
    EXPECT_FALSE(TestConversion().IsSimplifiedOnly(c)) << int{c};
  }
  for (char16_t c : std::u16string(u"万处应诉亿")) {
    EXPECT_FALSE(TestConversion().IsTraditionalOnly(c)) << int{c};
  }
  for (char16_t c : std::u16string(u"处应诉亿")) {
    EXPECT_TRUE(TestConversion().IsSimplifiedOnly(c)) << int{c};
  }
  for (char16_t c : std::u16string(u"受理件3,后里")) {
    EXPECT_FALSE(TestConversion().IsSimplifiedOnly(c)) << int{c};
    EXPECT_FALSE(TestConversion().IsTraditionalOnly(c)) << int{c};
  }
}

}  // namespace conversion_table_test
}  // namespace nianbao::extractor
