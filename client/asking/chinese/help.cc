#include "client/asking/chinese/help.h"

#include <memory>
#include <string>
#include <utility>

#include "CLI/CLI.hpp"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "client/asking/chinese/chinese.h"
#include "client/output/formats/table.h"

namespace nianbao::client {
namespace {

// CLI11's own words, and its columns for characters of two columns.
class ChineseFormatter : public CLI::Formatter {
 public:
  ChineseFormatter() {
    for (const auto& [english, chinese] :
         {std::pair{"Usage", "用法"}, std::pair{"OPTIONS", "选项"},
          std::pair{"SUBCOMMAND", "命令"}, std::pair{"Positionals", "参数"},
          std::pair{"REQUIRED", "必填"}, std::pair{"Env", "变量"},
          std::pair{"Excludes", "不能同时用"}, std::pair{"TEXT", "文本"},
          std::pair{"TEXT:FILE", "文件"}}) {
      label(english, chinese);
    }
  }

  // CLI11 would fill the first column up by bytes.
  std::string make_option(const CLI::Option* option,
                          bool is_positional) const override {
    const std::string names =
        absl::StrCat("  ", make_option_name(option, is_positional),
                     make_option_opts(option));
    const int column = static_cast<int>(get_column_width());
    const int width = DisplayWidth(names);
    const std::string gap = width < column
                                ? std::string(column - width, ' ')
                                : absl::StrCat("\n", std::string(column, ' '));
    return absl::StrCat(names, gap, make_option_desc(option), "\n");
  }
};

// Itself where it has no Chinese.
std::string ChineseOf(const std::string& english) {
  const absl::string_view chinese = InChinese(english);
  return chinese.empty() ? english : std::string(chinese);
}

// What the footer says and its examples are looked up each: few examples have
// words of their own.
std::string ChineseFooter(const std::string& footer) {
  const std::pair<std::string, std::string> parts =
      absl::StrSplit(footer, absl::MaxSplits("Examples:\n", 1));
  std::string chinese =
      ChineseOf(std::string(absl::StripTrailingAsciiWhitespace(parts.first)));
  if (parts.second.empty()) return chinese;
  if (!chinese.empty()) chinese += "\n\n";
  return absl::StrCat(chinese, "示例:\n", ChineseOf(parts.second));
}

}  // namespace

void ShowInChinese(CLI::App& app) {
  app.formatter(std::make_shared<ChineseFormatter>());
  app.description(ChineseOf(app.get_description()));
  app.group(ChineseOf(app.get_group()));
  app.footer(ChineseFooter(app.get_footer()));
  for (CLI::Option* const option : app.get_options()) {
    option->description(ChineseOf(option->get_description()));
    option->group(ChineseOf(option->get_group()));
  }
  for (CLI::App* const command :
       app.get_subcommands([](CLI::App*) { return true; })) {
    ShowInChinese(*command);
  }
}

}  // namespace nianbao::client
