#include "client/asking/chinese/language_flag.h"

#include "absl/strings/str_split.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace language_flag_test {

std::vector<std::string> WordsOf(const std::string& line) {
  return absl::StrSplit(line, ' ', absl::SkipEmpty());
}

TEST(AskedLanguage, IsThatOfTheFirstFlag) {
  struct Case {
    const char* line;
    Language language;
  };
  for (const Case& c :
       {Case{"", Language::kAuto}, Case{"stats --help", Language::kAuto},
        Case{"stats --help --lang zh", Language::kChinese},
        Case{"--lang zh help stats", Language::kChinese},
        Case{"help --lang=en", Language::kEnglish},
        Case{"stats --lang en --lang=zh", Language::kEnglish},
        Case{"stats --lang fr", Language::kAuto},
        Case{"stats --lang=", Language::kAuto},
        Case{"stats --lang", Language::kAuto},
        Case{"extract -- --lang zh", Language::kAuto},
        Case{"stats --language zh", Language::kAuto}}) {
    EXPECT_EQ(AskedLanguage(WordsOf(c.line)), c.language) << c.line;
  }
}

}  // namespace language_flag_test
}  // namespace nianbao::client
