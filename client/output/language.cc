#include "client/output/language.h"

#include <unistd.h>

#include <cstdlib>

#include "absl/strings/match.h"

namespace nianbao::client {
namespace {

struct Translation {
  absl::string_view english;
  absl::string_view chinese;
};

// The values of enums as tables show them. "level" is the kind of a figure that
// is no change, rank or target.
constexpr Translation kTableWords[] = {
    {"indicator", "指标"},
    {"division", "行政区划"},
    {"province", "省级"},
    {"prefecture", "地级"},
    {"county", "县级"},
    {"township", "乡级"},
    {"department", "部门"},
    {"level", "数值"},
    {"change", "变动"},
    {"rank", "位次"},
    {"target", "目标"},
    {"count", "数量"},
    {"amount", "金额"},
    {"rate", "比率"},
    {"counted", "计入"},
    {"not headline", "非主要数字"},
    {"other scope", "口径不同"},
    {"incomplete", "不完整"},
    {"percentage", "百分比"},
    {"report not counted", "报告未计入"},
    {"outvoted", "未获采信"},
    {"erroneous", "有误"},
    {"filtered", "已筛除"},
    {"unconvertible", "单位不能换算"},
    {"unidentified", "主体或年份不明"},
    {"warning", "警告"},
    {"error", "错误"},
    {"rule-of-law", "法治"},
    {"disclosure", "信息公开"},
    {"government-work", "政府工作"},
    {"other", "其他"},
    {"yes", "是"},
    {"no", "否"},
};

Language line_language = Language::kAuto;

// The value of the first of the locale's variables that has one.
absl::string_view LocaleOfMessages() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* const value = std::getenv(name);
    if (value != nullptr && *value != '\0') return value;
  }
  return "";
}

}  // namespace

void SetLineLanguage(Language asked) { line_language = asked; }

Language LineLanguage() { return line_language; }

const char* Told(const char* english, const char* chinese) {
  const Language language =
      ResolveLanguage(line_language, isatty(STDOUT_FILENO) != 0);
  return language == Language::kChinese && *chinese != '\0' ? chinese : english;
}

Language ResolveLanguage(Language asked, bool to_terminal) {
  if (asked != Language::kAuto) return asked;
  return to_terminal && absl::StartsWith(LocaleOfMessages(), "zh")
             ? Language::kChinese
             : Language::kEnglish;
}

const std::map<std::string, Language>& LanguageWords() {
  static const auto* const kWords = new std::map<std::string, Language>{
      {"en", Language::kEnglish}, {"zh", Language::kChinese}};
  return *kWords;
}

std::string WordIn(Language language, absl::string_view english) {
  if (language == Language::kChinese) {
    for (const Translation& word : kTableWords) {
      if (word.english == english) return std::string(word.chinese);
    }
  }
  return std::string(english);
}

}  // namespace nianbao::client
