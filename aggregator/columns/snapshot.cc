#include "aggregator/columns/snapshot.h"

#include "absl/algorithm/container.h"

namespace nianbao::aggregator {

std::shared_ptr<const ReportedPlaces> MakeReportedPlaces(
    std::vector<Place> places) {
  auto reported = std::make_shared<ReportedPlaces>();
  // A place orders by its division first, so that the same division comes twice
  // in a row if at all.
  for (const Place place : places) {
    if (StandsForDivision(place) &&
        (reported->divisions.empty() ||
         reported->divisions.back() != DivisionOf(place))) {
      reported->divisions.push_back(DivisionOf(place));
    }
  }
  reported->places = std::move(places);
  return reported;
}

absl::Span<const ChunkPtr> Years(absl::Span<const ChunkPtr> chunks,
                                 int32_t first, int32_t last) {
  const auto begin = std::lower_bound(
      chunks.begin(), chunks.end(), first,
      [](const ChunkPtr& chunk, int32_t year) { return chunk->year < year; });
  const auto end = std::upper_bound(
      begin, chunks.end(), last,
      [](int32_t year, const ChunkPtr& chunk) { return year < chunk->year; });
  return chunks.subspan(begin - chunks.begin(), end - begin);
}

const IndicatorColumns* Snapshot::Find(absl::string_view name) const {
  // A look through some hundred names takes less than a hash table would cost
  // each snapshot that is copied.
  const auto it = absl::c_find_if(
      indicators, [name](const auto& i) { return i && i->name == name; });
  return it == indicators.end() ? nullptr : it->get();
}

}  // namespace nianbao::aggregator
