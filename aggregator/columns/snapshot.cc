#include "aggregator/columns/snapshot.h"

#include "absl/algorithm/container.h"

namespace nianbao::aggregator {

std::shared_ptr<const ReportedPlaces> MakeReportedPlaces(
    std::vector<Place> places) {
  auto reported = std::make_shared<ReportedPlaces>();
  // A place orders by its division first, so that the same division comes twice
  // in a row if at all.
  for (const Place place : places) {
    if (IsGovernment(place) &&
        (reported->divisions.empty() ||
         reported->divisions.back() != DivisionOf(place))) {
      reported->divisions.push_back(DivisionOf(place));
    }
  }
  reported->places = std::move(places);
  return reported;
}

absl::Span<const ChunkPtr> IndicatorColumns::Years(v1::Kind kind, int32_t first,
                                                   int32_t last) const {
  const auto it = chunks.find(kind);
  if (it == chunks.end()) return {};
  const std::vector<ChunkPtr>& all = it->second;
  const auto begin = std::lower_bound(
      all.begin(), all.end(), first,
      [](const ChunkPtr& chunk, int32_t year) { return chunk->year < year; });
  const auto end = std::upper_bound(
      begin, all.end(), last,
      [](int32_t year, const ChunkPtr& chunk) { return year < chunk->year; });
  return absl::MakeSpan(all).subspan(begin - all.begin(), end - begin);
}

const IndicatorColumns* Snapshot::Find(absl::string_view name) const {
  // A look through some hundred names takes less than a hash table would cost
  // each snapshot that is copied.
  const auto it = absl::c_find_if(
      indicators, [name](const auto& i) { return i && i->name == name; });
  return it == indicators.end() ? nullptr : it->get();
}

}  // namespace nianbao::aggregator
