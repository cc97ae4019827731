// Statistics of random reports, held against the definitions as they are
// written: every group's values gathered one by one, and nothing shared with
// the engine but the columns it reads.
#include <algorithm>
#include <cmath>
#include <iterator>
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
namespace statistics_property_test {

constexpr int32_t kUnknown = INT32_MAX;
constexpr size_t kPrefix = sizeof("divisions/") - 1;

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

// Of two kinds, the first under two names, and of none.
constexpr const char* kDepartments[] = {"市场监督管理局", "工商行政管理局",
                                        "教育局", "样例中心"};

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

// Values for four years, most of them there; a few of a report of another type,
// and a few of a report that says no year.
void AddReports(Random& random, BuiltReport report, SnapshotBuilder& builder) {
  for (report.year = 2018; report.year <= 2021; ++report.year) {
    if (random() % 4 == 0) continue;
    BuiltReport of_year = report;
    if (random() % 8 == 0) {
      of_year.type = v1::Report::TYPE_INFORMATION_DISCLOSURE;
    }
    for (const char* const id : {"t.cases", "t.lost", "t.share", "t.other"}) {
      if (random() % 4 == 0) continue;
      BuiltValue value{.indicator = absl::StrCat("indicators/", id),
                       .value = RandomValue(random)};
      if (random() % 10 == 0) value.flags = v1::MODIFIER_AT_LEAST;
      if (random() % 10 == 0) value.flags |= observation_flags::kErroneous;
      if (random() % 12 == 0) value.flags |= observation_flags::kUnconvertible;
      value.confidence = static_cast<float>(random() % 4) / 4;
      value.year = report.year;
      of_year.values.push_back(value);
    }
    // A report that says no year is an issuer of its own.
    if (random() % 20 == 0) {
      of_year.issuer += 10000 * (report.year - 2017);
      of_year.year = 0;
    }
    builder.Add(of_year);
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
    if (random() % 3 == 0) {
      report.level = v1::LEVEL_DEPARTMENT;
      report.issuer_name = kDepartments[random() % std::size(kDepartments)];
    }
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
  std::vector<int> dimensions = {1, 2, 3, 4, 5, 6, 7, 8};
  std::shuffle(dimensions.begin(), dimensions.end(), random);
  dimensions.resize(random() % 4);
  for (const int d : dimensions) {
    request.add_group_by(static_cast<v1::Dimension>(d));
  }
  request.set_mix_levels(random() % 3 == 0);
  request.set_mix_years(random() % 3 == 0);
  request.add_probabilities(0.3);
  v1::Selection& selection = *request.mutable_selection();
  const std::vector<std::string> places = {
      "",       "",       "",       "",       "110000", "110101",
      "130000", "130100", "130102", "460000", "469001", "460100"};
  for (int i = 0; i < 2; ++i) {
    const std::string& within = places[random() % places.size()];
    if (!within.empty()) {
      selection.add_within(absl::StrCat("divisions/", within));
    }
  }
  if (random() % 5 == 0) selection.add_government_levels(v1::LEVEL_COUNTY);
  if (random() % 6 == 0) selection.add_bodies("bodies/market_supervision");
  if (random() % 4 == 0) {
    selection.set_report_type(v1::Report::TYPE_INFORMATION_DISCLOSURE);
  }
  selection.set_include_unidentified(random() % 3 == 0);
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
  // Of the body, and of the government that a department belongs to.
  v1::Level level;
  v1::Level government_level;
  // Of rows: governments have the unidentified with them.
  BodyNumber body;
  int32_t year;
  int32_t issuer;
  int64_t report;
  bool inexact;
  bool erroneous;
  bool unconvertible;
  float confidence;
};

// One group's members.
struct Members {
  std::vector<Fact> counted;
  std::vector<Fact> excluded;
  std::vector<Fact> unconvertible;
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
    for (const std::string& within : selection_.within()) {
      within_.push_back(divisions_.Find(within.substr(kPrefix)));
    }
    const auto named = [&request](int dimension) {
      return std::count(request.group_by().begin(), request.group_by().end(),
                        dimension) > 0;
    };
    by_year_ = (!request.mix_years() && !selection_.latest_year()) ||
               named(v1::DIMENSION_YEAR);
    by_level_ = !request.mix_levels() || named(v1::DIMENSION_LEVEL);
    by_government_ =
        !request.mix_levels() || named(v1::DIMENSION_GOVERNMENT_LEVEL);
    by_body_ = !request.mix_levels() || named(v1::DIMENSION_BODY);
    for (int d : request.group_by()) {
      if (d == v1::DIMENSION_INDICATOR || d == v1::DIMENSION_BODY) continue;
      AddDimension(d == v1::DIMENSION_GOVERNMENT_LEVEL ? v1::DIMENSION_LEVEL
                                                       : d);
    }
    if (by_level_) AddDimension(v1::DIMENSION_LEVEL);
    if (by_year_) AddDimension(v1::DIMENSION_YEAR);
    CountDivisions();
  }

  using Key = std::vector<int32_t>;

  std::map<Key, Members> Groups(const std::string& indicator) const {
    std::map<Key, Members> groups;
    for (const Fact& fact : Selected(indicator)) {
      Members& members = groups[KeyOf(fact)];
      (fact.unconvertible ? members.unconvertible
       : fact.erroneous && !selection_.include_erroneous() ? members.excluded
                                                           : members.counted)
          .push_back(fact);
    }
    if (indicator != "indicators/t.share") return groups;
    for (const Fact& lost : Selected("indicators/t.lost")) {
      for (const Fact& cases : Selected("indicators/t.cases")) {
        if (lost.issuer != cases.issuer || lost.year != cases.year ||
            lost.unconvertible || cases.unconvertible ||
            ((lost.erroneous || cases.erroneous) &&
             !selection_.include_erroneous())) {
          continue;
        }
        Members& members = groups[KeyOf(lost)];
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
    ASSERT_EQ(KeyOf(row.group()), Told(key));
    ASSERT_EQ(row.count(), static_cast<int64_t>(members.counted.size()));
    EXPECT_EQ(row.excluded_count(),
              static_cast<int64_t>(members.excluded.size()));
    EXPECT_EQ(row.unconvertible_count(),
              static_cast<int64_t>(members.unconvertible.size()));
    std::set<int32_t> issuers, years;
    for (const Fact& fact : members.counted) {
      issuers.insert(fact.issuer);
      years.insert(fact.year);
    }
    EXPECT_EQ(row.issuer_count(), static_cast<int64_t>(issuers.size()));
    EXPECT_EQ(row.first_year(), years.empty() ? 0 : *years.begin());
    EXPECT_EQ(row.last_year(), years.empty() ? 0 : *years.rbegin());
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

  void AddDimension(int dimension) {
    if (std::count(dimensions_.begin(), dimensions_.end(), dimension) == 0) {
      dimensions_.push_back(dimension);
    }
  }

  template <typename Levels>
  static bool Selects(const Levels& levels, v1::Level level) {
    return levels.empty() ||
           std::count(levels.begin(), levels.end(), level) > 0;
  }

  bool IsWithin(int32_t division) const {
    return within_.empty() ||
           (division != kUnknown &&
            std::any_of(within_.begin(), within_.end(),
                        [&](const DivisionEntry* within) {
                          return Gazetteer::IsWithin(
                              divisions_.divisions()[division], *within);
                        }));
  }

  // Whether the selection is of reports of that stratum; `body` of what it is.
  bool SelectsBody(BodyNumber body) const {
    const bool departments_alone =
        selection_.levels_size() > 0 &&
        std::count(selection_.levels().begin(), selection_.levels().end(),
                   v1::LEVEL_DEPARTMENT) == selection_.levels_size();
    if (body == kUnidentified) {
      return selection_.include_unidentified() && selection_.bodies().empty() &&
             !departments_alone;
    }
    const v1::Body* const entry = FindBody(TestCatalogue(), body);
    return selection_.bodies().empty() ||
           (entry != nullptr && entry->name() == selection_.bodies(0));
  }

  std::vector<Fact> Selected(const std::string& indicator) const {
    std::vector<Fact> facts;
    const IndicatorColumns* const columns = snapshot_.Find(indicator);
    if (columns == nullptr) return facts;
    std::map<int32_t, int32_t> newest;
    for (const auto& [key, chunks] : columns->chunks) {
      if (key.first != v1::KIND_LEVEL || key.second.type != Type() ||
          !SelectsBody(key.second.body)) {
        continue;
      }
      for (const ChunkPtr& chunk : chunks) {
        if (!InYears(chunk->year)) continue;
        for (uint32_t i = 0; i < chunk->elected; ++i) {
          facts.push_back(FactOf(*chunk, i));
          int32_t& year = newest[facts.back().issuer];
          year = std::max(year, chunk->year);
        }
      }
    }
    std::erase_if(facts, [&](const Fact& fact) {
      return !IsWithin(fact.division) ||
             !Selects(selection_.levels(), fact.level) ||
             (fact.level == v1::LEVEL_DEPARTMENT &&
              !Selects(selection_.government_levels(),
                       fact.government_level)) ||
             (selection_.latest_year() && fact.year != newest[fact.issuer]) ||
             fact.confidence < selection_.min_confidence();
    });
    return facts;
  }

  Fact FactOf(const Chunk& chunk, uint32_t i) const {
    const Candidate row = chunk.Row(i);
    const ReportEntry& report = snapshot_.reports[row.report];
    const uint32_t division = DivisionOf(row.place);
    return {
        .value = row.value,
        .division = division < divisions_.divisions().size()
                        ? static_cast<int32_t>(division)
                        : kUnknown,
        .level = LevelOf(row.place),
        .government_level = GovernmentLevelOfTier(TierOf(row.place)),
        .body = chunk.stratum.body == kUnidentified ? kGovernments
                                                    : chunk.stratum.body,
        .year = chunk.year,
        .issuer = report.issuer,
        .report = report.id,
        .inexact = IsInexact(row.flags),
        .erroneous = (row.flags & observation_flags::kErroneous) != 0,
        .unconvertible = (row.flags & observation_flags::kUnconvertible) != 0,
        .confidence = row.confidence};
  }

  v1::Report::Type Type() const {
    return selection_.report_type() == v1::Report::TYPE_UNSPECIFIED
               ? v1::Report::TYPE_RULE_OF_LAW
               : selection_.report_type();
  }

  bool InYears(int32_t year) const {
    return year >= selection_.first_year() &&
           (selection_.last_year() == 0 || year <= selection_.last_year());
  }

  // The group of the division by a dimension of places.
  int32_t PlaceOf(int dimension, int32_t division) const {
    if (division == kUnknown || dimension == v1::DIMENSION_DIVISION) {
      return division;
    }
    const DivisionEntry& entry = divisions_.divisions()[division];
    const DivisionEntry* ancestor = nullptr;
    if (dimension == v1::DIMENSION_PREFECTURE) {
      ancestor = Gazetteer::Ancestor(entry, v1::LEVEL_PREFECTURE);
    }
    if (ancestor == nullptr) {
      ancestor = Gazetteer::Ancestor(entry, v1::LEVEL_PROVINCE);
    }
    return IndexOf(ancestor);
  }

  // Sorts as rows do: the body, then the dimensions; both levels are one part.
  Key KeyOf(const Fact& fact) const {
    Key key;
    key.push_back(by_body_ ? fact.body : 0);
    for (const int dimension : dimensions_) {
      if (dimension == v1::DIMENSION_YEAR) {
        key.push_back(fact.year);
      } else if (dimension == v1::DIMENSION_LEVEL) {
        const bool is_told =
            by_government_ && fact.level == v1::LEVEL_DEPARTMENT;
        key.push_back((by_level_ || is_told ? 10 * fact.level : 0) +
                      (is_told ? fact.government_level : 0));
      } else {
        key.push_back(PlaceOf(dimension, fact.division));
      }
    }
    return key;
  }

  Key KeyOf(const v1::Group& group) const {
    const auto index = [this](const std::string& name) {
      return name.empty() ? kUnknown
                          : IndexOf(divisions_.Find(name.substr(kPrefix)));
    };
    Key key;
    BodyNumber body = kGovernments;
    for (const v1::Body& entry : TestCatalogue().bodies().list()) {
      if (entry.name() == group.body()) {
        body = BodyNumberOf(TestCatalogue(), entry);
      }
    }
    if (group.body() == kOtherBodiesName) body = kOtherBodies;
    key.push_back(body);
    for (const int dimension : dimensions_) {
      key.push_back(
          dimension == v1::DIMENSION_YEAR         ? group.year()
          : dimension == v1::DIMENSION_LEVEL      ? LevelPart(group)
          : dimension == v1::DIMENSION_PROVINCE   ? index(group.province())
          : dimension == v1::DIMENSION_PREFECTURE ? index(group.prefecture())
                                                  : index(group.division()));
    }
    return key;
  }

  // A key without what rows do not say: that a department of an unknown place
  // is one, where levels are mixed.
  Key Told(Key key) const {
    for (size_t i = 0; i < dimensions_.size(); ++i) {
      if (dimensions_[i] == v1::DIMENSION_LEVEL && !by_level_ &&
          key[i + 1] == 10 * v1::LEVEL_DEPARTMENT) {
        key[i + 1] = 0;
      }
    }
    return key;
  }

  int32_t LevelPart(const v1::Group& group) const {
    const bool is_told = group.government_level() != v1::LEVEL_UNSPECIFIED;
    const int32_t level =
        is_told ? int32_t{v1::LEVEL_DEPARTMENT} : int32_t{group.level()};
    return 10 * level + group.government_level();
  }

  // The level of the divisions that rows of the group count; unspecified where
  // it is of several, or of none.
  static v1::Level CountedLevel(const v1::Group& group) {
    if (group.government_level() != v1::LEVEL_UNSPECIFIED) {
      return group.government_level();
    }
    return group.level() == v1::LEVEL_DEPARTMENT ? v1::LEVEL_UNSPECIFIED
                                                 : group.level();
  }

  // What of a key is of places.
  Key PlacesOf(const Key& key) const {
    Key places;
    for (size_t i = 0; i < dimensions_.size(); ++i) {
      if (IsOfPlaces(dimensions_[i])) places.push_back(key[i + 1]);
    }
    return places;
  }

  Key PlacesOf(int32_t division) const {
    Key places;
    for (const int dimension : dimensions_) {
      if (IsOfPlaces(dimension)) {
        places.push_back(PlaceOf(dimension, division));
      }
    }
    return places;
  }

  static bool IsOfPlaces(int dimension) {
    return dimension != v1::DIMENSION_YEAR && dimension != v1::DIMENSION_LEVEL;
  }

  void CheckCoverage(const Key& key, const Members& members,
                     const v1::Statistics& row) const {
    const v1::Level level = CountedLevel(row.group());
    const bool scoped = level != v1::LEVEL_UNSPECIFIED &&
                        (row.group().government_level() == 0 ||
                         (!row.group().body().empty() &&
                          row.group().body() != kOtherBodiesName));
    ASSERT_EQ(row.has_divisions_in_scope(), scoped);
    ASSERT_EQ(row.has_divisions_with_report(), scoped);
    std::set<int32_t> reporting;
    for (const auto& facts :
         {members.counted, members.excluded, members.unconvertible}) {
      for (const Fact& fact : facts) {
        if (fact.division == kUnknown) continue;
        if (level != v1::LEVEL_UNSPECIFIED &&
            divisions_.divisions()[fact.division].level != level) {
          continue;
        }
        reporting.insert(fact.division);
      }
    }
    EXPECT_EQ(row.divisions_reporting(),
              static_cast<int64_t>(reporting.size()));
    if (!scoped) return;
    const int64_t in_scope = DivisionsInScope(key, level);
    EXPECT_EQ(row.divisions_in_scope(), in_scope);
    EXPECT_EQ(row.divisions_with_report(),
              DivisionsWithReport(key, level, row.group()));
    EXPECT_EQ(row.has_coverage(), in_scope > 0);
    if (in_scope > 0) {
      EXPECT_DOUBLE_EQ(row.coverage(), static_cast<double>(reporting.size()) /
                                           static_cast<double>(in_scope));
    }
  }

  int64_t DivisionsInScope(const Key& key, v1::Level level) const {
    const auto found = in_scope_.find({PlacesOf(key), level});
    return found == in_scope_.end() ? 0 : found->second;
  }

  void CountDivisions() {
    const int32_t known = static_cast<int32_t>(divisions_.divisions().size());
    for (int32_t i = 0; i < known; ++i) {
      if (!IsWithin(i)) continue;
      ++in_scope_[{PlacesOf(i), divisions_.divisions()[i].level}];
    }
  }

  int64_t DivisionsWithReport(const Key& key, v1::Level level,
                              const v1::Group& group) const {
    const bool is_department = group.government_level() != 0;
    std::set<int32_t> found;
    for (const auto& [reported, places] : snapshot_.reported) {
      const BodyNumber body =
          is_department ? static_cast<BodyNumber>(key[0]) : kGovernments;
      if (reported.stratum.type != Type() || reported.stratum.body != body ||
          (by_year_ ? reported.year != group.year()
                    : !InYears(reported.year))) {
        continue;
      }
      for (const Place place : places->places) {
        const int32_t division = static_cast<int32_t>(DivisionOf(place));
        const v1::Level of_report = is_department
                                        ? GovernmentLevelOfTier(TierOf(place))
                                        : LevelOf(place);
        if (of_report == level &&
            divisions_.divisions()[division].level == level &&
            IsWithin(division) && PlacesOf(division) == PlacesOf(key)) {
          found.insert(division);
        }
      }
    }
    return static_cast<int64_t>(found.size());
  }

  static void CheckExtreme(const Fact& expected, const v1::Extreme& extreme) {
    EXPECT_EQ(extreme.value(), expected.value);
    EXPECT_EQ(extreme.year(), expected.year);
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
      return std::tuple(f.division, f.level, f.government_level, f.year,
                        f.report);
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
  std::vector<const DivisionEntry*> within_;
  bool by_year_ = false;
  bool by_level_ = false;
  bool by_government_ = false;
  bool by_body_ = false;
  // Places, the level (for both levels) and the year, in the order of the key.
  std::vector<int> dimensions_;
  // Divisions selected, by places and level.
  std::map<std::pair<Key, v1::Level>, int64_t> in_scope_;
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

}  // namespace statistics_property_test
}  // namespace nianbao::aggregator
