// Statistics of random reports, held against the definitions as they are
// written: every group's values gathered one by one, and nothing shared with
// the engine but the columns it reads.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "aggregator/query/statistics/statistics_cursor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/aggregator/asking.h"
#include "tests/unit/aggregator/snapshot_builder.h"

namespace nianbao::aggregator {
namespace {

constexpr int32_t kUnknown = INT32_MAX;

// t.share has t.lost as numerator and t.cases as denominator.
const Catalogue& TestCatalogue() {
  static const Catalogue* const catalogue = [] {
    std::string text;
    for (const char* const rest : {"t.cases' unit: '件' measure: MEASURE_COUNT",
                                   "t.lost' unit: '件' measure: MEASURE_COUNT",
                                   "t.share' unit: '%' measure: MEASURE_RATE "
                                   "numerator: 'indicators/t.lost' "
                                   "denominator: 'indicators/t.cases'"}) {
      absl::StrAppend(&text,
                      "indicators { display_name_zh: 'x' display_name_en: 'x' "
                      "name: 'indicators/",
                      rest, " }\n");
    }
    return new Catalogue(*Catalogue::Parse({text}));
  }();
  return *catalogue;
}

using Random = std::mt19937_64;

double RandomValue(Random& random) {
  switch (random() % 6) {
    case 0:
      return 0;
    case 1:
      return static_cast<double>(random() % 5);
    case 2:
      return -static_cast<double>(random() % 100);
    case 3:
      return 1e15 + static_cast<double>(random() % 3);
    default:
      return static_cast<double>(random() % 1000000) / 100;
  }
}

// Values for four years, most of them there.
void AddReports(Random& random, BuiltReport report, SnapshotBuilder& builder) {
  for (report.year = 2018; report.year <= 2021; ++report.year) {
    if (random() % 4 == 0) continue;
    report.values.clear();
    for (const char* const id : {"t.cases", "t.lost", "t.share", "t.other"}) {
      if (random() % 4 == 0) continue;
      BuiltValue value{.indicator = absl::StrCat("indicators/", id),
                       .value = RandomValue(random)};
      if (random() % 10 == 0) value.flags = v1::MODIFIER_AT_LEAST;
      if (random() % 10 == 0) value.flags |= observation_flags::kErroneous;
      value.confidence = static_cast<float>(random() % 4) / 4;
      report.values.push_back(value);
    }
    builder.Add(report);
  }
}

// Of some divisions of every level, among them counties without a prefecture,
// departments, and an issuer whose division nobody knows.
SnapshotPtr MixedSnapshot(Random& random) {
  const std::vector<std::string> codes = {
      "110000", "110101",    "110108",    "110101001", "130000", "130100",
      "130102", "130104",    "130102001", "130200",    "130202", "460000",
      "469001", "469002",    "460100",    "460105",    "500000", "500101",
      "650000", "659001",    "652900",    "",          "110105", "130121",
      "130203", "110101002", "469005"};
  SnapshotBuilder builder;
  for (int32_t issuer = 0; issuer < 60; ++issuer) {
    BuiltReport report{
        .issuer = issuer,
        .code = codes[static_cast<size_t>(issuer) % codes.size()]};
    const DivisionEntry* const division = Gazetteer::Get().Find(report.code);
    if (division != nullptr) report.level = division->level;
    if (random() % 5 == 0) report.level = v1::LEVEL_DEPARTMENT;
    if (random() % 20 == 0) report.level = v1::LEVEL_UNSPECIFIED;
    AddReports(random, report, builder);
  }
  return builder.Build();
}

// One county beside another, as most indicators have them; a few of them are
// townships to the gazetteer.
SnapshotPtr CountySnapshot(Random& random) {
  SnapshotBuilder builder;
  int32_t issuer = 0;
  for (const DivisionEntry& division : Gazetteer::Get().divisions()) {
    const uint64_t every = division.level == v1::LEVEL_COUNTY     ? 20
                           : division.level == v1::LEVEL_TOWNSHIP ? 8000
                                                                  : 0;
    if (every == 0 || random() % every != 0) continue;
    AddReports(random, {.issuer = issuer++, .code = std::string(division.code)},
               builder);
  }
  return builder.Build();
}

v1::QueryStatisticsRequest RandomRequest(Random& random) {
  v1::QueryStatisticsRequest request;
  std::vector<int> dimensions = {1, 2, 3, 4, 5, 6};
  std::shuffle(dimensions.begin(), dimensions.end(), random);
  dimensions.resize(random() % 4);
  for (const int d : dimensions) {
    request.add_group_by(static_cast<v1::Dimension>(d));
  }
  request.set_mix_levels(random() % 3 == 0);
  request.add_probabilities(0.3);
  v1::Selection& selection = *request.mutable_selection();
  const std::vector<std::string> places = {
      "",       "",       "",       "",       "110000", "110101",
      "130000", "130100", "130102", "460000", "469001", "460100"};
  const std::string& within = places[random() % places.size()];
  if (!within.empty()) selection.set_within(absl::StrCat("divisions/", within));
  while (random() % 3 == 0 && selection.levels_size() < 2) {
    const auto level = static_cast<v1::Level>(random() % 6);
    if (selection.levels().empty() || selection.levels(0) != level) {
      selection.add_levels(level);
    }
  }
  if (random() % 3 == 0) selection.set_first_year(2019);
  if (random() % 3 == 0) selection.set_last_year(2020);
  selection.set_include_erroneous(random() % 3 == 0);
  selection.set_latest_year(random() % 4 == 0);
  if (random() % 3 == 0) selection.set_min_confidence(0.5);
  return request;
}

// A value as the columns have it.
struct Fact {
  double value;
  int32_t division;
  v1::Level level;
  int32_t year;
  int32_t issuer;
  int64_t report;
  bool inexact;
  bool erroneous;
  float confidence;
};

// One group's members.
struct Members {
  std::vector<Fact> counted;
  std::vector<Fact> excluded;
  double numerator = 0;
  double denominator = 0;
  int64_t pairs = 0;
};

class Reference {
 public:
  Reference(const SnapshotPtr& snapshot,
            const v1::QueryStatisticsRequest& request)
      : snapshot_(*snapshot),
        request_(request),
        selection_(request.selection()) {
    if (!selection_.within().empty()) {
      within_ =
          divisions_.Find(selection_.within().substr(sizeof("divisions/") - 1));
    }
    for (const int d : request.group_by()) {
      if (d != v1::DIMENSION_INDICATOR) dimensions_.push_back(d);
    }
    if (!request.mix_levels() &&
        std::count(dimensions_.begin(), dimensions_.end(),
                   v1::DIMENSION_LEVEL) == 0) {
      dimensions_.push_back(v1::DIMENSION_LEVEL);
    }
    CountDivisions();
  }

