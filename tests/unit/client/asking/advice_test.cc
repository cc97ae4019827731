#include "client/asking/advice.h"

#include "CLI/CLI.hpp"
#include "client/asking/command.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace advice_test {

TEST(NearestWord, TakesSlipsAndBeginnings) {
  struct Case {
    const char* typed;
    const char* nearest;
  };
  for (const Case& c :
       {Case{"stast", "stats"}, Case{"stat", "stats"}, Case{"rnk", "rank"},
        Case{"observ", "observations"}, Case{"--yaer", "--year"},
        Case{"--indicators", "--indicator"}, Case{"frobnicate", ""},
        Case{"xy", ""}, Case{"", ""}}) {
    SCOPED_TRACE(c.typed);
    EXPECT_EQ(NearestWord(c.typed, {"stats", "rank", "observations", "--year",
                                    "--indicator"}),
              c.nearest);
  }
}

// What is said of a line of a program with two commands, one of them hidden.
std::string AdviceOn(const std::string& line,
                     Language language = Language::kEnglish) {
  CLI::App app("", "nianbao");
  app.require_subcommand(1);
  app.fallthrough();
  std::string address;
  app.add_option("--aggregator", address);
  int limit = 0;
  Command stats(app, "stats", "Statistics");
  stats.Add("--limit", limit, "Rows");
  stats.Run("", [] {});
  Command hidden(app, "complete", "Words");
  hidden.Hide();
  hidden.Run("", [] {});
  try {
    app.parse(line);
  } catch (const CLI::ParseError& error) {
    return Advice(app, error, language);
  }
  return "parsed";
}

TEST(Advice, NamesCommandsAndFlagsThatAreNot) {
  EXPECT_EQ(AdviceOn("stast"),
            "nianbao: no command stast; did you mean stats? `nianbao help` "
            "lists them\n");
  EXPECT_EQ(AdviceOn("--aggregator a:1 complet --limit 3"),
            "nianbao: no command complet; `nianbao help` lists them\n");
  EXPECT_EQ(AdviceOn("stats --limt 3"),
            "nianbao: no flag --limt; did you mean --limit? `nianbao help "
            "stats` lists them\n");
  EXPECT_EQ(AdviceOn("stats --agregator=a:1"),
            "nianbao: no flag --agregator; did you mean --aggregator? `nianbao "
            "help stats` lists them\n");
}

TEST(Advice, SpeaksChinese) {
  EXPECT_EQ(
      AdviceOn("stast", Language::kChinese),
      "nianbao: 没有命令 stast;是不是 stats?`nianbao help` 列出全部命令\n");
  EXPECT_EQ(AdviceOn("frobnicate", Language::kChinese),
            "nianbao: 没有命令 frobnicate;`nianbao help` 列出全部命令\n");
  EXPECT_EQ(AdviceOn("stats --limt 3", Language::kChinese),
            "nianbao: 没有选项 --limt;是不是 --limit?`nianbao help stats` "
            "列出全部选项\n");
}

TEST(Advice, LeavesOtherErrorsTheirOwnWords) {
  EXPECT_EQ(AdviceOn("stats --limit x"), "");
  EXPECT_EQ(AdviceOn("stats word"), "");
  EXPECT_EQ(AdviceOn(""), "");
  EXPECT_EQ(AdviceOn("stats"), "parsed");
}

}  // namespace advice_test
}  // namespace nianbao::client
