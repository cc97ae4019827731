#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "common/domain/gazetteer.h"
#include "tests/integration/store/reference.h"
#include "tests/integration/store/reference_facts.h"

namespace nianbao::aggregator {
namespace {

// Of each level, those ranked among each other.
using Rankings = std::map<v1::Level, std::vector<Fact>>;

// Unknown divisions after all others.
std::string PlaceOf(const Fact& fact) {
  return fact.code().empty() ? "~" : fact.code();
}

class Ranker {
 public:
  Ranker(const Catalogue& catalogue, const Corpus& corpus,
         const v1::RankDivisionsRequest& request)
      : request_(request), selection_(catalogue, corpus, request.selection()) {
    v1::Selection compared = request.selection();
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
        previous = RankingsOf(*compared_, name)[request_.compare_year()];
      }
      for (const auto& [year, rankings] : RankingsOf(selection_, name)) {
        for (const auto& [level, ranking] : rankings) {
          AddRows(name, year, level, ranking, previous[level]);
        }
      }
    }
    return std::move(rows_);
  }

 private:
  static std::map<int, Rankings> RankingsOf(const ReferenceSelection& selection,
                                            const std::string& name) {
    std::map<int, Rankings> rankings;
    for (const auto& [id, fact] : selection.Select(name)) {
      if (selection.Counts(fact)) {
        rankings[fact.year][fact.level()].push_back(fact);
      }
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

  void AddRows(const std::string& name, int year, v1::Level level,
               std::vector<Fact> ranking, const std::vector<Fact>& previous) {
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
      if (!fact.code().empty()) {
        row.mutable_group()->set_division("divisions/" + fact.code());
      }
      row.mutable_entry()->set_value(fact.value);
      const v1::Indicator* const indicator = selection_.Find(name);
      if (indicator != nullptr && selection_.kind() != v1::KIND_RANK) {
        row.set_unit(indicator->unit());
      }
      SetPlace(fact, ranking, row);
      SetScope(level, row);
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

  void SetScope(v1::Level level, v1::RankedDivision& row) const {
    if (level == v1::LEVEL_DEPARTMENT || level == v1::LEVEL_UNSPECIFIED) return;
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
