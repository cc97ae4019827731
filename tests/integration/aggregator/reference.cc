#include "tests/integration/aggregator/reference.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/gazetteer.h"

namespace nianbao {
namespace {

struct Fact {
  const v1::Report* report;
  const v1::Observation* observation;
  int issuer;
  int upload;
  bool erroneous;
};

// Sorts like the rows: unknown divisions last.
using Key = std::vector<std::string>;

class Reference {
 public:
  Reference(const Catalogue& catalogue, const Corpus& corpus,
            const v1::QueryStatisticsRequest& request)
      : catalogue_(catalogue), request_(request) {
    FindCounted(corpus);
    for (const auto& [upload, entry] : counted_) AddFacts(upload, *entry);
  }

  std::vector<v1::Statistics> Rows() {
    std::vector<std::string> names;
    for (const auto& i : catalogue_.indicators()) names.push_back(i.name());
    std::set<std::string> others;
    for (const auto& [id, fact] : facts_) {
      const std::string& name = std::get<1>(id);
      if (catalogue_.Find(name) == nullptr) others.insert(name);
    }
    names.insert(names.end(), others.begin(), others.end());
    std::vector<v1::Statistics> rows;
    for (const std::string& name : names) AddRows(name, rows);
    return rows;
  }

 private:
  // Issuer, indicator, year.
  using Id = std::tuple<int, std::string, int>;

  void FindCounted(const Corpus& corpus) {
    std::map<std::string, int> newest_of_source;
    for (size_t i = 0; i < corpus.reports.size(); ++i) {
      newest_of_source[corpus.reports[i].report.source_uri()] = i;
    }
    std::map<std::tuple<int, int, int>, int> newest;
    for (const auto& [source, i] : newest_of_source) {
      const v1::Report& report = corpus.reports[i].report;
      if (report.first_year() != 0) continue;
      const auto [it, added] = newest.emplace(
          std::tuple(corpus.reports[i].issuer, report.year(), report.type()),
          i);
      it->second = std::max(it->second, i);
    }
    for (const auto& [id, i] : newest) counted_[i] = &corpus.reports[i];
  }

  v1::Kind WantedKind() const {
    const v1::Kind kind = request_.selection().kind();
    return kind == v1::KIND_UNSPECIFIED ? v1::KIND_LEVEL : kind;
  }

  void AddFacts(int upload, const CorpusReport& entry) {
    const v1::Report& report = entry.report;
    for (int i = 0; i < report.observations_size(); ++i) {
      const v1::Observation& o = report.observations(i);
      const v1::Kind kind =
          o.kind() == v1::KIND_UNSPECIFIED ? v1::KIND_LEVEL : o.kind();
      if (o.indicator().empty() || !o.headline() || o.year() == 0 ||
          o.scope() == v1::SCOPE_OTHER || kind != WantedKind()) {
        continue;
      }
      const v1::Indicator* const indicator = catalogue_.Find(o.indicator());
      if (o.quantity().unit() == "%" && indicator != nullptr &&
          indicator->measure() != v1::Indicator::MEASURE_RATE) {
        continue;
      }
      bool erroneous = false;
      for (const v1::Diagnostic& d : report.diagnostics()) {
        erroneous |= d.severity() == v1::Diagnostic::SEVERITY_ERROR &&
                     d.observations(0) == i;
      }
      Offer({&report, &o, entry.issuer, upload, erroneous});
    }
  }

  void Offer(const Fact& fact) {
    const Id id(fact.issuer, fact.observation->indicator(),
                fact.observation->year());
    const auto it = facts_.find(id);
    if (it == facts_.end()) {
      facts_.emplace(id, fact);
    } else if (IsBetter(fact, it->second)) {
      it->second = fact;
    }
  }

  static bool IsBetter(const Fact& a, const Fact& b) {
    if (a.report == b.report) return false;
    const int year = a.observation->year();
    if ((a.report->year() == year) != (b.report->year() == year)) {
      return a.report->year() == year;
    }
    if (a.report->year() != b.report->year()) {
      return a.report->year() > b.report->year();
    }
    return a.upload > b.upload;
  }

  bool Selects(const std::string& name) const {
    const auto& patterns = request_.selection().indicators();
    if (patterns.empty()) return true;
    for (const std::string& p : patterns) {
      if (p == name) return true;
      if (p.back() == '*' && name.rfind(p.substr(0, p.size() - 1), 0) == 0) {
        return true;
      }
    }
    return false;
  }

