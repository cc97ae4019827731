#include "client/commands/checking/check_rows.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "client/output/numbers.h"
#include "client/output/rows/observation_cells.h"

namespace nianbao::client {
namespace {

using v1::Check;

// The entry in doubt; each check has one.
const v1::CheckEntry& Doubtful(const Check& check) {
  return check.entries().empty() ? v1::CheckEntry::default_instance()
                                 : check.entries(0);
}

// "330903-2019-ca4c9cf0295e63c3#14", or the report alone.
std::string Label(const v1::CheckEntry& entry) {
  if (entry.observation() >= 0) {
    return ObservationLabel(entry.report(), entry.observation());
  }
  return std::string(absl::StripPrefix(entry.report(), "reports/"));
}

// "2019: 288 (区政府为被告)" of a value, "2019 海淀区人民政府" of a report.
std::string Against(const v1::CheckEntry& entry, bool plain) {
  if (!entry.has_value()) {
    return absl::StrCat(entry.year(), " ", entry.issuer().name());
  }
  std::string text = absl::StrCat(
      entry.year(), ": ",
      plain ? PlainNumber(entry.value()) : ReadableNumber(entry.value()));
  if (!entry.subject().empty()) {
    absl::StrAppend(&text, " (", entry.subject(), ")");
  }
  return text;
}

// What the doubtful entry was held against, in the order of the entries.
Cell AgainstCell(const Check& check) {
  Cell cell;
  for (int i = 1; i < check.entries_size(); ++i) {
    const char* const separator = i == 1 ? "" : "; ";
    absl::StrAppend(&cell.readable, separator,
                    Against(check.entries(i), /*plain=*/false));
    absl::StrAppend(&cell.plain, separator,
                    Against(check.entries(i), /*plain=*/true));
  }
  return cell;
}

}  // namespace

std::vector<RowColumn<Check>> CheckColumns() {
  return {
      {{"check", "检查", Need::kMost},
       kLeft,
       [](const Check& check) { return Text(check.diagnostic().code()); }},
      {{"indicator", "指标", Need::kMost},
       kLeft,
       [](const Check& check) {
         return Text(absl::StripPrefix(check.indicator(), "indicators/"));
       }},
      {{"year", "年份", Need::kMost},
       kRight,
       [](const Check& check) { return Year(check.year()); }},
      {{"issuer", "发布机关", Need::kMost},
       kLeft,
       [](const Check& check) {
         return Text(Doubtful(check).issuer().name());
       }},
      {{"value", "数值", Need::kMost},
       kRight,
       [](const Check& check) {
         return NumberIf(Doubtful(check).has_value(), Doubtful(check).value());
       }},
      {{"subject", "主题"},
       kLeft,
       [](const Check& check) { return Text(Doubtful(check).subject()); }},
      {{"computed", "计算值"},
       kRight,
       [](const Check& check) {
         return NumberIf(check.diagnostic().has_computed(),
                         check.diagnostic().computed());
       }},
      {{"suggested", "建议值"},
       kRight,
       [](const Check& check) {
         return NumberIf(check.diagnostic().has_suggested(),
                         check.diagnostic().suggested());
       }},
      {{"share", "占比"},
       kRight,
       [](const Check& check) {
         return ShareIf(check.has_share(), check.share());
       }},
      {{"against", "对照", Need::kMost}, kLeft, AgainstCell},
      {{"message", "说明"},
       kLeft,
       [](const Check& check) { return Text(check.diagnostic().message()); }},
      {{"observation", "数字编号"}, kLeft, [](const Check& check) {
         return Text(Label(Doubtful(check)));
       }}};
}

}  // namespace nianbao::client
