#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "tests/integration/store/reference.h"
#include "tests/integration/store/reference_facts.h"
#include "tests/integration/store/reference_groups.h"
#include "tests/integration/store/reference_numbers.h"

namespace nianbao::aggregator {
namespace {

struct Sides {
  std::optional<double> current;
  std::optional<double> previous;
};

struct Panel {
  v1::Group group;
  // By issuer.
  std::map<int, Sides> members;
};

class Trends {
 public:
  Trends(const Catalogue& catalogue, const Corpus& corpus,
         const v1::QueryTrendsRequest& request)
      : lag_(request.lag() == 0 ? 1 : request.lag()),
        selection_(catalogue, corpus, request.selection()),
        anywhere_(catalogue, corpus, Anywhere(request.selection())),
        earlier_(catalogue, corpus, Earlier(request.selection(), lag_)),
        groups_(catalogue, request, /*mix_years=*/false) {}

  std::vector<v1::Trend> Rows() {
    for (const std::string& name : selection_.Names()) AddRows(name);
    return std::move(rows_);
  }

 private:
  static v1::Selection Anywhere(v1::Selection selection) {
    selection.clear_within();
    selection.clear_levels();
    selection.clear_government_levels();
    return selection;
  }

  static v1::Selection Earlier(v1::Selection selection, int lag) {
    if (selection.first_year() != 0) {
      selection.set_first_year(selection.first_year() - lag);
    }
    if (selection.last_year() != 0) {
      selection.set_last_year(selection.last_year() - lag);
    }
    selection.clear_latest_year();
    return selection;
  }

  // Whom a year is looked for among.
  static std::string KindOf(const Fact& fact) {
    return fact.publisher.identified ? std::to_string(fact.publisher.body) : "";
  }

  Sides& SidesOf(const std::string& name, const Fact& fact, int year) {
    v1::Group group;
    group.set_indicator(name);
    Panel& panel =
        panels_[groups_.KeyOf(fact.code(), fact.publisher, year, group)];
    panel.group = group;
    return panel.members[fact.entry->issuer];
  }

  void AddRows(const std::string& name) {
    panels_.clear();
    std::set<std::pair<std::string, int>> years;
    for (const auto& [id, fact] : anywhere_.Select(name)) {
      years.emplace(KindOf(fact), fact.year);
    }
    for (const auto& [id, fact] : selection_.Select(name)) {
      if (!selection_.Counts(fact)) continue;
      SidesOf(name, fact, fact.year).current = fact.value;
    }
    for (const auto& [id, fact] : earlier_.Select(name)) {
      if (!selection_.Counts(fact) ||
          !years.contains({KindOf(fact), fact.year + lag_})) {
        continue;
      }
      SidesOf(name, fact, fact.year + lag_).previous = fact.value;
    }
    const v1::Indicator* const indicator = selection_.Find(name);
    for (auto& [key, panel] : panels_) {
      if (selection_.selection().latest_year()) {
        std::erase_if(panel.members, [](const auto& member) {
          return !member.second.current.has_value();
        });
      }
      if (!panel.members.empty()) AddRow(indicator, panel);
    }
  }

  void AddRow(const v1::Indicator* indicator, const Panel& panel) {
    v1::Trend& row = rows_.emplace_back();
    *row.mutable_group() = panel.group;
    row.set_previous_year(panel.group.year() - lag_);
    const bool is_rank = selection_.kind() == v1::KIND_RANK;
    if (indicator != nullptr && !is_rank) row.set_unit(indicator->unit());
    Numbers current, previous, changes;
    for (const auto& [issuer, sides] : panel.members) {
      if (!sides.previous.has_value()) {
        row.set_only_current(row.only_current() + 1);
      } else if (!sides.current.has_value()) {
        row.set_only_previous(row.only_previous() + 1);
      } else {
        current.push_back(*sides.current);
        previous.push_back(*sides.previous);
        changes.push_back(*sides.current - *sides.previous);
      }
    }
    row.set_matched(current.size());
    if (current.empty()) return;
    const bool adds_up = indicator != nullptr && !is_rank &&
                         indicator->measure() != v1::Indicator::MEASURE_RATE;
    const long double now = adds_up ? SumOf(current) : MeanOf(current);
    const long double before = adds_up ? SumOf(previous) : MeanOf(previous);
    if (adds_up) {
      row.set_sum(now);
      row.set_previous_sum(before);
    }
    row.set_mean(MeanOf(current));
    row.set_previous_mean(MeanOf(previous));
    row.set_median(QuantileOf(current, 0.5));
    row.set_previous_median(QuantileOf(previous, 0.5));
    row.set_change(now - before);
    if (before > 0) row.set_change_percent(100 * (now - before) / before);
    row.set_median_change(QuantileOf(changes, 0.5));
    for (const double change : changes) {
      row.set_risen(row.risen() + (change > 0));
      row.set_fallen(row.fallen() + (change < 0));
      row.set_unchanged(row.unchanged() + (change == 0));
    }
  }

  const int lag_;
  const ReferenceSelection selection_;
  // Rows are of years in which a body of the kind has a value, wherever.
  const ReferenceSelection anywhere_;
  const ReferenceSelection earlier_;
  const ReferenceGroups groups_;
  std::map<GroupKey, Panel> panels_;
  std::vector<v1::Trend> rows_;
};

}  // namespace

std::vector<v1::Trend> ReferenceRows(const Catalogue& catalogue,
                                     const Corpus& corpus,
                                     const v1::QueryTrendsRequest& request) {
  return Trends(catalogue, corpus, request).Rows();
}

}  // namespace nianbao::aggregator
