#include "aggregator/query/checks/messages.h"

#include <cmath>
#include <cstdlib>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

namespace nianbao::aggregator {
namespace {

// In the order of kOwnerKinds.
constexpr const char* kOwnersInChinese[] = {"本级政府", "部门", "镇街", "全域",
                                            "法院"};
static_assert(std::size(kOwnersInChinese) == std::size(kOwnerKinds));

// "18700", "95.53": at most three digits after the point.
std::string Number(double value) {
  const double rounded = std::round(value * 1000) / 1000;
  if (std::abs(rounded) >= 1e15) return absl::StrCat(value);
  std::string text = absl::StrFormat("%.3f", rounded);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string PowerOfTen(int power) {
  return absl::StrCat("1", std::string(std::abs(power), '0'));
}

// "100 times", "a 100th".
std::string Times(int power) {
  return power > 0 ? absl::StrCat(PowerOfTen(power), " times")
                   : absl::StrCat("a ", PowerOfTen(power), "th of");
}

// "100倍", "1/100".
std::string TimesInChinese(int power) {
  return power > 0 ? absl::StrCat(PowerOfTen(power), "倍")
                   : absl::StrCat("1/", PowerOfTen(power));
}

// The words of `names` for those of the set.
std::string Owners(OwnerSet owners, const char* const* names,
                   const char* separator) {
  std::vector<std::string> words;
  for (size_t i = 0; i < std::size(kOwnerKinds); ++i) {
    if ((owners >> i & 1) != 0) words.emplace_back(names[i]);
  }
  return absl::StrJoin(words, separator);
}

void Say(std::string english, std::string chinese, v1::Diagnostic& diagnostic) {
  diagnostic.set_message(std::move(english));
  diagnostic.set_message_zh(std::move(chinese));
}

void SetParameter(const char* name, const std::string& value,
                  v1::Diagnostic& diagnostic) {
  (*diagnostic.mutable_parameters())[name] = value;
}

void DescribeNeighbours(const Finding& finding, v1::Diagnostic& diagnostic) {
  const std::string value = Number(finding.rows[0].value);
  const std::string expected = Number(*finding.computed);
  const std::string years = absl::StrCat(finding.rows.size() - 1);
  Say(absl::StrCat(value, " is about ", Times(finding.power), " the ", expected,
                   " of ", years, " years beside it"),
      absl::StrCat(value, "约为相邻", years, "个年份(", expected, ")的",
                   TimesInChinese(finding.power)),
      diagnostic);
  SetParameter("power", absl::StrCat(finding.power), diagnostic);
  SetParameter("neighbours", years, diagnostic);
}

void DescribePeers(const Finding& finding, v1::Diagnostic& diagnostic) {
  const std::string value = Number(finding.rows[0].value);
  const std::string expected = Number(*finding.computed);
  const std::string peers = absl::StrCat(finding.peers);
  Say(absl::StrCat(value, " is about ", Times(finding.power), " the ", expected,
                   " that is the median of ", peers, " peers"),
      absl::StrCat(value, "约为", peers, "个同类机关中位数(", expected, ")的",
                   TimesInChinese(finding.power)),
      diagnostic);
  SetParameter("power", absl::StrCat(finding.power), diagnostic);
  SetParameter("peers", peers, diagnostic);
}

void DescribeRate(const Finding& finding, v1::Diagnostic& diagnostic) {
  const std::string rate = Number(finding.rows[0].value);
  const std::string numerator = Number(finding.rows[1].value);
  const std::string denominator = Number(finding.rows[2].value);
  const std::string computed = Number(*finding.computed);
  Say(absl::StrCat(rate, "% is printed, but ", numerator, " of ", denominator,
                   " are ", computed, "%"),
      absl::StrCat("所载比率为", rate, "%,而", numerator, "/", denominator,
                   "为", computed, "%"),
      diagnostic);
  SetParameter("numerator", numerator, diagnostic);
  SetParameter("denominator", denominator, diagnostic);
}

void DescribeScope(const Finding& finding, v1::Diagnostic& diagnostic) {
  const std::string year = absl::StrCat(finding.rows[1].year);
  const std::string now = Owners(finding.owners, kOwnerKinds, ",");
  const std::string before = Owners(finding.previous_owners, kOwnerKinds, ",");
  Say(absl::StrCat("the figure is of ", now, ", that of ", year, " of ", before,
                   ": their difference is no change"),
      absl::StrCat(
          "本年统计口径为", Owners(finding.owners, kOwnersInChinese, "、"), ",",
          year, "年为", Owners(finding.previous_owners, kOwnersInChinese, "、"),
          ",两者不可比"),
      diagnostic);
  SetParameter("owners", now, diagnostic);
  SetParameter("previous_owners", before, diagnostic);
}

void DescribeCopy(const Finding& finding, v1::Diagnostic& diagnostic) {
  const std::string percent = Number(std::round(100 * finding.share));
  const std::string figures = absl::StrCat(finding.figures);
  if (finding.figures == 0) {
    Say(absl::StrCat(percent,
                     "% of the sentences with figures are in both reports"),
        absl::StrCat("两份报告中", percent, "%的含数字语句相同"), diagnostic);
  } else {
    Say(absl::StrCat(percent, "% of the sentences with figures, and ", figures,
                     " figures in a row, are in both reports"),
        absl::StrCat("两份报告中", percent, "%的含数字语句相同,连续", figures,
                     "个数字相同"),
        diagnostic);
  }
  SetParameter("figures", figures, diagnostic);
}

}  // namespace

void Describe(const Finding& finding, v1::Diagnostic& diagnostic) {
  diagnostic.set_code(NameOf(finding.code));
  diagnostic.set_severity(v1::Diagnostic::SEVERITY_WARNING);
  if (finding.code != CheckCode::kCopiedReport) {
    diagnostic.set_printed(finding.rows[0].value);
  }
  if (finding.computed.has_value()) diagnostic.set_computed(*finding.computed);
  if (finding.suggested.has_value()) {
    diagnostic.set_suggested(*finding.suggested);
  }
  switch (finding.code) {
    case CheckCode::kNeighbourPower:
      return DescribeNeighbours(finding, diagnostic);
    case CheckCode::kPeerPower:
      return DescribePeers(finding, diagnostic);
    case CheckCode::kRateOutsideParts:
      return DescribeRate(finding, diagnostic);
    case CheckCode::kScopeChanged:
      return DescribeScope(finding, diagnostic);
    case CheckCode::kCopiedReport:
      return DescribeCopy(finding, diagnostic);
  }
}

}  // namespace nianbao::aggregator