  using Key = std::vector<int32_t>;

  std::map<Key, Members> Groups(const std::string& indicator) const {
    std::map<Key, Members> groups;
    for (const Fact& fact : Selected(indicator)) {
      Members& members = groups[KeyOf(fact.division, fact.level, fact.year)];
      (fact.erroneous && !selection_.include_erroneous() ? members.excluded
                                                         : members.counted)
          .push_back(fact);
    }
    if (indicator != "indicators/t.share") return groups;
    for (const Fact& lost : Selected("indicators/t.lost")) {
      for (const Fact& cases : Selected("indicators/t.cases")) {
        if (lost.issuer != cases.issuer || lost.year != cases.year ||
            ((lost.erroneous || cases.erroneous) &&
             !selection_.include_erroneous())) {
          continue;
        }
        Members& members = groups[KeyOf(lost.division, lost.level, lost.year)];
        members.numerator += lost.value;
        members.denominator += cases.value;
        ++members.pairs;
      }
    }
    return groups;
  }

  void Check(const std::string& indicator, const Key& key,
             const Members& members, const v1::Statistics& row) const {
    EXPECT_EQ(row.group().indicator(), indicator);
    EXPECT_EQ(KeyOf(row.group()), key);
    ASSERT_EQ(row.count(), static_cast<int64_t>(members.counted.size()));
    EXPECT_EQ(row.excluded_count(),
              static_cast<int64_t>(members.excluded.size()));
    EXPECT_EQ(row.inexact_count(),
              std::count_if(members.counted.begin(), members.counted.end(),
                            [](const Fact& fact) { return fact.inexact; }));
    CheckCoverage(key, members, row);
    CheckFigures(indicator, members, row);
    EXPECT_EQ(row.pooled_count(), members.pairs);
    EXPECT_EQ(row.has_pooled_rate(), members.denominator > 0);
    if (row.has_pooled_rate()) {
      const double rate = 100 * members.numerator / members.denominator;
      EXPECT_NEAR(row.pooled_rate(), rate, 1e-9 * std::abs(rate));
    }
  }

