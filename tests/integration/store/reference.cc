#include "tests/integration/store/reference.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "common/domain/gazetteer.h"
#include "google/protobuf/descriptor.h"
#include "tests/integration/store/reference_facts.h"
#include "tests/integration/store/reference_groups.h"
#include "tests/integration/store/reference_numbers.h"

namespace nianbao::aggregator {
namespace {

struct Members {
  v1::Group group;
  // Of the publishers of the row, all alike where divisions are counted.
  int body = 0;
  std::vector<Fact> counted;
  int excluded = 0;
  int unconvertible = 0;
  std::set<std::string> reporting;
  long double numerator = 0;
  long double denominator = 0;
  int pairs = 0;
};

class Reference {
 public:
  Reference(const Catalogue& catalogue, const Corpus& corpus,
            const v1::QueryStatisticsRequest& request)
      : catalogue_(catalogue),
        request_(request),
        selection_(catalogue, corpus, request.selection()),
        groups_(catalogue, request,
                request.mix_years() || request.selection().latest_year()) {}

  std::vector<v1::Statistics> Rows() {
    std::vector<v1::Statistics> rows;
    for (const std::string& name : selection_.Names()) AddRows(name, rows);
    return rows;
  }

 private:
  void AddRows(const std::string& name, std::vector<v1::Statistics>& rows) {
    std::map<GroupKey, Members> groups;
    for (const auto& [id, fact] : selection_.Select(name)) {
      Members& members = MembersOf(fact, groups);
      if (CountsAsReporting(fact, members.group)) {
        members.reporting.insert(fact.code());
      }
      if (selection_.Counts(fact)) {
        members.counted.push_back(fact);
      } else if (fact.convertible) {
        ++members.excluded;
      } else {
        ++members.unconvertible;
      }
    }
    const v1::Indicator* const indicator = selection_.Find(name);
    if (indicator != nullptr && !indicator->numerator().empty() &&
        selection_.kind() == v1::KIND_LEVEL) {
      AddPairs(*indicator, groups);
    }
    for (const auto& [key, members] : groups) {
      rows.push_back(ToRow(name, indicator, members));
    }
  }

  // Of the divisions that are counted where levels are told apart; else any.
  static bool CountsAsReporting(const Fact& fact, const v1::Group& group) {
    const DivisionEntry* const d = Gazetteer::Get().Find(fact.code());
    if (d == nullptr) return false;
    const v1::Level counted = ReferenceGroups::CountedLevel(group);
    return counted == v1::LEVEL_UNSPECIFIED || d->level == counted;
  }

  // Of governments, and of departments of one known kind.
  static bool CountsDivisions(const Members& members) {
    const v1::Group& group = members.group;
    return ReferenceGroups::CountedLevel(group) != v1::LEVEL_UNSPECIFIED &&
           (group.government_level() == v1::LEVEL_UNSPECIFIED ||
            (!group.body().empty() && group.body() != "bodies/other"));
  }

  Members& MembersOf(const Fact& fact, std::map<GroupKey, Members>& groups) {
    v1::Group group;
    Members& members =
        groups[groups_.KeyOf(fact.code(), fact.publisher, fact.year, group)];
    members.group = group;
    members.body = fact.publisher.body;
    return members;
  }

  void AddPairs(const v1::Indicator& rate,
                std::map<GroupKey, Members>& groups) {
    const Facts bottoms = selection_.Select(rate.denominator());
    for (const auto& [id, top] : selection_.Select(rate.numerator())) {
      const auto bottom = bottoms.find(id);
      if (bottom == bottoms.end() || !selection_.Counts(top) ||
          !selection_.Counts(bottom->second)) {
        continue;
      }
      Members& members = MembersOf(top, groups);
      members.numerator += top.value;
      members.denominator += bottom->second.value;
      ++members.pairs;
    }
  }

  v1::Statistics ToRow(const std::string& name, const v1::Indicator* indicator,
                       const Members& members) const {
    v1::Statistics row;
    *row.mutable_group() = members.group;
    row.mutable_group()->set_indicator(name);
    const bool is_rank = selection_.kind() == v1::KIND_RANK;
    if (indicator != nullptr && !is_rank) row.set_unit(indicator->unit());
    row.set_count(members.counted.size());
    row.set_excluded_count(members.excluded);
    row.set_unconvertible_count(members.unconvertible);
    row.set_divisions_reporting(members.reporting.size());
    AddCoverage(members, row);
    row.set_pooled_count(members.pairs);
    if (members.denominator > 0) {
      row.set_pooled_rate(100 * members.numerator / members.denominator);
    }
    if (members.counted.empty()) return row;
    const bool adds_up = indicator != nullptr && !is_rank &&
                         indicator->measure() != v1::Indicator::MEASURE_RATE;
    AddFigures(members.counted, adds_up, row);
    return row;
  }

