#include "client/output/rows/report_type.h"

namespace nianbao::client {
namespace {

using Type = v1::Report::Type;

struct TypeWords {
  Type type;
  const char* word;
  const char* chinese;
};

constexpr TypeWords kTypes[] = {
    {v1::Report::TYPE_RULE_OF_LAW, "rule-of-law", "法治"},
    {v1::Report::TYPE_INFORMATION_DISCLOSURE, "disclosure", "信息公开"},
    {v1::Report::TYPE_GOVERNMENT_WORK, "government-work", "政府工作"},
    {v1::Report::TYPE_OTHER, "other", "其他"},
};

}  // namespace

std::string ReportTypeWord(Type type) {
  for (const TypeWords& words : kTypes) {
    if (words.type == type) return words.word;
  }
  return "";
}

const std::map<std::string, Type>& ReportTypeWords() {
  static const auto* const kWords = [] {
    auto* const all = new std::map<std::string, Type>;
    for (const TypeWords& words : kTypes) {
      (*all)[words.word] = words.type;
      (*all)[words.chinese] = words.type;
    }
    return all;
  }();
  return *kWords;
}

Cell ReportTypeCell(Type type) {
  Cell cell = Word(ReportTypeWord(type));
  if (type == v1::Report::TYPE_RULE_OF_LAW) cell.readable.clear();
  return cell;
}

}  // namespace nianbao::client
