#include "client/asking/output_options.h"

#include "CLI/CLI.hpp"
#include "gmock/gmock.h"

namespace nianbao::client {
namespace output_options_test {

using ::testing::ElementsAre;

OutputOptions Parsed(const std::string& line) {
  CLI::App app;
  Command command(app, "rank", "Ranks");
  OutputOptions options;
  AddOutputOptions(command, options, kQueryFormats);
  command.Run("", [] {});
  EXPECT_NO_THROW(app.parse("rank " + line)) << line;
  return options;
}

TEST(AddOutputOptions, ReadsFlags) {
  const OutputOptions options = Parsed(
      "--format tsv -o out.tsv --columns name,value --columns year "
      "--sort -value --no-header --no-pager --raw --bom");
  EXPECT_EQ(options.format, Format::kTsv);
  EXPECT_EQ(options.file, "out.tsv");
  EXPECT_THAT(options.columns, ElementsAre("name", "value", "year"));
  EXPECT_EQ(options.sort, "-value");
  EXPECT_TRUE(options.no_header);
  EXPECT_TRUE(options.no_pager);
  EXPECT_TRUE(options.raw);
  EXPECT_TRUE(options.bom);
  EXPECT_EQ(options.sheet, "rank");
}

TEST(AddOutputOptions, HasDefaults) {
  const OutputOptions options = Parsed("");
  EXPECT_EQ(options.format, Format::kTable);
  EXPECT_EQ(options.language, Language::kAuto);
  EXPECT_EQ(options.file, "");
  EXPECT_FALSE(options.no_header);
}

TEST(AddOutputOptions, TakesTheLanguageOfTheLine) {
  SetLineLanguage(Language::kChinese);
  EXPECT_EQ(Parsed("").language, Language::kChinese);
  EXPECT_STREQ(Told("no reports", "没有报告"), "没有报告");
  SetLineLanguage(Language::kEnglish);
  EXPECT_STREQ(Told("no reports", "没有报告"), "no reports");
  SetLineLanguage(Language::kAuto);
}

TEST(AddOutputOptions, TakesTheFormatFromTheNameOfTheFile) {
  EXPECT_EQ(Parsed("-o table.XLSX").format, Format::kXlsx);
  EXPECT_EQ(Parsed("-o table.md").format, Format::kMarkdown);
  EXPECT_EQ(Parsed("-o rows.jsonl").format, Format::kJsonLines);
  EXPECT_EQ(Parsed("-o rows.json").format, Format::kJson);
  EXPECT_EQ(Parsed("-o rows.csv --format table").format, Format::kTable);
  EXPECT_EQ(Parsed("-o rows.csv --format sdmx-csv").format, Format::kSdmxCsv);
  EXPECT_EQ(Parsed("-o rows.txt").format, Format::kTable);
}

TEST(AddOutputOptions, KnowsEachFormat) {
  for (const auto& [word, format] :
       {std::pair("table", Format::kTable), std::pair("csv", Format::kCsv),
        std::pair("tsv", Format::kTsv), std::pair("json", Format::kJson),
        std::pair("jsonl", Format::kJsonLines),
        std::pair("markdown", Format::kMarkdown),
        std::pair("xlsx", Format::kXlsx),
        std::pair("sdmx-csv", Format::kSdmxCsv),
        std::pair("json-stat", Format::kJsonStat)}) {
    EXPECT_EQ(Parsed(std::string("--format ") + word).format, format);
  }
}

}  // namespace output_options_test
}  // namespace nianbao::client
