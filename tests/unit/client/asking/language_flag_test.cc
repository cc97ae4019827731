#include "client/asking/chinese/language_flag.h"

#include "CLI/CLI.hpp"
#include "absl/strings/str_join.h"
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

TEST(PutLanguageBehindCommand, MovesWhatStandsBeforeIt) {
  CLI::App app("", "nianbao");
  app.add_subcommand("help", "");
  app.add_subcommand("stats", "");
  struct Case {
    const char* line;
    const char* moved;
  };
  for (const Case& c : {
           Case{"--lang zh help stats", "help --lang zh stats"},
           Case{"--tls --lang=zh --ca f stats --by year",
                "--tls --ca f stats --lang=zh --by year"},
           Case{"help --lang zh stats", "help --lang zh stats"},
           Case{"stats --by year --lang zh", "stats --by year --lang zh"},
           Case{"--lang fr stats", "stats --lang fr"},
           Case{"--lang zh", ""},
           Case{"stast --lang zh", "stast"},
           Case{"--lang zh --help", "--help"},
           Case{"--lang", "--lang"},
           Case{"stats --by year", "stats --by year"},
           Case{"", ""},
       }) {
    std::vector<std::string> words = WordsOf(c.line);
    PutLanguageBehindCommand(app, words);
    EXPECT_EQ(absl::StrJoin(words, " "), c.moved) << c.line;
  }
}

}  // namespace language_flag_test
}  // namespace nianbao::client