 private:
  static int32_t IndexOf(const DivisionEntry* division) {
    return division == nullptr
               ? kUnknown
               : static_cast<int32_t>(division -
                                      Gazetteer::Get().divisions().data());
  }

  bool IsSelected(int32_t division, v1::Level level) const {
    const auto& levels = selection_.levels();
    return (levels.empty() ||
            std::count(levels.begin(), levels.end(), level) > 0) &&
           (within_ == nullptr ||
            (division != kUnknown &&
             Gazetteer::IsWithin(divisions_.divisions()[division], *within_)));
  }

  std::vector<Fact> Selected(const std::string& indicator) const {
    std::vector<Fact> facts;
    const IndicatorColumns* const columns = snapshot_.Find(indicator);
    if (columns == nullptr) return facts;
    std::map<int32_t, int32_t> newest;
    const int32_t last =
        selection_.last_year() == 0 ? INT32_MAX : selection_.last_year();
    for (const ChunkPtr& chunk :
         columns->Years(v1::KIND_LEVEL, selection_.first_year(), last)) {
      for (uint32_t i = 0; i < chunk->elected; ++i) {
        const Candidate row = chunk->Row(i);
        const ReportEntry& report = snapshot_.reports[row.report];
        const uint32_t division = DivisionOf(row.place);
        facts.push_back(
            {.value = row.value,
             .division = division < divisions_.divisions().size()
                             ? static_cast<int32_t>(division)
                             : kUnknown,
             .level = LevelOf(row.place),
             .year = chunk->year,
             .issuer = report.issuer,
             .report = report.id,
             .inexact = IsInexact(row.flags),
             .erroneous = (row.flags & observation_flags::kErroneous) != 0,
             .confidence = row.confidence});
        newest[report.issuer] = std::max(newest[report.issuer], chunk->year);
      }
    }
    std::erase_if(facts, [&](const Fact& fact) {
      return !IsSelected(fact.division, fact.level) ||
             (selection_.latest_year() && fact.year != newest[fact.issuer]) ||
             fact.confidence < selection_.min_confidence();
    });
    return facts;
  }

  Key KeyOf(int32_t division, v1::Level level, int32_t year) const {
    Key key;
    for (const int dimension : dimensions_) {
      if (dimension == v1::DIMENSION_YEAR) {
        key.push_back(year);
      } else if (dimension == v1::DIMENSION_LEVEL) {
        key.push_back(level);
      } else if (division == kUnknown || dimension == v1::DIMENSION_DIVISION) {
        key.push_back(division);
      } else {
        const DivisionEntry& entry = divisions_.divisions()[division];
        const DivisionEntry* ancestor = nullptr;
        if (dimension == v1::DIMENSION_PREFECTURE) {
          ancestor = Gazetteer::Ancestor(entry, v1::LEVEL_PREFECTURE);
        }
        if (ancestor == nullptr) {
          ancestor = Gazetteer::Ancestor(entry, v1::LEVEL_PROVINCE);
        }
        key.push_back(IndexOf(ancestor));
      }
    }
    return key;
  }

  Key KeyOf(const v1::Group& group) const {
    const auto index = [this](const std::string& name) {
      return name.empty() ? kUnknown
                          : IndexOf(divisions_.Find(
                                name.substr(sizeof("divisions/") - 1)));
    };
    Key key;
    for (const int dimension : dimensions_) {
      key.push_back(
          dimension == v1::DIMENSION_YEAR         ? group.year()
          : dimension == v1::DIMENSION_LEVEL      ? group.level()
          : dimension == v1::DIMENSION_PROVINCE   ? index(group.province())
          : dimension == v1::DIMENSION_PREFECTURE ? index(group.prefecture())
                                                  : index(group.division()));
    }
    return key;
  }

