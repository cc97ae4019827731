#include "aggregator/store/sqlite/reading/counted_reports.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "common/base/cancelled.h"

namespace nianbao::aggregator {
namespace {

// Those current at the moment ?1, whichever of them count. Reports over several
// years are left out at once: they never do.
constexpr char kReports[] =
    "SELECT id, name, issuer_id, issuer_name, division_code, level, year, "
    "type, stored_at, upload_id FROM report "
    "WHERE first_year = 0 AND stored_at <= ?1 "
    "AND (superseded_at IS NULL OR superseded_at > ?1) ORDER BY id";
// Reports read between two looks at whether to stop: about a millisecond's
// work.
constexpr int kReportsBetweenPolls = 1024;

}  // namespace

absl::Status CountedReports::Read(Connection& connection,
                                  const Catalogue& catalogue, int64_t as_of,
                                  Stopped stopped) {
  absl::StatusOr<Statement> rows = connection.Prepare(kReports);
  if (!rows.ok()) return rows.status();
  rows->Bind(1, as_of);
  // With their types.
  std::vector<ReportEntry> found;
  absl::StatusOr<bool> row;
  for (int n = 0; (row = rows->Step()).ok() && *row; ++n) {
    if (n % kReportsBetweenPolls == 0 && stopped()) {
      return Cancelled();
    }
    const ReportHead head = {
        .division_code = rows->Bytes(4),
        .level = static_cast<v1::Level>(rows->Int(5)),
        .issuer_name = rows->Bytes(3),
        .type = static_cast<v1::Report::Type>(rows->Int(7)),
        .year = static_cast<int32_t>(rows->Int(6))};
    const Located located = Locate(catalogue, head);
    found.push_back({.id = rows->Int(0),
                     .upload = rows->Int(9),
                     .name = std::string(rows->Bytes(1)),
                     .issuer_name = std::string(head.issuer_name),
                     .issuer = static_cast<int32_t>(rows->Int(2)),
                     .place = located.place,
                     .stratum = located.stratum,
                     .year = head.year,
                     .stored_at = rows->Int(8)});
  }
  if (!row.ok()) return row.status();
  // Corrected reports have later ids than their uploads. Few are corrected: to
  // sort what is nearly sorted here is faster than to have SQLite do it.
  const auto upload = [](const ReportEntry& entry) { return entry.UploadId(); };
  if (!std::ranges::is_sorted(found, {}, upload)) {
    std::ranges::sort(found, {}, upload);
  }
  for (ReportEntry& entry : found) Add(std::move(entry));
  return absl::OkStatus();
}

void CountedReports::MoveTo(Snapshot& snapshot) {
  ReportDirectory::Editor editor(snapshot.reports);
  std::map<ReportedKey, std::vector<Place>> places;
  // Slots are given in the order of uploads, to reports that count only.
  int64_t last_id = -1;
  for (const ReportEntry& entry : entries_) {
    last_id = std::max(last_id, entry.id);
  }
  slots_.assign(last_id + 1, kNoSlot);
  ReportSlot slot = 0;
  for (ReportEntry& entry : entries_) {
    if (entry.id == 0) continue;
    snapshot.issuer_count = std::max(snapshot.issuer_count, entry.issuer + 1);
    if (entry.stratum.body != kUnidentified) {
      places[ReportedKeyOf(entry)].push_back(entry.place);
    }
    slots_[entry.id] = slot;
    editor.Set(slot++, std::move(entry));
  }
  snapshot.reports = std::move(editor).Finish();
  for (auto& [key, list] : places) {
    // Lists live as long as the snapshot, and most of them are never changed.
    list.shrink_to_fit();
    absl::c_sort(list);
    snapshot.reported[key] = MakeReportedPlaces(std::move(list));
  }
  entries_ = {};
  election_ = {};
}

void CountedReports::Add(ReportEntry entry) {
  const std::optional<size_t> outdone = election_.Add(
      {.issuer = entry.issuer, .year = entry.year, .type = entry.stratum.type},
      entries_.size());
  if (outdone.has_value()) entries_[*outdone] = {};
  entries_.push_back(std::move(entry));
}

}  // namespace nianbao::aggregator
