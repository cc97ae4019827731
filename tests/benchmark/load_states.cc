#include "tests/benchmark/load_states.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "tests/benchmark/generated_reports.h"

namespace nianbao {
namespace {

constexpr int kTargets = 32;
// Uploads are of the year asked for and the one before.
constexpr int kTargetYears = 2;

// Version of a target's report after so many uploads; 0 before the first.
int64_t Version(int target, int64_t state) {
  return (state + kTargets - 1 - target) / kTargets;
}

double SumOf(const Answer& answer) {
  double sum = 0;
  // Sums of groups, or values of ranked divisions.
  for (const AnswerRow& row : answer) sum += row.figures.at(1);
  return sum;
}

}  // namespace

LoadStates::LoadStates(const GeneratedRows& rows) : rows_(rows) {
  for (int i = 0; i < kTargets; ++i) {
    targets_.push_back({i * GeneratedRows::kDivisions / kTargets,
                        kAskedYear - i % kTargetYears});
  }
  by_province_and_year_ = ByProvinceAndYear();
  by_indicator_and_year_ = ByIndicatorAndYear();
  for (const Query query : kQueries) base_[query] = SumOf(Expected(query, 0));
}

v1::Report LoadStates::Upload(int64_t number) const {
  const int target = static_cast<int>((number - 1) % kTargets);
  v1::Report report =
      GeneratedReport(rows_, targets_[target].division, targets_[target].year,
                      static_cast<int>(Version(target, number)));
  AddEvidence(report);
  return report;
}

std::string LoadStates::Check(Query query, const Answer& answer, int64_t first,
                              int64_t last) const {
  const double growth = SumOf(answer) - base_.at(query);
  std::string wrong = absl::StrCat(
      "has grown by ", growth, ", as in no state from ", first, " to ", last);
  for (int64_t state = first; state <= last; ++state) {
    if (Growth(query, state) != growth) continue;
    wrong = Difference(Expected(query, state), answer);
    if (wrong.empty()) return wrong;
  }
  return wrong;
}

int LoadStates::FindTarget(int division, int year) const {
  for (int i = 0; i < kTargets; ++i) {
    if (targets_[i].division == division && targets_[i].year == year) return i;
  }
  return -1;
}

LoadStates::Groups LoadStates::ByProvinceAndYear() const {
  Groups groups;
  for (int year = GeneratedRows::kFirstYear; year <= GeneratedRows::kLastYear;
       ++year) {
    // Divisions are in the order of their codes, so provinces are together.
    for (int division = 0; division < GeneratedRows::kDivisions; ++division) {
      const int province = ProvinceCode(rows_.divisions()[division]->code);
      if (groups.empty() || groups.back().key != province ||
          groups.back().year != year) {
        groups.push_back(
            {.key = province, .indicator = kAskedIndicator, .year = year});
      }
      Fill(division, groups.back());
    }
  }
  for (Group& group : groups) {
    std::sort(group.staying.begin(), group.staying.end());
  }
  return groups;
}

LoadStates::Groups LoadStates::ByIndicatorAndYear() const {
  Groups groups;
  for (size_t i = 0; i < rows_.indicators().size(); ++i) {
    for (int year = GeneratedRows::kFirstYear; year <= GeneratedRows::kLastYear;
         ++year) {
      Group& group = groups.emplace_back(Group{.key = static_cast<int64_t>(i),
                                               .indicator = static_cast<int>(i),
                                               .year = year});
      for (int division = 0; division < GeneratedRows::kDivisions; ++division) {
        Fill(division, group);
      }
      const auto [min, max] =
          std::minmax_element(group.staying.begin(), group.staying.end());
      group.staying = {*min, *max};
    }
  }
  return groups;
}

void LoadStates::Fill(int division, Group& group) const {
  const int target = FindTarget(division, group.year);
  if (target >= 0) {
    group.targets.push_back(target);
    return;
  }
  const double value =
      GeneratedRows::Value(group.indicator, division, group.year);
  ++group.count;
  group.sum += value;
  group.squares += value * value;
  group.staying.push_back(value);
}

std::vector<double> LoadStates::Figures(const Group& group, bool quantiles,
                                        int64_t state) const {
  double count = group.count;
  double sum = group.sum;
  double squares = group.squares;
  std::vector<double> values = group.staying;
  for (const int i : group.targets) {
    const double value =
        GeneratedRows::Value(group.indicator, targets_[i].division,
                             group.year) +
        static_cast<double>(Version(i, state));
    ++count;
    sum += value;
    squares += value * value;
    values.insert(std::upper_bound(values.begin(), values.end(), value), value);
  }
  std::vector<double> figures = {
      count,          sum,
      sum / count,    std::sqrt((squares - sum * sum / count) / (count - 1)),
      values.front(), values.back()};
  if (!quantiles) return figures;
  for (const double probability : kProbabilities) {
    figures.push_back(Quantile(values, probability));
  }
  return figures;
}

Answer LoadStates::Ranks(int64_t state) const {
  Answer answer;
  for (int division = 0; division < GeneratedRows::kDivisions; ++division) {
    const int64_t code =
        std::stoll(std::string(rows_.divisions()[division]->code));
    answer.push_back(
        {code,
         0,
         {0, GeneratedRows::Value(kAskedIndicator, division, kAskedYear)}});
  }
  for (int i = 0; i < kTargets; ++i) {
    if (targets_[i].year != kAskedYear) continue;
    answer[targets_[i].division].figures[1] +=
        static_cast<double>(Version(i, state));
  }
  std::sort(answer.begin(), answer.end(),
            [](const AnswerRow& a, const AnswerRow& b) {
              return a.figures[1] > b.figures[1];
            });
  for (size_t i = 0; i < answer.size(); ++i) {
    const bool tied = i > 0 && answer[i].figures[1] == answer[i - 1].figures[1];
    answer[i].figures[0] =
        tied ? answer[i - 1].figures[0] : static_cast<double>(i + 1);
  }
  return answer;
}

Answer LoadStates::Expected(Query query, int64_t state) const {
  if (query == Query::kRank) return Ranks(state);
  const Groups& groups = query == Query::kAllByYear ? by_indicator_and_year_
                                                    : by_province_and_year_;
  Answer answer;
  for (const Group& group : groups) {
    answer.push_back({group.key, group.year,
                      Figures(group, query == Query::kQuantiles, state)});
  }
  return answer;
}

double LoadStates::Growth(Query query, int64_t state) const {
  double growth = 0;
  for (int i = 0; i < kTargets; ++i) {
    if (query == Query::kRank && targets_[i].year != kAskedYear) continue;
    growth += static_cast<double>(Version(i, state));
  }
  if (query != Query::kAllByYear) return growth;
  return growth * static_cast<double>(rows_.indicators().size());
}

}  // namespace nianbao