  v1::Level LevelOfKey(const Key& key) const {
    for (size_t i = 0; i < key.size(); ++i) {
      if (dimensions_[i] == v1::DIMENSION_LEVEL) {
        return static_cast<v1::Level>(key[i]);
      }
    }
    return v1::LEVEL_UNSPECIFIED;
  }

  // With every year as 0.
  Key WithoutYear(Key key) const {
    for (size_t i = 0; i < key.size(); ++i) {
      if (dimensions_[i] == v1::DIMENSION_YEAR) key[i] = 0;
    }
    return key;
  }

  void CheckCoverage(const Key& key, const Members& members,
                     const v1::Statistics& row) const {
    const v1::Level level = LevelOfKey(key);
    const bool scoped =
        level != v1::LEVEL_UNSPECIFIED && level != v1::LEVEL_DEPARTMENT;
    ASSERT_EQ(row.has_divisions_in_scope(), scoped);
    ASSERT_EQ(row.has_divisions_with_report(), scoped);
    std::set<int32_t> reporting;
    for (const auto& facts : {members.counted, members.excluded}) {
      for (const Fact& fact : facts) {
        if (fact.division == kUnknown) continue;
        if (scoped && divisions_.divisions()[fact.division].level != level) {
          continue;
        }
        reporting.insert(fact.division);
      }
    }
    EXPECT_EQ(row.divisions_reporting(),
              static_cast<int64_t>(reporting.size()));
    if (!scoped) return;
    const auto found = in_scope_.find({WithoutYear(key), level});
    const int64_t in_scope = found == in_scope_.end() ? 0 : found->second;
    EXPECT_EQ(row.divisions_in_scope(), in_scope);
    const auto with_report = with_report_.find({key, level});
    EXPECT_EQ(row.divisions_with_report(),
              with_report == with_report_.end()
                  ? 0
                  : static_cast<int64_t>(with_report->second.size()));
    EXPECT_EQ(row.has_coverage(), in_scope > 0);
    if (in_scope > 0) {
      EXPECT_DOUBLE_EQ(row.coverage(), static_cast<double>(reporting.size()) /
                                           static_cast<double>(in_scope));
    }
  }

  void CountDivisions() {
    const int32_t known = static_cast<int32_t>(divisions_.divisions().size());
    for (int32_t i = 0; i < known; ++i) {
      const v1::Level level = divisions_.divisions()[i].level;
      if (IsSelected(i, level)) ++in_scope_[{KeyOf(i, level, 0), level}];
    }
    for (const auto& [year_and_level, reported] : snapshot_.reported) {
      const int32_t year = year_and_level.first;
      if (year < selection_.first_year() ||
          (selection_.last_year() != 0 && year > selection_.last_year())) {
        continue;
      }
      for (const Place place : reported->places) {
        const int32_t division = static_cast<int32_t>(DivisionOf(place));
        const v1::Level level = LevelOf(place);
        if (division < known && IsSelected(division, level) &&
            divisions_.divisions()[division].level == level) {
          with_report_[{KeyOf(division, level, year), level}].insert(division);
        }
      }
    }
  }

  static void CheckExtreme(const Fact& expected, const v1::Extreme& extreme) {
    EXPECT_EQ(extreme.value(), expected.value);
    EXPECT_EQ(extreme.report(), absl::StrCat("reports/", expected.report));
    EXPECT_EQ(extreme.division().empty(), expected.division == kUnknown);
  }

