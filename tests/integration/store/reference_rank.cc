#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>

#include "common/domain/gazetteer.h"
#include "tests/integration/store/reference.h"
#include "tests/integration/store/reference_facts.h"
#include "tests/integration/store/reference_groups.h"

namespace nianbao::aggregator {
namespace {

// Who is ranked among each other: kind of body, year (0 where newest values
// are), level and level of the government. Sorts like the rows of one
// indicator.
using Peers = std::tuple<int, int, v1::Level, v1::Level>;
using Rankings = std::map<Peers, std::vector<Fact>>;

// Unknown divisions after all others.
std::string PlaceOf(const Fact& fact) {
  return fact.code().empty() ? "~" : fact.code();
}

class Ranker {
 public:
  Ranker(const Catalogue& catalogue, const Corpus& corpus,
         const v1::RankDivisionsRequest& request)
      : catalogue_(catalogue),
        request_(request),
        selection_(catalogue, corpus, Identified(request.selection())) {
    v1::Selection compared = Identified(request.selection());
    compared.set_first_year(request.compare_year());
    compared.set_last_year(request.compare_year());
    compared.set_latest_year(false);
    compared_ =
        std::make_unique<ReferenceSelection>(catalogue, corpus, compared);
  }

  std::vector<v1::RankedDivision> Rows() {
    for (const std::string& name : selection_.Names()) {
      Rankings previous;
      if (request_.compare_year() != 0) {
        previous = RankingsOf(*compared_, name, /*mix_years=*/true);
      }
      const bool mix_years = request_.selection().latest_year();
      for (const auto& [peers, ranking] :
           RankingsOf(selection_, name, mix_years)) {
        Peers before = peers;
        std::get<1>(before) = 0;
        AddRows(name, peers, ranking, previous[before]);
      }
    }
    return std::move(rows_);
  }

 private:
  // Nobody knows whose values the others are.
  static v1::Selection Identified(v1::Selection selection) {
    selection.clear_include_unidentified();
    return selection;
  }

  static Rankings RankingsOf(const ReferenceSelection& selection,
                             const std::string& name, bool mix_years) {
    Rankings rankings;
    for (const auto& [id, fact] : selection.Select(name)) {
      const Publisher& publisher = fact.publisher;
      // Departments of kinds that nobody knows have no peers.
      if (!selection.Counts(fact) || publisher.body == kOtherPublishers) {
        continue;
      }
      rankings[{publisher.body, mix_years ? 0 : fact.year, publisher.level,
                publisher.government_level}]
          .push_back(fact);
    }
    return rankings;
  }

  bool IsAhead(double a, double b) const {
    return request_.ascending() ? a < b : a > b;
  }

  int64_t RankIn(const std::vector<Fact>& ranking, double value) const {
    return 1 + std::count_if(
                   ranking.begin(), ranking.end(),
                   [&](const Fact& f) { return IsAhead(f.value, value); });
  }

  bool IsAsked(const Fact& fact) const {
    const auto& asked = request_.divisions();
    return asked.empty() ||
           std::find(asked.begin(), asked.end(), "divisions/" + fact.code()) !=
               asked.end();
  }

  void AddRows(const std::string& name, const Peers& peers,
               std::vector<Fact> ranking, const std::vector<Fact>& previous) {
    const auto [body, year, level, government_level] = peers;
    std::sort(ranking.begin(), ranking.end(),
              [&](const Fact& a, const Fact& b) {
                if (a.value != b.value) return IsAhead(a.value, b.value);
                return std::pair(PlaceOf(a), a.upload) <
                       std::pair(PlaceOf(b), b.upload);
              });
    int rows = 0;
    for (const Fact& fact : ranking) {
      if (!IsAsked(fact)) continue;
      if (request_.limit() > 0 && rows++ == request_.limit()) break;
      v1::RankedDivision& row = rows_.emplace_back();
      row.mutable_group()->set_indicator(name);
      row.mutable_group()->set_year(year);
      row.mutable_group()->set_level(level);
      row.mutable_group()->set_government_level(government_level);
      row.mutable_group()->set_body(BodyName(catalogue_, body));
      if (!fact.code().empty()) {
        row.mutable_group()->set_division("divisions/" + fact.code());
      }
      row.mutable_entry()->set_value(fact.value);
      row.mutable_entry()->set_year(fact.year);
      const v1::Indicator* const indicator = selection_.Find(name);
      if (indicator != nullptr && selection_.kind() != v1::KIND_RANK) {
        row.set_unit(indicator->unit());
      }
      SetPlace(fact, ranking, row);
      SetScope(row);
      SetPrevious(fact, previous, row);
    }
  }

  void SetPlace(const Fact& fact, const std::vector<Fact>& ranking,
                v1::RankedDivision& row) const {
    const int64_t count = static_cast<int64_t>(ranking.size());
    row.set_rank(RankIn(ranking, fact.value));
    row.set_count(count);
    if (count < 2) return;
    const int64_t equal =
        std::count_if(ranking.begin(), ranking.end(),
                      [&fact](const Fact& f) { return f.value == fact.value; });
    const int64_t behind = count - (row.rank() - 1) - equal;
    row.set_percentile((static_cast<double>(behind) + (equal - 1) / 2.0) /
                       static_cast<double>(count - 1));
  }

  void SetScope(v1::RankedDivision& row) const {
    const v1::Level level = ReferenceGroups::CountedLevel(row.group());
    int64_t in_scope = 0;
    for (const DivisionEntry& d : Gazetteer::Get().divisions()) {
      in_scope += d.level == level && selection_.InPlace(std::string(d.code));
    }
    row.set_divisions_in_scope(in_scope);
  }

  void SetPrevious(const Fact& fact, const std::vector<Fact>& previous,
                   v1::RankedDivision& row) const {
    for (const Fact& before : previous) {
      if (before.entry->issuer != fact.entry->issuer) continue;
      row.set_previous_value(before.value);
      row.set_previous_rank(RankIn(previous, before.value));
      row.set_rank_change(row.previous_rank() - row.rank());
    }
  }

  const Catalogue& catalogue_;
  const v1::RankDivisionsRequest request_;
  const ReferenceSelection selection_;
  std::unique_ptr<ReferenceSelection> compared_;
  std::vector<v1::RankedDivision> rows_;
};

}  // namespace

std::vector<v1::RankedDivision> ReferenceRows(
    const Catalogue& catalogue, const Corpus& corpus,
    const v1::RankDivisionsRequest& request) {
  return Ranker(catalogue, corpus, request).Rows();
}

}  // namespace nianbao::aggregator
