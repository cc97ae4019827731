#include "aggregator/columns/chunk.h"

#include <tuple>
#include <utility>

#include "absl/algorithm/container.h"

namespace nianbao {
namespace {

// Those who stand for their issuers, and those who lost to them.
struct Election {
  std::vector<Candidate> winners;
  std::vector<Candidate> losers;
};

Election Elect(const ReportDirectory& reports, int32_t year,
               std::vector<Candidate> candidates) {
  // Best first within each issuer.
  const auto rank = [&reports, year](const Candidate& c) {
    const ReportEntry& report = reports[c.report];
    return std::tuple(report.issuer, report.year != year, -report.year,
                      -report.id, c.position);
  };
  absl::c_sort(candidates, [&rank](const Candidate& a, const Candidate& b) {
    return rank(a) < rank(b);
  });
  Election election;
  int32_t issuer = -1;
  for (const Candidate& candidate : candidates) {
    const bool first = reports[candidate.report].issuer != issuer;
    issuer = reports[candidate.report].issuer;
    (first ? election.winners : election.losers).push_back(candidate);
  }
  return election;
}

// The order of a chunk's elected rows.
class ByValue {
 public:
  explicit ByValue(const ReportDirectory& reports) : reports_(reports) {}
  bool operator()(const Candidate& a, const Candidate& b) const {
    if (a.value != b.value) return a.value < b.value;
    if (a.place != b.place) return a.place < b.place;
    return reports_[a.report].id < reports_[b.report].id;
  }

 private:
  const ReportDirectory& reports_;
};

void Summarize(Chunk& chunk) {
  absl::flat_hash_set<Place> seen;
  seen.reserve(chunk.elected);
  chunk.uniform = true;
  for (uint32_t i = 0; i < chunk.elected; ++i) {
    chunk.inexact += IsInexact(chunk.flags[i]);
    chunk.erroneous += (chunk.flags[i] & observation_flags::kErroneous) != 0;
    chunk.governments += IsGovernment(chunk.places[i]);
    chunk.uniform = chunk.uniform && seen.insert(chunk.places[i]).second &&
                    LevelOf(chunk.places[i]) == LevelOf(chunk.places[0]);
  }
}

}  // namespace

bool IsGovernment(Place place) {
  static const std::vector<DivisionEntry>& divisions =
      Gazetteer::Get().divisions();
  return DivisionOf(place) < divisions.size() &&
         divisions[DivisionOf(place)].level == LevelOf(place);
}

Candidate Chunk::Row(uint32_t index) const {
  return {.value = values[index],
          .place = places[index],
          .report = reports[index],
          .position = positions[index],
          .confidence = confidences[index],
          .flags = flags[index]};
}

void Chunk::Reserve(size_t rows) {
  values.reserve(rows);
  places.reserve(rows);
  reports.reserve(rows);
  positions.reserve(rows);
  confidences.reserve(rows);
  flags.reserve(rows);
}

void Chunk::Append(const Candidate& row) {
  values.push_back(row.value);
  places.push_back(row.place);
  reports.push_back(row.report);
  positions.push_back(row.position);
  confidences.push_back(row.confidence);
  flags.push_back(row.flags);
}

std::shared_ptr<const Chunk> UpdateChunk(
    const ReportDirectory& reports, int32_t year, const Chunk* old,
    const absl::flat_hash_set<ReportSlot>& removed,
    absl::Span<const Candidate> added) {
  static const Chunk* const kEmpty = new Chunk;
  if (old == nullptr) old = kEmpty;
  // Only issuers that gain or lose a row hold their election anew.
  absl::flat_hash_set<int32_t> touched;
  for (const Candidate& row : added) touched.insert(reports[row.report].issuer);
  for (uint32_t i = 0; i < old->values.size() && !removed.empty(); ++i) {
    if (removed.contains(old->reports[i])) {
      touched.insert(reports[old->reports[i]].issuer);
    }
  }
  std::vector<Candidate> candidates(added.begin(), added.end());
  std::vector<bool> keep(old->values.size(), true);
  for (uint32_t i = 0; i < old->values.size(); ++i) {
    if (!touched.contains(reports[old->reports[i]].issuer)) continue;
    keep[i] = false;
    if (!removed.contains(old->reports[i])) candidates.push_back(old->Row(i));
  }
  Election election = Elect(reports, year, std::move(candidates));
  const ByValue before(reports);
  absl::c_sort(election.winners, before);

  auto chunk = std::make_shared<Chunk>();
  chunk->year = year;
  chunk->Reserve(absl::c_count(keep, true) + election.winners.size() +
                 election.losers.size());
  auto winner = election.winners.begin();
  for (uint32_t i = 0; i < old->elected; ++i) {
    if (!keep[i]) continue;
    const Candidate row = old->Row(i);
    while (winner != election.winners.end() && before(*winner, row)) {
      chunk->Append(*winner++);
    }
    chunk->Append(row);
  }
  while (winner != election.winners.end()) chunk->Append(*winner++);
  chunk->elected = static_cast<uint32_t>(chunk->values.size());
  for (uint32_t i = old->elected; i < old->values.size(); ++i) {
    if (keep[i]) chunk->Append(old->Row(i));
  }
  for (const Candidate& loser : election.losers) chunk->Append(loser);
  if (chunk->values.empty()) return nullptr;
  Summarize(*chunk);
  return chunk;
}

}  // namespace nianbao
