// One observation stands for a report: its headline.
//
//     全年受理行政复议案件187件,其中网上申请43件;…受理的187件中….
//     187件 stands, not 43件, and not the second 187件.
// Statistics count one value for an indicator, a year and a kind. Of counts and
// amounts the largest is chosen: a total is printed beside its parts, and never
// smaller than one. Of rates the first: they do not add up, and the report's
// own comes before those of its parts. What speaks of others, of some bodies
// alone or of where a change started from is no value of the issuer's. Nor does
// a link count that is too doubtful: a wrong figure in a statistic costs more
// than a right one that is left out (docs/LINKS.md). And a part never stands
// for its total, even where that cannot be chosen: a total is never added to
// its parts, nor taken for one of them.
//
// One pass with a hash table of what was chosen so far.
#include "extractor/report/headline.h"

#include <string>
#include <tuple>

#include "absl/container/flat_hash_map.h"

namespace nianbao::extractor {
namespace {

// Least probability of a link that counts. A wrong figure is taken to cost as
// much as three right ones left out; docs/LINKS.md has the curve.
constexpr double kSureEnough = 0.65;

// 受理187件,网上受理144件、书面受理43件: 144件 is a part of 187件, though both
// were linked to the same indicator.
bool IsPartOfItsIndicator(const v1::Observation& observation,
                          const v1::Report& report) {
  return observation.relation() == v1::RELATION_PART &&
         observation.has_related() &&
         report.observations(observation.related()).indicator() ==
             observation.indicator();
}

}  // namespace

void SelectHeadlines(const std::vector<Reading>& readings, v1::Report& report) {
  absl::flat_hash_map<std::tuple<std::string, int, v1::Kind>, int> chosen;
  for (int i = 0; i < report.observations_size(); ++i) {
    const v1::Observation& observation = report.observations(i);
    if (observation.indicator().empty() ||
        observation.confidence() < kSureEnough || readings[i].is_start ||
        readings[i].of_some || observation.scope() == v1::SCOPE_OTHER ||
        IsPartOfItsIndicator(observation, report)) {
      continue;
    }
    const auto [it, first] =
        chosen.emplace(std::tuple(observation.indicator(), observation.year(),
                                  observation.kind()),
                       i);
    if (first) continue;
    // A later one takes its place only as the larger total.
    const v1::Quantity& best = report.observations(it->second).quantity();
    const bool adds_up = best.unit() != "%" && best.unit() != "百分点";
    if (adds_up && observation.quantity().value() > best.value()) {
      it->second = i;
    }
  }
  for (const auto& [key, index] : chosen) {
    report.mutable_observations(index)->set_headline(true);
  }
}

}  // namespace nianbao::extractor