  bool InPlace(std::string code) const {
    std::string within = request_.selection().within();
    if (within.empty()) return true;
    within = within.substr(within.find('/') + 1);
    while (true) {
      if (code == within) return true;
      const DivisionEntry* const d = Gazetteer::Get().Find(code);
      if (d == nullptr || d->parent == nullptr) return false;
      code = std::string(d->parent->code);
    }
  }

  bool InLevels(v1::Level level) const {
    const auto& levels = request_.selection().levels();
    return levels.empty() ||
           std::find(levels.begin(), levels.end(), level) != levels.end();
  }

  bool InYears(int year) const {
    const v1::Selection& s = request_.selection();
    return year >= s.first_year() &&
           (s.last_year() == 0 || year <= s.last_year());
  }

  bool InScope(const Fact& f) const {
    return InPlace(f.report->issuer().division_code()) &&
           InLevels(f.report->issuer().level()) &&
           InYears(f.observation->year()) &&
           f.observation->confidence() >= request_.selection().min_confidence();
  }

  bool Counts(const Fact& f) const {
    return !f.erroneous || request_.selection().include_erroneous();
  }

  bool GroupsBy(v1::Dimension dimension) const {
    const auto& by = request_.group_by();
    return std::find(by.begin(), by.end(), dimension) != by.end();
  }

  bool SplitsLevels() const {
    return !request_.mix_levels() || GroupsBy(v1::DIMENSION_LEVEL);
  }

  static std::string AncestorCode(const std::string& code, v1::Level level) {
    const DivisionEntry* d = Gazetteer::Get().Find(code);
    while (d != nullptr && d->level != level) d = d->parent;
    return d == nullptr ? "" : std::string(d->code);
  }

  Key KeyOf(const std::string& code, v1::Level level, int year,
            v1::Group& group) const {
    Key key;
    std::vector<int> dimensions(request_.group_by().begin(),
                                request_.group_by().end());
    if (SplitsLevels() && !GroupsBy(v1::DIMENSION_LEVEL)) {
      dimensions.push_back(v1::DIMENSION_LEVEL);
    }
    for (const int dimension : dimensions) {
      std::string part;
      if (dimension == v1::DIMENSION_YEAR) {
        part = absl::StrFormat("%04d", year);
        group.set_year(year);
      } else if (dimension == v1::DIMENSION_LEVEL) {
        part = absl::StrCat(level);
        group.set_level(level);
      } else if (dimension == v1::DIMENSION_PROVINCE) {
        part = AncestorCode(code, v1::LEVEL_PROVINCE);
        group.set_province("divisions/" + part);
      } else if (dimension == v1::DIMENSION_PREFECTURE) {
        part = AncestorCode(code, v1::LEVEL_PREFECTURE);
        if (part.empty()) part = AncestorCode(code, v1::LEVEL_PROVINCE);
        group.set_prefecture("divisions/" + part);
      } else if (dimension == v1::DIMENSION_DIVISION) {
        part = code;
        group.set_division("divisions/" + part);
      }
      key.push_back(part);
    }
    return key;
  }

  struct Members {
    v1::Group group;
    std::vector<Fact> counted;
    int excluded = 0;
    std::set<std::string> reporting;
    long double numerator = 0;
    long double denominator = 0;
    int pairs = 0;
  };

  void AddRows(const std::string& name, std::vector<v1::Statistics>& rows) {
    if (!Selects(name)) return;
    std::map<Key, Members> groups;
    for (const auto& [id, fact] : facts_) {
      if (std::get<1>(id) != name || !InScope(fact)) continue;
      Members& members = MembersOf(fact, groups);
      members.reporting.insert(fact.report->issuer().division_code());
      if (Counts(fact)) {
        members.counted.push_back(fact);
      } else {
        ++members.excluded;
      }
    }
    const v1::Indicator* const indicator = catalogue_.Find(name);
    if (indicator != nullptr && !indicator->numerator().empty() &&
        WantedKind() == v1::KIND_LEVEL) {
      AddPairs(*indicator, groups);
    }
    for (const auto& [key, members] : groups) {
      rows.push_back(ToRow(name, indicator, members));
    }
  }

  Members& MembersOf(const Fact& fact, std::map<Key, Members>& groups) {
    v1::Group group;
    const v1::Issuer& issuer = fact.report->issuer();
    Members& members = groups[KeyOf(issuer.division_code(), issuer.level(),
                                    fact.observation->year(), group)];
    members.group = group;
    return members;
  }

