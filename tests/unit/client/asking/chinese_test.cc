#include "client/asking/chinese/chinese.h"

#include <map>
#include <set>
#include <string>

#include "CLI/CLI.hpp"
#include "absl/strings/ascii.h"
#include "client/asking/chinese/help.h"
#include "client/asking/chinese/texts.h"
#include "client/command_line/command_line.h"
#include "client/commands/shell/shell.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace chinese_test {

using ::testing::HasSubstr;
using ::testing::Not;

// A text of the help and where it stands.
using Texts = std::map<std::string, std::string>;

// What a footer says, and its examples where they are the app's, which alone
// have words of their own.
void CollectFooter(const CLI::App& app, bool with_examples, Texts& texts) {
  const std::string footer = app.get_footer();
  const std::string heading = "Examples:\n";
  const size_t examples = footer.find(heading);
  const std::string prose(
      absl::StripTrailingAsciiWhitespace(footer.substr(0, examples)));
  if (!prose.empty()) texts[prose] = "footer of " + app.get_name();
  if (with_examples && examples != std::string::npos) {
    texts[footer.substr(examples + heading.size())] =
        "examples of " + app.get_name();
  }
}

void Collect(const CLI::App& app, Texts& texts) {
  texts[app.get_description()] = "summary of " + app.get_name();
  for (const CLI::Option* const option : app.get_options()) {
    const std::string name = app.get_name() + " " + option->get_name();
    texts[option->get_description()] = "description of " + name;
    texts[option->get_group()] = "heading of " + name;
  }
}

// All that the help of `nianbao` says; hidden commands are for programs.
Texts TextsOfHelp() {
  Session session;
  GeneralFlags flags;
  CLI::App app(kSummary, "nianbao");
  AddCommandLine(app, session, flags, {});
  Texts texts = {{kBeginning, "what `nianbao` alone prints"}};
  Collect(app, texts);
  CollectFooter(app, /*with_examples=*/true, texts);
  for (const CLI::App* const command :
       app.get_subcommands([](const CLI::App*) { return true; })) {
    if (command->get_group().empty()) continue;
    texts[command->get_group()] = "heading of the commands";
    Collect(*command, texts);
    CollectFooter(*command, /*with_examples=*/false, texts);
  }
  return texts;
}

TEST(InChinese, HasAllTextsOfTheHelp) {
  const Texts texts = TextsOfHelp();
  EXPECT_GT(texts.size(), 100u);
  for (const auto& [text, place] : texts) {
    EXPECT_NE(InChinese(text), "") << place << " has no Chinese: " << text;
  }
}

TEST(InChinese, HasNoTextThatNothingShowsAndNoneTwice) {
  const Texts texts = TextsOfHelp();
  std::set<std::string> seen;
  for (const absl::Span<const ChineseText> part :
       {SummaryTexts(), FlagTexts(), ReportFooters(), QuestionFooters()}) {
    for (const ChineseText& text : part) {
      const std::string english(text.english);
      EXPECT_EQ(texts.count(english), 1u) << "no help says: " << english;
      EXPECT_TRUE(seen.insert(english).second) << "twice: " << english;
    }
  }
}

TEST(InChinese, IsEmptyWhereThereIsNone) {
  EXPECT_EQ(InChinese("no such text"), "");
  EXPECT_EQ(InChinese(""), "");
}

// The help of a program with one command of two flags, in Chinese.
std::string ChineseHelp(const std::string& footer) {
  std::string address, limit;
  CLI::App app("", "nianbao");
  CLI::App* const command =
      app.add_subcommand("rank", "Rank divisions by an indicator");
  command->add_option("--limit", limit, "Rows to print at most")
      ->type_name("N")
      ->group("Output");
  command->add_option("--aggregator", address, "Not in the table")->required();
  command->footer(footer);
  ShowInChinese(app);
  return command->get_formatter()->make_help(command, "nianbao rank",
                                             CLI::AppFormatMode::Normal);
}

TEST(ShowInChinese, ReplacesTextsHeadingsAndLabels) {
  const std::string help = ChineseHelp("");
  EXPECT_THAT(help, HasSubstr("按一个指标给区划排名\n"
                              "用法: nianbao rank [选项]\n"));
  EXPECT_THAT(help, HasSubstr("\n输出:\n"
                              "  --limit N                   最多打印几行\n"));
  EXPECT_THAT(help, Not(HasSubstr("Options")));
}

TEST(ShowInChinese, KeepsTextsWithoutChineseAndFillsColumnsUp) {
  EXPECT_THAT(ChineseHelp(""),
              HasSubstr("\n  --aggregator 文本 必填      Not in the table\n"));
}

TEST(ShowInChinese, KeepsTheLinesOfExamples) {
  EXPECT_THAT(ChineseHelp("Examples:\n  nianbao rank"),
              HasSubstr("\n示例:\n  nianbao rank\n"));
  EXPECT_THAT(ChineseHelp("Not in the table.\n\nExamples:\n  nianbao rank"),
              HasSubstr("\nNot in the table.\n\n示例:\n  nianbao rank\n"));
}

}  // namespace chinese_test
}  // namespace nianbao::client
