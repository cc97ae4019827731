#include "tests/benchmark/statistics_engine.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "absl/strings/str_cat.h"

namespace nianbao {
namespace {

constexpr double kTolerance = 1e-9;

void Sort(Answer& answer) {
  std::sort(answer.begin(), answer.end(),
            [](const AnswerRow& a, const AnswerRow& b) {
              return std::tie(a.key, a.year) < std::tie(b.key, b.year);
            });
}

bool Close(double a, double b) {
  return std::abs(a - b) <=
         kTolerance * std::max({1.0, std::abs(a), std::abs(b)});
}

}  // namespace

std::string Difference(Answer expected, Answer answer) {
  if (expected.size() != answer.size()) {
    return absl::StrCat(answer.size(), " rows instead of ", expected.size());
  }
  Sort(expected);
  Sort(answer);
  for (size_t i = 0; i < expected.size(); ++i) {
    const AnswerRow& a = expected[i];
    const AnswerRow& b = answer[i];
    const std::string row = absl::StrCat("row ", a.key, ", ", a.year, ": ");
    if (a.key != b.key || a.year != b.year) {
      return absl::StrCat(row, "found ", b.key, ", ", b.year);
    }
    if (a.figures.size() != b.figures.size()) {
      return absl::StrCat(row, b.figures.size(), " figures");
    }
    for (size_t j = 0; j < a.figures.size(); ++j) {
      if (!Close(a.figures[j], b.figures[j])) {
        return absl::StrCat(row, "figure ", j, " is ", b.figures[j],
                            " instead of ", a.figures[j]);
      }
    }
  }
  return "";
}

double Quantile(const std::vector<double>& sorted, double probability) {
  const double place = probability * static_cast<double>(sorted.size() - 1);
  const size_t below = static_cast<size_t>(place);
  const size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] +
         (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace nianbao