  void AddFigures(const std::vector<Fact>& counted, bool adds_up,
                  v1::Statistics& row) const {
    Numbers values;
    std::set<int> issuers;
    std::set<int> years;
    for (const Fact& fact : counted) {
      values.push_back(fact.value);
      row.set_inexact_count(row.inexact_count() + fact.inexact);
      issuers.insert(fact.entry->issuer);
      years.insert(fact.year);
    }
    row.set_issuer_count(static_cast<int64_t>(issuers.size()));
    row.set_first_year(*years.begin());
    row.set_last_year(*years.rbegin());
    if (adds_up) row.set_sum(SumOf(values));
    row.set_mean(MeanOf(values));
    row.set_median(QuantileOf(values, 0.5));
    for (const double p : request_.probabilities()) {
      row.add_quantiles()->set_probability(p);
      row.mutable_quantiles()->rbegin()->set_value(QuantileOf(values, p));
    }
    const auto deviation = DeviationOf(values);
    if (deviation.has_value()) {
      row.set_standard_deviation(*deviation);
      if (MeanOf(values) > 0) {
        row.set_coefficient_of_variation(*deviation / MeanOf(values));
      }
    }
    const auto gini = GiniOf(values);
    if (gini.has_value()) row.set_gini(*gini);
    const auto theil = TheilOf(values);
    if (absl::StrContains(request_.order_by(), "theil") && theil.has_value()) {
      row.set_theil(*theil);
    }
    const auto [min, max] = std::minmax_element(values.begin(), values.end());
    row.mutable_min()->set_value(*min);
    row.mutable_max()->set_value(*max);
  }

  void AddCoverage(const Members& members, v1::Statistics& row) const {
    if (!CountsDivisions(members)) return;
    const v1::Level level = ReferenceGroups::CountedLevel(members.group);
    const std::string places = ReferenceGroups::PlacesOf(members.group);
    std::set<std::string> with_report;
    for (const auto& [upload, entry] : selection_.counted()) {
      const v1::Report& report = entry->report;
      const std::string& code = report.issuer().division_code();
      const bool in_year = groups_.by_year()
                               ? report.year() == members.group.year()
                               : selection_.InYears(report.year());
      const Publisher publisher = PublisherOf(catalogue_, report);
      const bool is_alike =
          publisher.identified && publisher.body == members.body &&
          (publisher.level == level || publisher.government_level == level);
      if (in_year && is_alike && selection_.InPlace(code) &&
          Gazetteer::Get().Find(code)->level == level &&
          groups_.PlacesOf(code) == places) {
        with_report.insert(code);
      }
    }
    const int64_t in_scope = DivisionsOf(places, level);
    row.set_divisions_in_scope(in_scope);
    row.set_divisions_with_report(with_report.size());
    if (in_scope > 0) {
      row.set_coverage(static_cast<double>(row.divisions_reporting()) /
                       in_scope);
    }
  }

  // Divisions of the gazetteer that are of those places, and of that level.
  int64_t DivisionsOf(const std::string& places, v1::Level level) const {
    if (divisions_.empty()) {
      for (const DivisionEntry& d : Gazetteer::Get().divisions()) {
        const std::string code(d.code);
        divisions_[{groups_.PlacesOf(code), d.level}] +=
            selection_.InPlace(code);
      }
    }
    const auto it = divisions_.find({places, level});
    return it == divisions_.end() ? 0 : it->second;
  }

  const Catalogue& catalogue_;
  // By places and level.
  mutable std::map<std::pair<std::string, v1::Level>, int64_t> divisions_;
  const v1::QueryStatisticsRequest request_;
  const ReferenceSelection selection_;
  const ReferenceGroups groups_;
};

// A field of the row to order by; absent where the row lacks it.
std::optional<double> FieldOf(const v1::Statistics& row,
                              const std::string& name) {
  if (name == "min" || name == "max") {
    if (row.count() == 0) return std::nullopt;
    return name == "min" ? row.min().value() : row.max().value();
  }
  if (name == "count") return row.count();
  const google::protobuf::FieldDescriptor* const field =
      v1::Statistics::descriptor()->FindFieldByName(name);
  if (!row.GetReflection()->HasField(row, field)) return std::nullopt;
  return row.GetReflection()->GetDouble(row, field);
}

// -1, 0 or 1 as `a` comes before, beside or after `b`.
int Compare(std::optional<double> a, std::optional<double> b, bool descending) {
  if (a == b) return 0;
  if (!a.has_value() || !b.has_value()) return a.has_value() ? -1 : 1;
  return (*a < *b) != descending ? -1 : 1;
}

void Order(const std::string& order_by, std::vector<v1::Statistics>& rows) {
  const std::vector<std::string> parts =
      absl::StrSplit(order_by, absl::ByAnyChar(","), absl::SkipWhitespace());
  std::stable_sort(rows.begin(), rows.end(),
                   [&parts](const v1::Statistics& a, const v1::Statistics& b) {
                     for (const std::string& part : parts) {
                       const std::vector<std::string> words =
                           absl::StrSplit(part, ' ', absl::SkipEmpty());
                       const int order =
                           Compare(FieldOf(a, words[0]), FieldOf(b, words[0]),
                                   words.size() > 1);
                       if (order != 0) return order < 0;
                     }
                     return false;
                   });
}

}  // namespace

std::vector<v1::Statistics> ReferenceRows(
    const Catalogue& catalogue, const Corpus& corpus,
    const v1::QueryStatisticsRequest& request) {
  std::vector<v1::Statistics> rows =
      Reference(catalogue, corpus, request).Rows();
  Order(request.order_by(), rows);
  if (request.limit() > 0 &&
      rows.size() > static_cast<size_t>(request.limit())) {
    rows.resize(request.limit());
  }
  return rows;
}

}  // namespace nianbao::aggregator
