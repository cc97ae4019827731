#include "extractor/report/headline.h"

#include <string>
#include <tuple>

#include "absl/container/flat_hash_map.h"

namespace nianbao::extractor {

void SelectHeadlines(const std::vector<Reading>& readings, v1::Report& report) {
  absl::flat_hash_map<std::tuple<std::string, int, v1::Kind>, int> chosen;
  for (int i = 0; i < report.observations_size(); ++i) {
    const v1::Observation& observation = report.observations(i);
    if (observation.indicator().empty() || readings[i].is_start ||
        readings[i].of_some || observation.scope() == v1::SCOPE_OTHER) {
      continue;
    }
    const auto [it, first] =
        chosen.emplace(std::tuple(observation.indicator(), observation.year(),
                                  observation.kind()),
                       i);
    if (first) continue;
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
