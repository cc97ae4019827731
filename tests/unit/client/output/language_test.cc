#include "client/output/language.h"

#include "gtest/gtest.h"
#include "tests/unit/client/output/with_variable.h"

namespace nianbao::client {
namespace language_test {

struct LocaleCase {
  const char* all;
  const char* messages;
  const char* lang;
  Language on_terminal;
};

constexpr LocaleCase kCases[] = {
    {nullptr, nullptr, nullptr, Language::kEnglish},
    {nullptr, nullptr, "zh_CN.UTF-8", Language::kChinese},
    {nullptr, "zh_TW.UTF-8", "en_US.UTF-8", Language::kChinese},
    {"C.UTF-8", "zh_CN.UTF-8", "zh_CN.UTF-8", Language::kEnglish},
    {"", "", "zh_CN", Language::kChinese},
};

TEST(ResolveLanguage, FollowsTheLocaleOnTerminalsAlone) {
  for (const LocaleCase& c : kCases) {
    const WithVariable all("LC_ALL", c.all);
    const WithVariable messages("LC_MESSAGES", c.messages);
    const WithVariable lang("LANG", c.lang);
    SCOPED_TRACE(&c - kCases);
    EXPECT_EQ(ResolveLanguage(Language::kAuto, true), c.on_terminal);
    EXPECT_EQ(ResolveLanguage(Language::kAuto, false), Language::kEnglish);
    EXPECT_EQ(ResolveLanguage(Language::kChinese, false), Language::kChinese);
    EXPECT_EQ(ResolveLanguage(Language::kEnglish, true), Language::kEnglish);
  }
}

TEST(WordIn, TranslatesWordsOfTables) {
  EXPECT_EQ(WordIn(Language::kChinese, "county"), "县级");
  EXPECT_EQ(WordIn(Language::kEnglish, "county"), "county");
  EXPECT_EQ(WordIn(Language::kChinese, "no such word"), "no such word");
  EXPECT_EQ(WordIn(Language::kChinese, ""), "");
}

}  // namespace language_test
}  // namespace nianbao::client
