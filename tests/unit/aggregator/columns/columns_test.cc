// Columns kept up to date change by change, against an election held anew.
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "aggregator/columns/live_columns.h"
#include "common/domain/gazetteer.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/aggregator/columns/columns_canonical.h"

namespace nianbao::aggregator {
namespace columns_test {

constexpr int kIndicators = 3;
constexpr int kFirstYear = 2018;
constexpr int kYears = 4;

std::string IndicatorName(int number) {
  return absl::StrCat("indicators/test.", number);
}

// The reports that count, and what the columns must be for them.
class Model {
 public:
  void Add(const SnapshotChanges::Added& report) {
    reports_[report.entry.id] = report;
  }
  SnapshotChanges::Removed Remove(int64_t id) {
    SnapshotChanges::Removed removed = {.report_id = id};
    for (const auto& [key, row] : reports_.at(id).rows) {
      removed.keys.push_back(key);
    }
    reports_.erase(id);
    return removed;
  }
  bool empty() const { return reports_.empty(); }
  int64_t IdAt(size_t index) const {
    return std::next(reports_.begin(), index % reports_.size())->first;
  }

  CanonicalSnapshot Expected() const {
    CanonicalSnapshot expected;
    // By chunk, then issuer: the report and its row.
    std::map<
        std::tuple<std::string, v1::Kind, Stratum, int32_t>,
        std::map<int32_t,
                 std::vector<std::pair<const ReportEntry*, const Candidate*>>>>
        candidates;
    for (const auto& [id, report] : reports_) {
      if (report.entry.stratum.body != kUnidentified) {
        expected
            .reported[{.stratum = report.entry.stratum,
                       .year = report.entry.year,
                       .tier = TierOf(report.entry.place)}]
            .push_back(report.entry.place);
      }
      for (const auto& [key, row] : report.rows) {
        candidates[{IndicatorName(key.indicator), key.kind, key.stratum,
                    key.year}][report.entry.issuer]
            .emplace_back(&report.entry, &row);
      }
    }
    for (auto& [key, places] : expected.reported) {
      absl::c_sort(places);
      std::set<uint32_t> divisions;
      for (const Place place : places) {
        if (StandsForDivision(place)) divisions.insert(DivisionOf(place));
      }
      expected.divisions[key] = {divisions.begin(), divisions.end()};
    }
    for (auto& [key, by_issuer] : candidates) {
      expected.chunks[key] = Elect(std::get<3>(key), by_issuer);
    }
    return expected;
  }

 private:
  using Entries = std::vector<std::pair<const ReportEntry*, const Candidate*>>;

  static bool IsBetter(int32_t year, const Entries::value_type& a,
                       const Entries::value_type& b) {
    const bool a_own = a.first->year == year;
    const bool b_own = b.first->year == year;
    if (a_own != b_own) return a_own;
    if (a.first->year != b.first->year) return a.first->year > b.first->year;
    if (a.first->id != b.first->id) return a.first->id > b.first->id;
    return a.second->position < b.second->position;
  }

  static CanonicalChunk Elect(int32_t year,
                              std::map<int32_t, Entries>& by_issuer) {
    CanonicalChunk chunk;
    Entries elected;
    for (auto& [issuer, entries] : by_issuer) {
      size_t best = 0;
      for (size_t i = 1; i < entries.size(); ++i) {
        if (IsBetter(year, entries[i], entries[best])) best = i;
      }
      for (size_t i = 0; i < entries.size(); ++i) {
        if (i == best) {
          elected.push_back(entries[i]);
        } else {
          chunk.outvoted.push_back(Row(entries[i]));
        }
      }
    }
    absl::c_sort(elected, [](const auto& a, const auto& b) {
      return std::tuple(a.second->value, a.first->place, a.first->id) <
             std::tuple(b.second->value, b.first->place, b.first->id);
    });
    chunk.uniform = true;
    std::set<Place> places;
    for (const auto& entry : elected) {
      chunk.elected.push_back(Row(entry));
      chunk.inexact += IsInexact(entry.second->flags);
      chunk.erroneous +=
          (entry.second->flags & observation_flags::kErroneous) != 0;
      const Place place = entry.first->place;
      chunk.unconvertible +=
          (entry.second->flags & observation_flags::kUnconvertible) != 0;
      chunk.for_divisions += StandsForDivision(place);
      chunk.uniform = chunk.uniform &&
                      TierOf(place) == TierOf(elected[0].first->place) &&
                      places.insert(place).second;
    }
    absl::c_sort(chunk.outvoted);
    return chunk;
  }

