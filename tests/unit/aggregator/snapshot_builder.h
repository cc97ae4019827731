// Snapshots for tests of queries.
//
//   SnapshotBuilder builder;
//   builder.Add({.issuer = 1, .code = "110108", .year = 2020,
//                .values = {{"indicators/t.cases", 12}}});
//   SnapshotPtr snapshot = builder.Build();
#ifndef NIANBAO_TESTS_UNIT_AGGREGATOR_SNAPSHOT_BUILDER_H_
#define NIANBAO_TESTS_UNIT_AGGREGATOR_SNAPSHOT_BUILDER_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "aggregator/columns/live_columns.h"
#include "aggregator/query/cursor.h"
#include "common/domain/catalogue.h"
#include "gtest/gtest.h"

namespace nianbao::aggregator {

// Counts in 件 (t.cases, t.lost) and a rate in % (t.rate).
inline const Catalogue& QueryTestCatalogue() {
  static const Catalogue* const catalogue = [] {
    std::string text;
    for (const auto& [id, rest] : std::map<std::string, std::string>{
             {"t.cases", "unit: '件' measure: MEASURE_COUNT"},
             {"t.lost", "unit: '件' measure: MEASURE_COUNT"},
             {"t.rate", "unit: '%' measure: MEASURE_RATE"}}) {
      absl::StrAppend(&text, "indicators { name: 'indicators/", id,
                      "' display_name_zh: 'x' display_name_en: 'x' ", rest,
                      " }\n");
    }
    return new Catalogue(*Catalogue::Parse({text}));
  }();
  return *catalogue;
}

struct BuiltValue {
  std::string indicator;
  double value = 0;
  // 0 for that of the report.
  int32_t year = 0;
  ObservationFlags flags = v1::MODIFIER_EXACT;
  float confidence = 1;
  v1::Kind kind = v1::KIND_LEVEL;
};

struct BuiltReport {
  int32_t issuer = 0;
  // Empty for a division that is not known.
  std::string code;
  v1::Level level = v1::LEVEL_COUNTY;
  int32_t year = 0;
  std::vector<BuiltValue> values;
  v1::Report::Type type = v1::Report::TYPE_RULE_OF_LAW;
  // Tells the kind of a department; empty for one that tells none.
  std::string issuer_name;
};

// Reports come in the order of their uploads: "reports/1", "reports/2", ...
class SnapshotBuilder {
 public:
  void Add(const BuiltReport& report) {
    SnapshotChanges::Added added;
    const int64_t id = static_cast<int64_t>(changes_.added.size()) + 1;
    const Located located =
        Locate(QueryTestCatalogue(), {.division_code = report.code,
                                      .level = report.level,
                                      .issuer_name = report.issuer_name,
                                      .type = report.type,
                                      .year = report.year});
    added.entry = {.id = id,
                   .name = absl::StrCat("reports/", id),
                   .issuer_name = report.issuer_name.empty()
                                      ? absl::StrCat("issuer ", report.issuer)
                                      : report.issuer_name,
                   .issuer = report.issuer,
                   .place = located.place,
                   .stratum = located.stratum,
                   .year = report.year};
    for (const BuiltValue& value : report.values) {
      const ChunkKey key{.indicator = NumberOf(value.indicator),
                         .kind = value.kind,
                         .stratum = added.entry.stratum,
                         .year = value.year == 0 ? report.year : value.year};
      added.rows.emplace_back(
          key, Candidate{.value = value.value,
                         .position = static_cast<uint32_t>(added.rows.size()),
                         .confidence = value.confidence,
                         .flags = value.flags});
    }
    changes_.added.push_back(std::move(added));
  }

  // To be called once.
  SnapshotPtr Build() {
    LiveColumns columns;
    columns.Apply(std::move(changes_));
    return columns.Get();
  }

 private:
  int32_t NumberOf(const std::string& name) {
    const auto [it, fresh] =
        numbers_.emplace(name, static_cast<int32_t>(numbers_.size()));
    if (fresh) changes_.indicators.emplace_back(it->second, name);
    return it->second;
  }

  SnapshotChanges changes_;
  std::map<std::string, int32_t> numbers_;
};

// All messages of a cursor.
template <typename Message>
Messages<Message> ReadAll(std::unique_ptr<Cursor<Message>> cursor) {
  Messages<Message> messages;
  while (true) {
    const absl::StatusOr<bool> more =
        cursor->Next(messages, [] { return false; });
    EXPECT_TRUE(more.ok()) << more.status();
    if (!more.ok() || !*more) break;
  }
  return messages;
}

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_UNIT_AGGREGATOR_SNAPSHOT_BUILDER_H_
