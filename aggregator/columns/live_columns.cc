// How one commit becomes the next snapshot.
//
// Queries hold snapshots for as long as they run, and must neither wait for a
// commit nor see half of one. So a snapshot is never changed. The next one is a
// copy that shares everything the commit did not touch (copy on write):
//
//   snapshot 7 --> indicators --> a --> 2021, 2022      a report on 2022 gives
//                             \-> b --> 2022            values of indicator a
//   snapshot 8 --> indicators'--> a'--> 2021, 2022'     new: marked by '
//                             \-> b                     shared: all others
//
// Chunks name reports by slots, numbers of four bytes, which are used again
// after a report has gone; a slot is free again only after the chunks that
// named it have been made anew. The order of Apply follows from that: find what
// each chunk loses, give slots to the reports that come, make the touched
// chunks, and empty the slots given up last.
//
// Cost of a commit: the rows of the chunks it touches (chunk_update.cc), the
// blocks of the directory it touches, and the pointers to indicators and to
// years, which are copied. Peak memory: the touched chunks twice, and whatever
// older snapshots queries still hold.

#include "aggregator/columns/live_columns.h"

#include <algorithm>

#include "absl/algorithm/container.h"
#include "aggregator/columns/chunk_update.h"

namespace nianbao::aggregator {
namespace {

// What a set of changes does to one chunk.
struct ChunkChanges {
  absl::flat_hash_set<ReportSlot> removed;
  std::vector<Candidate> added;
};

using ChangesByChunk = absl::flat_hash_map<ChunkKey, ChunkChanges>;

// Puts `chunk` in the place of the one of that year; null takes it away. `at`
// is where a chunk of that year stands or would stand.
void ReplaceChunk(std::vector<ChunkPtr>& chunks, int32_t year, ChunkPtr chunk,
                  std::vector<ChunkPtr>::iterator at) {
  const bool there = at != chunks.end() && (*at)->year == year;
  if (chunk == nullptr) {
    if (there) chunks.erase(at);
  } else if (there) {
    *at = std::move(chunk);
  } else {
    chunks.insert(at, std::move(chunk));
  }
}

// Makes the touched chunks anew, and copies of the indicators that hold them;
// others stay shared with the snapshot before.
void UpdateIndicators(Snapshot& snapshot, const ChangesByChunk& changes) {
  absl::flat_hash_map<int32_t, std::shared_ptr<IndicatorColumns>> copies;
  for (const auto& [key, change] : changes) {
    std::shared_ptr<IndicatorColumns>& columns = copies[key.indicator];
    if (columns == nullptr) {
      columns = std::make_shared<IndicatorColumns>(
          *snapshot.indicators[key.indicator]);
    }
    std::vector<ChunkPtr>& chunks = columns->chunks[{key.kind, key.stratum}];
    const auto at = std::lower_bound(
        chunks.begin(), chunks.end(), key.year,
        [](const ChunkPtr& chunk, int32_t year) { return chunk->year < year; });
    const Chunk* const old =
        at != chunks.end() && (*at)->year == key.year ? at->get() : nullptr;
    ReplaceChunk(chunks, key.year,
                 UpdateChunk(snapshot.reports, key.stratum, key.year, old,
                             change.removed, change.added),
                 at);
    if (chunks.empty()) columns->chunks.erase({key.kind, key.stratum});
  }
  for (auto& [indicator, columns] : copies) {
    snapshot.indicators[indicator] = std::move(columns);
  }
}

// The places that reports come from.
using PlacesOfReports = std::map<ReportedKey, std::vector<Place>>;

void Add(const ReportEntry& entry, PlacesOfReports& places) {
  // An unidentified report belongs to the coverage of no place or of no year.
  if (entry.stratum.body == kUnidentified) return;
  places[ReportedKeyOf(entry)].push_back(entry.place);
}

// Brings Snapshot::reported up to date. Several reports may come from one
// place; each stands for itself in the list, so that one of them can go.
void UpdateReported(Snapshot& snapshot, const PlacesOfReports& gone,
                    const PlacesOfReports& come) {
  PlacesOfReports touched;
  for (const auto& [key, places] : gone) {
    auto [it, fresh] = touched.try_emplace(key);
    if (fresh) it->second = snapshot.reported.at(key)->places;
    for (const Place place : places) {
      it->second.erase(absl::c_lower_bound(it->second, place));
    }
  }
  for (const auto& [key, places] : come) {
    auto [it, fresh] = touched.try_emplace(key);
    const auto old = snapshot.reported.find(key);
    if (fresh && old != snapshot.reported.end()) {
      it->second = old->second->places;
    }
    it->second.insert(it->second.end(), places.begin(), places.end());
    absl::c_sort(it->second);
  }
  for (auto& [key, places] : touched) {
    if (places.empty()) {
      snapshot.reported.erase(key);
    } else {
      snapshot.reported[key] = MakeReportedPlaces(std::move(places));
    }
  }
}

}  // namespace

LiveColumns::LiveColumns(SnapshotPtr initial) : current_(std::move(initial)) {
  const ReportDirectory& reports = current_->reports;
  for (ReportSlot slot = 0; slot < reports.size(); ++slot) {
    if (reports[slot].id == 0) {
      free_slots_.push_back(slot);
    } else {
      slots_.emplace(reports[slot].id, slot);
    }
  }
}

SnapshotPtr LiveColumns::Get() const {
  absl::MutexLock lock(&mutex_);
  return current_;
}

bool LiveColumns::IsRead() const {
  absl::MutexLock lock(&mutex_);
  return current_.use_count() > 1;
}

ReportSlot LiveColumns::TakeSlot(ReportSlot& size) {
  if (free_slots_.empty()) return size++;
  const ReportSlot slot = free_slots_.back();
  free_slots_.pop_back();
  return slot;
}

void LiveColumns::Apply(SnapshotChanges changes) {
  auto next = std::make_shared<Snapshot>(*Get());
  ++next->version;
  next->moment = changes.moment;
  for (auto& [number, name] : changes.indicators) {
    const size_t size = std::max<size_t>(next->indicators.size(), number + 1);
    next->indicators.resize(size);
    auto columns = std::make_shared<IndicatorColumns>();
    columns->name = std::move(name);
    next->indicators[number] = std::move(columns);
  }

  ChangesByChunk by_chunk;
  PlacesOfReports gone, come;
  // Slots given up by this change. Its reports that come do not get them: the
  // chunks before name them still, and UpdateChunk reads of those whose they
  // were.
  std::vector<ReportSlot> given_up;
  for (const SnapshotChanges::Removed& removed : changes.removed) {
    const auto it = slots_.find(removed.report_id);
    const ReportEntry& entry = next->reports[it->second];
    Add(entry, gone);
    for (const ChunkKey& key : removed.keys) {
      by_chunk[key].removed.insert(it->second);
    }
    given_up.push_back(it->second);
    slots_.erase(it);
  }
  ReportDirectory::Editor editor(next->reports);
  ReportSlot size = next->reports.size();
  for (SnapshotChanges::Added& added : changes.added) {
    const ReportSlot slot = TakeSlot(size);
    slots_.emplace(added.entry.id, slot);
    next->issuer_count = std::max(next->issuer_count, added.entry.issuer + 1);
    Add(added.entry, come);
    for (auto& [key, row] : added.rows) {
      row.report = slot;
      row.place = added.entry.place;
      by_chunk[key].added.push_back(row);
    }
    editor.Set(slot, std::move(added.entry));
  }
  next->reports = std::move(editor).Finish();
  // A directory grows by whole blocks, so that some slots come unused.
  for (ReportSlot slot = size; slot < next->reports.size(); ++slot) {
    free_slots_.push_back(slot);
  }
  UpdateIndicators(*next, by_chunk);
  UpdateReported(*next, gone, come);

  // No chunk of the new snapshot names the slots given up any more.
  ReportDirectory::Editor cleaner(next->reports);
  for (const ReportSlot slot : given_up) cleaner.Set(slot, {});
  next->reports = std::move(cleaner).Finish();
  free_slots_.insert(free_slots_.end(), given_up.begin(), given_up.end());

  // After the swap `newest` holds the snapshot before. It is declared before
  // the lock and so destroyed after it: what only that snapshot held, perhaps
  // megabytes, is freed while nobody waits for the mutex.
  SnapshotPtr newest = std::move(next);
  absl::MutexLock lock(&mutex_);
  current_.swap(newest);
}

}  // namespace nianbao::aggregator