  static CanonicalRow Row(const Entries::value_type& entry) {
    const auto& [report, row] = entry;
    return {row->value,        report->place,      report->name,
            row->position,     row->confidence,    row->flags,
            report->stored_at, report->issuer_name};
  }

  std::map<int64_t, SnapshotChanges::Added> reports_;
};

class History {
 public:
  explicit History(unsigned seed) : random_(seed) {}

  // Some reports go, some come.
  SnapshotChanges Next() {
    SnapshotChanges changes;
    for (int n = Below(4); n > 0 && !model_.empty(); --n) {
      changes.removed.push_back(model_.Remove(model_.IdAt(random_())));
    }
    for (int n = Below(6); n > 0; --n) {
      changes.added.push_back(MakeReport());
      model_.Add(changes.added.back());
    }
    return changes;
  }

  const Model& model() const { return model_; }

 private:
  int Below(int n) { return static_cast<int>(random_() % n); }

  // Few issuers and values, so that they meet often. Counties, or all sorts.
  SnapshotChanges::Added MakeReport() {
    const int issuer = Below(12);
    const int64_t id = ++last_id_;
    // Reports that say nothing of their year, or of their place, are apart.
    const int year = Below(10) == 0 ? 0 : kFirstYear + Below(kYears);
    const Stratum stratum = {
        .type = Below(5) == 0 ? v1::Report::TYPE_INFORMATION_DISCLOSURE
                              : v1::Report::TYPE_RULE_OF_LAW,
        .body = year == 0 || issuer == 11 ? kUnidentified : BodyOf(issuer)};
    SnapshotChanges::Added added = {
        .entry = {.id = id,
                  .name = absl::StrCat("reports/", id),
                  .issuer_name = absl::StrCat("issuer ", issuer),
                  .issuer = issuer + 1,
                  .place = PlaceOfIssuer(issuer),
                  .stratum = stratum,
                  .year = year,
                  .stored_at = 1000 + id}};
    for (uint32_t position = 0; position < 8; ++position) {
      if (Below(2) == 0) continue;
      added.rows.emplace_back(
          ChunkKey{.indicator = Below(kIndicators),
                   .kind = Below(4) == 0 ? v1::KIND_CHANGE : v1::KIND_LEVEL,
                   .stratum = stratum,
                   .year = kFirstYear + Below(kYears)},
          Candidate{
              .value = static_cast<double>(Below(7) - 3),
              .position = position,
              .confidence = static_cast<float>(Below(10)) / 10,
              .flags = static_cast<ObservationFlags>(
                  Below(16) |
                  (Below(8) == 0 ? observation_flags::kUnconvertible : 0))});
    }
    return added;
  }

  // Of departments of a known kind, and of none.
  static BodyNumber BodyOf(int issuer) {
    if (issuer < 8) return kGovernments;
    return issuer == 10 ? kOtherBodies : 7;
  }

  // The last four are departments, of the same division, and unknown; of the
  // departments one is of a province.
  static Place PlaceOfIssuer(int issuer) {
    if (issuer == 11) return PlaceOf("", v1::LEVEL_UNSPECIFIED);
    if (issuer == 9) return PlaceOf("110000", v1::LEVEL_DEPARTMENT);
    if (issuer >= 8) return PlaceOf("110108", v1::LEVEL_DEPARTMENT);
    const char* const kCodes[] = {"110101", "110102", "110105", "110106",
                                  "110107", "110108", "110000", "120000"};
    const DivisionEntry* const division = Gazetteer::Get().Find(kCodes[issuer]);
    return PlaceOf(division->code, division->level);
  }

