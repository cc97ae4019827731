#include "aggregator/election/rivalry.h"

namespace nianbao::aggregator {

int32_t FirstOfSeveralYears(const v1::Report& report) {
  return report.first_year() == report.year() ? 0 : report.first_year();
}

std::optional<size_t> ReportElection::Add(const Rivalry& rivalry,
                                          size_t candidate) {
  if (!rivalry.HasRivals()) return std::nullopt;
  const auto [it, first] = newest_.try_emplace(rivalry, candidate);
  if (first) return std::nullopt;
  return std::exchange(it->second, candidate);
}

}  // namespace nianbao::aggregator
