// How the next chunk is made from the one before it.
//
// One report changes the rows of one issuer in each chunk that it speaks of.
// To hold all elections anew and sort all rows for that would cost n log n in
// the rows of the chunk, for each of a hundred chunks, at each commit. Instead:
//
//   1. Find the rows of the issuers that gain or lose a row (FindTouched). All
//      other issuers keep their elections as they are.
//   2. Hold the elections of the touched issuers among the rows that they keep
//      and those added (Elect), and sort the k winners by value.
//   3. Merge: copy the untouched elected rows in runs, and put each winner
//      where its value belongs. As both are sorted, a winner's place is found
//      by bisection and what lies between two winners is copied as one block.
//   4. Append the untouched outvoted rows and the new losers, unsorted.
//   5. Correct the counts by the rows that went and came (Summarize).
//
// For example 海淀区, elected in row 2 and outvoted in row 3, uploads a
// corrected report that has 90 instead of 253:
//
//   12  140  253 | 250      touched: rows 2 and 3; 253 goes, 90 beats 250
//   12  90  140 | 250       copied: 12, then 140; put in: 90; appended: 250
//
// Cost: one pass over the rows to find those touched, one to copy them, both
// at the speed of memory; and k log k for the k rows of touched issuers.

#include "aggregator/columns/chunk_update.h"

#include <compare>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "aggregator/election/claim.h"

namespace nianbao::aggregator {
namespace {

// What comes of the elections of the touched issuers: the candidates who stand
// for their issuers, and those who lost to one of them.
struct Election {
  std::vector<Candidate> winners;
  std::vector<Candidate> losers;
};

// A candidate, by its index among all, and its claim. Sorted, the candidates of
// one issuer stand together, and the first of them is the one that wins.
struct Claimant {
  int32_t issuer;
  Claim claim;
  uint32_t index;

  friend auto operator<=>(const Claimant&, const Claimant&) = default;
};

// Holds the elections of the issuers that `candidates` are of. O(k log k).
Election Elect(const ReportDirectory& reports, int32_t year,
               const std::vector<Candidate>& candidates) {
  std::vector<Claimant> claimants;
  claimants.reserve(candidates.size());
  for (const Candidate& candidate : candidates) {
    const ReportEntry& report = reports[candidate.report];
    claimants.push_back({.issuer = report.issuer,
                         .claim = ClaimOf(year, report.year, report.UploadId(),
                                          candidate.position),
                         .index = static_cast<uint32_t>(claimants.size())});
  }
  absl::c_sort(claimants);
  Election election;
  // Issuers are numbered from 0, so that the first claimant is of another one.
  int32_t issuer = -1;
  for (const Claimant& claimant : claimants) {
    (claimant.issuer != issuer ? election.winners : election.losers)
        .push_back(candidates[claimant.index]);
    issuer = claimant.issuer;
  }
  return election;
}

// The order of a chunk's elected rows. It is total, so that equal values do
// not leave it to chance: no two elected rows of a chunk are of one report.
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

// Rows of a chunk whose issuers gain or lose a row.
struct TouchedRows {
  // Ascending.
  std::vector<uint32_t> rows;
  // True when elected rows of untouched issuers are of the same places: bodies
  // of one government, such as its departments.
  bool has_neighbours = false;
};

TouchedRows FindTouched(const ReportDirectory& reports, const Chunk& chunk,
                        const absl::flat_hash_set<ReportSlot>& removed,
                        absl::Span<const Candidate> added) {
  TouchedRows touched;
  if (chunk.places.empty()) return touched;
  absl::flat_hash_set<int32_t> issuers;
  // The places of those issuers. Most rows are ruled out by their place, which
  // stands in the chunk; only for the others the directory is looked at.
  absl::flat_hash_set<Place> places;
  const auto touch = [&](ReportSlot slot) {
    issuers.insert(reports[slot].issuer);
    places.insert(reports[slot].place);
  };
  for (const Candidate& row : added) touch(row.report);
  for (const ReportSlot slot : removed) touch(slot);
  for (uint32_t i = 0; i < chunk.places.size(); ++i) {
    if (!places.contains(chunk.places[i])) continue;
    if (issuers.contains(reports[chunk.reports[i]].issuer)) {
      touched.rows.push_back(i);
    } else if (i < chunk.elected) {
      touched.has_neighbours = true;
    }
  }
  return touched;
}

// Copies the rows [begin, end), column by column.
void AppendRows(const Chunk& from, uint32_t begin, uint32_t end, Chunk& to) {
  const auto append = [begin, end](const auto& source, auto& target) {
    target.insert(target.end(), source.begin() + begin, source.begin() + end);
  };
  append(from.values, to.values);
  append(from.places, to.places);
  append(from.reports, to.reports);
  append(from.positions, to.positions);
  append(from.confidences, to.confidences);
  append(from.flags, to.flags);
}

// Copies the rows of a chunk without those touched, from the first on: each
// call goes on where the one before it ended.
class UntouchedRows {
 public:
  UntouchedRows(const Chunk& from, const std::vector<uint32_t>& touched,
                Chunk& to)
      : from_(from),
        gone_(touched.begin()),
        gone_end_(touched.end()),
        to_(to) {}

