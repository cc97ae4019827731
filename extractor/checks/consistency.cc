// Sums and repeats that do not agree.
//
//     受理187件:行政处罚98件、信息公开52件、其他30件。   98 + 52 + 30 is 180
// A list that ends in 其他 or 其余 claims to be whole, so its parts must add up
// to the count before it: SUM_MISMATCH. Lists without such an end are often
// only the largest parts, and nothing follows from their sum. Where the parts
// are known to add up to a total (Observation.relation), which may stand
// further before, the list is sound:
// 受理187件,审结180件,行政处罚98件、其他89件.
//
//     一、…受理行政复议案件187件。…三、…受理行政复议案件178件。
// The same indicator with the same words in two sections must have the same
// value: DUPLICATE_MISMATCH. Short subjects (受理) may mean different things.
//
// One pass each; a list is walked back once, from its end.
#include "extractor/checks/consistency.h"

#include <cmath>
#include <string>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_format.h"
#include "extractor/report/diagnostics.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// A list of fewer parts is no breakdown.
constexpr int kFewestParts = 3;
// Subjects shorter than this many bytes (nine characters) do not tell whether
// two figures are of the same thing.
constexpr size_t kShortestSubject = 27;
// A figure further from the sum than this factor is no total of the parts.
constexpr double kFarFromSum = 2;
// Counts are whole numbers: sums of doubles that are nearer agree.
constexpr double kSameCount = 0.5;
// Confidence of links that are believed: a link that is wrong makes up a
// contradiction.
constexpr double kSure = 0.8;

bool IsExactLevel(const v1::Observation& observation) {
  return observation.kind() == v1::KIND_LEVEL &&
         observation.quantity().modifier() == v1::MODIFIER_EXACT;
}

// 其他30件: the last part of a list that is whole.
bool ClosesList(const v1::Observation& observation) {
  return absl::StartsWith(observation.subject(), "其他") ||
         absl::StartsWith(observation.subject(), "其余") ||
         absl::StartsWith(observation.subject(), "其它");
}

// True for counts in any unit, as 征收4件 may stand in a list of 项; not for
// rates, money and multiples.
bool CountsThings(const v1::Quantity& quantity) {
  return quantity.unit() != "%" && quantity.unit() != "百分点" &&
         quantity.unit() != "元" && quantity.unit() != "倍";
}

// Adds a diagnostic about two observations, the doubtful one first.
void AddMismatch(v1::Report& report, const char* code, int doubtful, int other,
                 double computed, Wording wording) {
  v1::Diagnostic& diagnostic = AddDiagnostic(
      report, code, v1::Diagnostic::SEVERITY_WARNING, std::move(wording));
  diagnostic.add_observations(doubtful);
  diagnostic.add_observations(other);
  diagnostic.set_printed(report.observations(doubtful).quantity().value());
  diagnostic.set_computed(computed);
}

// It and its neighbours are the parts of a total that they add up to.
bool AddsUp(const v1::Observation& observation) {
  return observation.relation() == v1::RELATION_PART &&
         observation.has_related();
}

// The first item of the list, joined by 、, that `last` ends.
int FirstOfList(std::u16string_view text, const std::vector<Reading>& readings,
                int last) {
  int first = last;
  while (first > 0 && At(text, readings[first - 1].figure.end) == u'、' &&
         readings[first - 1].sentence == readings[last].sentence) {
    --first;
  }
  return first;
}

}  // namespace

void CheckSums(std::u16string_view text, const std::vector<Reading>& readings,
               v1::Report& report) {
  for (int last = 0; last < report.observations_size(); ++last) {
    if (!ClosesList(report.observations(last)) ||
        AddsUp(report.observations(last))) {
      continue;
    }
    const int first = FirstOfList(text, readings, last);
    const int total = first - 1;
    if (total < 0 || last - first + 1 < kFewestParts ||
        readings[total].sentence != readings[last].sentence ||
        !CountsThings(report.observations(total).quantity())) {
      continue;
    }
    double sum = 0;
    bool exact = IsExactLevel(report.observations(total));
    for (int i = first; i <= last; ++i) {
      sum += report.observations(i).quantity().value();
      exact &= IsExactLevel(report.observations(i)) &&
               CountsThings(report.observations(i).quantity());
    }
    const v1::Quantity& whole = report.observations(total).quantity();
    if (!exact || std::abs(sum - whole.value()) < kSameCount ||
        sum > kFarFromSum * whole.value() ||
        whole.value() > kFarFromSum * sum) {
      continue;
    }
    AddMismatch(
        report, "SUM_MISMATCH", total, last, sum,
        {absl::StrFormat("the parts of %s add up to %.15g", whole.text(), sum),
         absl::StrFormat("%s的各部分合计为%.15g", whole.text(), sum)});
  }
}

void CheckRepeats(v1::Report& report) {
  absl::flat_hash_map<std::tuple<std::string, int, std::string, std::string>,
                      int>
      seen;
  for (int i = 0; i < report.observations_size(); ++i) {
    const v1::Observation& o = report.observations(i);
    if (o.indicator().empty() || !IsExactLevel(o) ||
        o.subject().size() < kShortestSubject) {
      continue;
    }
    const std::tuple fact(o.indicator(), o.year(), o.subject(),
                          o.quantity().unit());
    // The same words once more are as sure as the first ones.
    if (o.confidence() < kSure && !seen.contains(fact)) continue;
    const auto [it, first] = seen.emplace(fact, i);
    if (first) continue;
    const v1::Observation& earlier = report.observations(it->second);
    if (earlier.quantity().decimal() == o.quantity().decimal() ||
        earlier.evidence().section() == o.evidence().section()) {
      continue;
    }
    AddMismatch(report, "DUPLICATE_MISMATCH", i, it->second,
                earlier.quantity().value(),
                {absl::StrFormat("%s here, but %s in %s", o.quantity().text(),
                                 earlier.quantity().text(),
                                 earlier.evidence().section()),
                 absl::StrFormat("此处为%s，而%s处为%s", o.quantity().text(),
                                 earlier.evidence().section(),
                                 earlier.quantity().text())});
  }
}

}  // namespace nianbao::extractor