  std::mt19937 random_;
  Model model_;
  int64_t last_id_ = 0;
};

SnapshotChanges WithIndicators(SnapshotChanges changes) {
  for (int i = 0; i < kIndicators; ++i) {
    changes.indicators.emplace_back(i, IndicatorName(i));
  }
  return changes;
}

TEST(LiveColumnsTest, EqualsAnElectionHeldAnew) {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    History history(seed);
    LiveColumns columns;
    columns.Apply(WithIndicators(history.Next()));
    bool saw_uniform = false, saw_mixed = false, saw_outvoted = false;
    for (int step = 0; step < 120; ++step) {
      const CanonicalSnapshot expected = history.model().Expected();
      ASSERT_EQ(Canonical(*columns.Get()), expected)
          << "seed " << seed << ", step " << step;
      for (const auto& [key, chunk] : expected.chunks) {
        (chunk.uniform ? saw_uniform : saw_mixed) = true;
        saw_outvoted = saw_outvoted || !chunk.outvoted.empty();
      }
      columns.Apply(history.Next());
    }
    EXPECT_TRUE(saw_uniform && saw_mixed && saw_outvoted);
  }
}

TEST(LiveColumnsTest, ASnapshotStaysAsItWas) {
  History history(3);
  LiveColumns columns;
  columns.Apply(WithIndicators(history.Next()));
  for (int step = 0; step < 20; ++step) columns.Apply(history.Next());
  const SnapshotPtr before = columns.Get();
  const CanonicalSnapshot was = Canonical(*before);
  for (int step = 0; step < 50; ++step) columns.Apply(history.Next());
  EXPECT_EQ(Canonical(*before), was);
  EXPECT_EQ(columns.Get()->version, before->version + 50);
}

TEST(LiveColumnsTest, AreReadWhileTheNewestSnapshotIsHeld) {
  LiveColumns columns;
  EXPECT_FALSE(columns.IsRead());
  SnapshotPtr held = columns.Get();
  EXPECT_TRUE(columns.IsRead());
  columns.Apply({.moment = 1});
  EXPECT_FALSE(columns.IsRead());
  held = columns.Get();
  EXPECT_TRUE(columns.IsRead());
  held = nullptr;
  EXPECT_FALSE(columns.IsRead());
}

TEST(LiveColumnsTest, SlotsAreUsedAgain) {
  LiveColumns columns;
  columns.Apply({.indicators = {{0, IndicatorName(0)}}});
  const ChunkKey key = {.indicator = 0, .year = 2020};
  for (int64_t id = 1; id <= 5000; ++id) {
    SnapshotChanges changes;
    if (id > 1) {
      changes.removed.push_back({.report_id = id - 1, .keys = {key}});
    }
    changes.added.push_back({.entry = {.id = id, .issuer = 1, .year = 2020},
                             .rows = {{key, {.value = 1.0 * id}}}});
    columns.Apply(std::move(changes));
  }
  const SnapshotPtr snapshot = columns.Get();
  EXPECT_LE(snapshot->reports.size(), 2 * ReportDirectory::kBlock);
  const Chunk& chunk = *snapshot->Find(IndicatorName(0))
                            ->chunks.at({v1::KIND_LEVEL, Stratum()})
                            .front();
  EXPECT_THAT(chunk.values, testing::ElementsAre(5000));
  EXPECT_EQ(snapshot->reports[chunk.reports[0]].id, 5000);
}

TEST(LiveColumnsTest, StrataThatAreEmptyAreGone) {
  LiveColumns columns;
  const ChunkKey key = {
      .indicator = 0,
      .stratum = {.type = v1::Report::TYPE_INFORMATION_DISCLOSURE},
      .year = 2020};
  columns.Apply({.added = {{.entry = {.id = 1, .issuer = 1, .year = 2020},
                            .rows = {{key, {.value = 1}}}}},
                 .indicators = {{0, IndicatorName(0)}}});
  EXPECT_EQ(columns.Get()->Find(IndicatorName(0))->chunks.size(), 1);
  columns.Apply({.removed = {{.report_id = 1, .keys = {key}}}});
  const IndicatorColumns* const left = columns.Get()->Find(IndicatorName(0));
  EXPECT_TRUE(left == nullptr || left->chunks.empty());
}

}  // namespace columns_test
}  // namespace nianbao::aggregator