  void AddPairs(const v1::Indicator& rate, std::map<Key, Members>& groups) {
    for (const auto& [id, top] : facts_) {
      if (std::get<1>(id) != rate.numerator()) continue;
      const auto bottom =
          facts_.find(Id(std::get<0>(id), rate.denominator(), std::get<2>(id)));
      if (bottom == facts_.end() || !InScope(top) || !InScope(bottom->second) ||
          !Counts(top) || !Counts(bottom->second)) {
        continue;
      }
      Members& members = MembersOf(top, groups);
      members.numerator += top.observation->quantity().value();
      members.denominator += bottom->second.observation->quantity().value();
      ++members.pairs;
    }
  }

  v1::Statistics ToRow(const std::string& name, const v1::Indicator* indicator,
                       const Members& members) const {
    v1::Statistics row;
    *row.mutable_group() = members.group;
    row.mutable_group()->set_indicator(name);
    const bool is_rank = WantedKind() == v1::KIND_RANK;
    if (indicator != nullptr && !is_rank) row.set_unit(indicator->unit());
    row.set_count(members.counted.size());
    row.set_excluded_count(members.excluded);
    row.set_divisions_reporting(members.reporting.size());
    AddCoverage(members, row);
    row.set_pooled_count(members.pairs);
    if (members.denominator > 0) {
      row.set_pooled_rate(100 * members.numerator / members.denominator);
    }
    if (members.counted.empty()) return row;
    std::vector<double> values;
    long double sum = 0;
    for (const Fact& fact : members.counted) {
      const v1::Quantity& quantity = fact.observation->quantity();
      values.push_back(quantity.value());
      sum += quantity.value();
      if (quantity.modifier() > v1::MODIFIER_EXACT) {
        row.set_inexact_count(row.inexact_count() + 1);
      }
    }
    const long double mean = sum / values.size();
    if (indicator != nullptr &&
        indicator->measure() != v1::Indicator::MEASURE_RATE && !is_rank) {
      row.set_sum(sum);
    }
    row.set_mean(mean);
    row.set_median(At(values, 0.5));
    for (const double p : request_.probabilities()) {
      row.add_quantiles()->set_probability(p);
      row.mutable_quantiles()->rbegin()->set_value(At(values, p));
    }
    if (values.size() > 1) {
      long double squares = 0;
      for (const double v : values) squares += (v - mean) * (v - mean);
      row.set_standard_deviation(std::sqrt(squares / (values.size() - 1)));
    }
    row.mutable_min()->set_value(
        *std::min_element(values.begin(), values.end()));
    row.mutable_max()->set_value(
        *std::max_element(values.begin(), values.end()));
    return row;
  }

  // The k-th smallest and its neighbour, weighted.
  static double At(std::vector<double> values, double p) {
    const double h = (values.size() - 1) * p;
    const size_t k = std::floor(h);
    std::nth_element(values.begin(), values.begin() + k, values.end());
    if (k + 1 == values.size()) return values[k];
    const double above =
        *std::min_element(values.begin() + k + 1, values.end());
    return values[k] + (h - k) * (above - values[k]);
  }

  void AddCoverage(const Members& members, v1::Statistics& row) const {
    const v1::Level level = members.group.level();
    if (level == v1::LEVEL_DEPARTMENT || level == v1::LEVEL_UNSPECIFIED) return;
    const auto in_group = [&](const std::string& code) {
      v1::Group group;
      KeyOf(code, level, members.group.year(), group);
      return group.SerializeAsString() == members.group.SerializeAsString();
    };
    int64_t in_scope = 0;
    for (const DivisionEntry& d : Gazetteer::Get().divisions()) {
      if (d.level != level) continue;
      const std::string code(d.code);
      in_scope += InPlace(code) && in_group(code);
    }
    std::set<std::string> with_report;
    for (const auto& [upload, entry] : counted_) {
      const v1::Report& report = entry->report;
      const std::string& code = report.issuer().division_code();
      const bool in_year = GroupsBy(v1::DIMENSION_YEAR)
                               ? report.year() == members.group.year()
                               : InYears(report.year());
      if (report.issuer().level() == level && in_year && InPlace(code) &&
          in_group(code)) {
        with_report.insert(code);
      }
    }
    row.set_divisions_in_scope(in_scope);
    row.set_divisions_with_report(with_report.size());
    row.set_coverage(static_cast<double>(row.divisions_reporting()) / in_scope);
  }

  const Catalogue& catalogue_;
  const v1::QueryStatisticsRequest request_;
  // Counted reports by their place in the order of upload.
  std::map<int, const CorpusReport*> counted_;
  std::map<Id, Fact> facts_;
};

}  // namespace

std::vector<v1::Statistics> ReferenceStatistics(
    const Catalogue& catalogue, const Corpus& corpus,
    const v1::QueryStatisticsRequest& request) {
  return Reference(catalogue, corpus, request).Rows();
}

}  // namespace nianbao