  // Copies those before the row of index `end`, in runs between touched rows.
  void CopyTo(uint32_t end) {
    for (; gone_ != gone_end_ && *gone_ < end; ++gone_) {
      AppendRows(from_, at_, *gone_, to_);
      at_ = *gone_ + 1;
    }
    AppendRows(from_, at_, end, to_);
    at_ = end;
  }

  // Copies those elected rows that come before `row` by value. Touched rows may
  // be compared with as well: they are sorted like the others.
  void CopyBefore(const ByValue& before, const Candidate& row) {
    uint32_t begin = at_, end = from_.elected;
    while (begin < end) {
      const uint32_t middle = begin + (end - begin) / 2;
      if (before(from_.Row(middle), row)) {
        begin = middle + 1;
      } else {
        end = middle;
      }
    }
    CopyTo(begin);
  }

 private:
  const Chunk& from_;
  std::vector<uint32_t>::const_iterator gone_;
  const std::vector<uint32_t>::const_iterator gone_end_;
  Chunk& to_;
  // The next row to copy or to skip.
  uint32_t at_ = 0;
};

// Adds `sign`, 1 or -1, for an elected row to each count of the chunk that the
// row belongs to.
void Count(Place place, ObservationFlags flags, int sign, Chunk& chunk) {
  chunk.inexact += IsInexact(flags) ? sign : 0;
  chunk.erroneous += (flags & observation_flags::kErroneous) != 0 ? sign : 0;
  chunk.unconvertible +=
      (flags & observation_flags::kUnconvertible) != 0 ? sign : 0;
  chunk.for_divisions += StandsForDivision(place) ? sign : 0;
}

// See Chunk::uniform. O(places).
bool IsUniform(absl::Span<const Place> places) {
  absl::flat_hash_set<Place> seen;
  seen.reserve(places.size());
  return absl::c_all_of(places, [&](Place place) {
    return TierOf(place) == TierOf(places[0]) && seen.insert(place).second;
  });
}

// Sets the counts and `uniform` of a chunk whose rows are complete.
void Summarize(const Chunk& old, const TouchedRows& touched,
               const std::vector<Candidate>& winners, Chunk& chunk) {
  chunk.inexact = old.inexact;
  chunk.erroneous = old.erroneous;
  chunk.unconvertible = old.unconvertible;
  chunk.for_divisions = old.for_divisions;
  for (const uint32_t row : touched.rows) {
    // Outvoted rows, which come last, are counted nowhere.
    if (row >= old.elected) break;
    Count(old.places[row], old.flags[row], -1, chunk);
  }
  std::vector<Place> places;
  for (const Candidate& winner : winners) {
    Count(winner.place, winner.flags, 1, chunk);
    places.push_back(winner.place);
  }
  const absl::Span<const Place> elected =
      absl::MakeSpan(chunk.places).first(chunk.elected);
  // The look at all rows is spared where the answer follows from before: a
  // uniform chunk stays so unless the winners differ among themselves, are of
  // another tier, or share a place with a row that stayed. When all elected
  // rows are winners there is nothing to follow from.
  const bool is_anew = places.size() == elected.size();
  if (!old.uniform || is_anew || touched.has_neighbours) {
    chunk.uniform = IsUniform(elected);
  } else {
    chunk.uniform =
        IsUniform(places) &&
        (places.empty() || TierOf(places[0]) == TierOf(old.places[0]));
  }
}

}  // namespace

std::shared_ptr<const Chunk> UpdateChunk(
    const ReportDirectory& reports, Stratum stratum, int32_t year,
    const Chunk* old, const absl::flat_hash_set<ReportSlot>& removed,
    absl::Span<const Candidate> added) {
  static const Chunk* const kEmpty = new Chunk;
  if (old == nullptr) old = kEmpty;
  // Only issuers that gain or lose a row hold their election anew.
  const TouchedRows touched = FindTouched(reports, *old, removed, added);
  std::vector<Candidate> candidates(added.begin(), added.end());
  for (const uint32_t row : touched.rows) {
    if (!removed.contains(old->reports[row])) {
      candidates.push_back(old->Row(row));
    }
  }
  const size_t rows =
      old->values.size() - touched.rows.size() + candidates.size();
  if (rows == 0) return nullptr;
  Election election = Elect(reports, year, candidates);
  const ByValue before(reports);
  absl::c_sort(election.winners, before);

  auto chunk = std::make_shared<Chunk>();
  chunk->year = year;
  chunk->stratum = stratum;
  chunk->Reserve(rows);
  UntouchedRows untouched(*old, touched.rows, *chunk);
  for (const Candidate& winner : election.winners) {
    untouched.CopyBefore(before, winner);
    chunk->Append(winner);
  }
  untouched.CopyTo(old->elected);
  chunk->elected = static_cast<uint32_t>(chunk->values.size());
  untouched.CopyTo(static_cast<uint32_t>(old->values.size()));
  for (const Candidate& loser : election.losers) chunk->Append(loser);
  Summarize(*old, touched, election.winners, *chunk);
  return chunk;
}

}  // namespace nianbao::aggregator