  void CheckFigures(const std::string& indicator, const Members& members,
                    const v1::Statistics& row) const {
    std::vector<Fact> facts = members.counted;
    EXPECT_EQ(row.has_mean(), !facts.empty());
    EXPECT_EQ(row.has_min(), !facts.empty());
    EXPECT_EQ(row.has_sum(),
              !facts.empty() && (indicator == "indicators/t.cases" ||
                                 indicator == "indicators/t.lost"));
    EXPECT_EQ(row.has_standard_deviation(), facts.size() > 1);
    if (facts.empty()) return;
    const auto tie = [](const Fact& f) {
      return std::tuple(f.division, f.level, f.year, f.report);
    };
    std::sort(facts.begin(), facts.end(), [&](const Fact& a, const Fact& b) {
      return std::tuple(a.value, tie(a)) < std::tuple(b.value, tie(b));
    });
    CheckExtreme(facts.front(), row.min());
    CheckExtreme(*std::find_if(facts.begin(), facts.end(),
                               [&](const Fact& f) {
                                 return f.value == facts.back().value;
                               }),
                 row.max());
    const long double n = static_cast<long double>(facts.size());
    long double sum = 0;
    long double size = 0;
    for (const Fact& fact : facts) {
      sum += fact.value;
      size = std::max<long double>(size, std::abs(fact.value));
    }
    const double tolerance = static_cast<double>(1e-14L * size);
    if (row.has_sum()) {
      EXPECT_NEAR(row.sum(), static_cast<double>(sum), tolerance);
    }
    EXPECT_NEAR(row.mean(), static_cast<double>(sum / n), tolerance);
    EXPECT_NEAR(row.median(), QuantileOf(facts, 0.5), tolerance);
    ASSERT_EQ(row.quantiles_size(), 1);
    EXPECT_NEAR(row.quantiles(0).value(), QuantileOf(facts, 0.3), tolerance);
    if (facts.size() < 2) return;
    long double squares = 0;
    long double differences = 0;
    for (const Fact& a : facts) {
      squares += (a.value - sum / n) * (a.value - sum / n);
      for (const Fact& b : facts) differences += std::abs(a.value - b.value);
    }
    const double deviation = static_cast<double>(std::sqrt(squares / (n - 1)));
    EXPECT_NEAR(row.standard_deviation(), deviation, 1e-9 * deviation);
    EXPECT_EQ(row.has_coefficient_of_variation(), sum > 0);
    ASSERT_EQ(row.has_gini(), facts.front().value >= 0 && sum > 0);
    if (row.has_gini()) {
      EXPECT_NEAR(row.gini(), static_cast<double>(differences / (2 * n * sum)),
                  1e-12);
    }
  }

  static double QuantileOf(const std::vector<Fact>& facts, double probability) {
    const double rank = probability * static_cast<double>(facts.size() - 1);
    const size_t below = static_cast<size_t>(rank);
    const size_t above = std::min(below + 1, facts.size() - 1);
    return facts[below].value + (rank - static_cast<double>(below)) *
                                    (facts[above].value - facts[below].value);
  }

  const Gazetteer& divisions_ = Gazetteer::Get();
  const Snapshot& snapshot_;
  const v1::QueryStatisticsRequest& request_;
  const v1::Selection& selection_;
  const DivisionEntry* within_ = nullptr;
  std::vector<int> dimensions_;
  // By group and level.
  std::map<std::pair<Key, v1::Level>, int64_t> in_scope_;
  std::map<std::pair<Key, v1::Level>, std::set<int32_t>> with_report_;
};

void CheckAnswer(const SnapshotPtr& snapshot,
                 const v1::QueryStatisticsRequest& request) {
  std::vector<v1::Statistics> rows;
  for (const v1::QueryStatisticsResponse& message : ReadAll(QueryStatistics(
           TestCatalogue(), snapshot, Ask(request, TestCatalogue())))) {
    rows.insert(rows.end(), message.statistics().begin(),
                message.statistics().end());
  }
  const Reference reference(snapshot, request);
  size_t next = 0;
  for (const char* const id : {"t.cases", "t.lost", "t.share", "t.other"}) {
    const std::string indicator = absl::StrCat("indicators/", id);
    for (const auto& [key, members] : reference.Groups(indicator)) {
      ASSERT_LT(next, rows.size());
      SCOPED_TRACE(rows[next].ShortDebugString());
      reference.Check(indicator, key, members, rows[next++]);
    }
  }
  EXPECT_EQ(next, rows.size());
}

class StatisticsPropertyTest : public ::testing::TestWithParam<uint64_t> {};

TEST_P(StatisticsPropertyTest, AgreesWithTheDefinitions) {
  Random random(GetParam());
  for (const auto& make : {MixedSnapshot, CountySnapshot}) {
    const SnapshotPtr snapshot = make(random);
    for (int i = 0; i < 8; ++i) {
      const v1::QueryStatisticsRequest request = RandomRequest(random);
      SCOPED_TRACE(request.ShortDebugString());
      CheckAnswer(snapshot, request);
      if (::testing::Test::HasFailure()) return;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, StatisticsPropertyTest,
                         ::testing::Range<uint64_t>(0, 20));

}  // namespace
}  // namespace nianbao::aggregator
