// How values come beside those that they are held against.
//
// In time: the rows of all years are sorted by issuer and year, so that each
// issuer's values are a stretch in the order of its years. Both NEIGHBOUR_POWER
// and SCOPE_CHANGED walk along these.
//
// Peers: a chunk has one indicator, year and stratum; its rows are taken apart
// by tier, so that counties are held against counties.
//
// Parts: numerator and denominator of a year and stratum are written into
// arrays by issuer (issuer_rows.h) and looked up for each rate.
#include "aggregator/query/checks/value_checks.h"

#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <utility>

#include "aggregator/query/checks/power_slip.h"
#include "aggregator/query/checks/rate_parts.h"
#include "aggregator/query/selection/chunk_rows.h"
#include "aggregator/query/selection/issuer_rows.h"
#include "aggregator/query/stoppable_sort.h"
#include "common/base/cancelled.h"

namespace nianbao::aggregator {
namespace {

using Findings = std::vector<Finding>;

bool IsLeftOut(const ValueCheckScope& scope, ObservationFlags flags) {
  return (flags & LeftOut(scope.all.selection().include_erroneous)) != 0;
}

bool IsJudged(const ValueCheckScope& scope, Place place) {
  return scope.places.SlotOf(place) != scope.places.slots();
}

// Calls visit(row) for each elected row of `chunk` that is not left out.
absl::Status ForEachRow(const ValueCheckScope& scope, const Chunk& chunk,
                        Stopped stopped,
                        absl::FunctionRef<void(uint32_t row)> visit) {
  for (uint32_t row = 0; row < chunk.elected; ++row) {
    if (row % kRowsBetweenPolls == 0 && stopped()) return Cancelled();
    if (!IsLeftOut(scope, chunk.flags[row])) visit(row);
  }
  return absl::OkStatus();
}

// One issuer's values, ascending by year.
using Series = absl::Span<const Candidate>;

// Calls `check` with the series of each issuer whose values are judged.
absl::Status ForEachSeries(const ValueCheckScope& scope,
                           const SelectedValues& values, Stopped stopped,
                           absl::FunctionRef<void(Series)> check) {
  const ReportDirectory& reports = scope.all.snapshot().reports;
  std::vector<Candidate> rows;
  for (const ChunkPtr& chunk : values.chunks) {
    // All reports of an issuer have one place.
    absl::Status status = ForEachRow(scope, *chunk, stopped, [&](uint32_t row) {
      if (IsJudged(scope, chunk->places[row])) {
        rows.push_back(chunk->Row(row));
      }
    });
    if (!status.ok()) return status;
  }
  const auto issuer = [&reports](const Candidate& row) {
    return reports.IssuerOf(row.report);
  };
  absl::Status status = StoppableSort(
      rows,
      [&issuer](const Candidate& a, const Candidate& b) {
        return std::pair(issuer(a), a.year) < std::pair(issuer(b), b.year);
      },
      stopped);
  if (!status.ok()) return status;
  for (size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
    while (end < rows.size() && issuer(rows[end]) == issuer(rows[begin])) ++end;
    check(absl::MakeConstSpan(rows).subspan(begin, end - begin));
  }
  return absl::OkStatus();
}

void CheckNeighbours(Series series, Findings& findings) {
  std::vector<YearValue> years;
  for (const Candidate& row : series) years.push_back({row.year, row.value});
  std::vector<double> values;
  for (size_t i = 0; i < series.size(); ++i) {
    const std::vector<size_t> neighbours = NeighboursOf(years, i);
    values.clear();
    for (const size_t neighbour : neighbours) {
      values.push_back(years[neighbour].value);
    }
    const std::optional<PowerSlip> slip = NeighbourSlip(years[i].value, values);
    if (!slip.has_value()) continue;
    Finding& finding = findings.emplace_back();
    finding.code = CheckCode::kNeighbourPower;
    finding.rows.push_back(series[i]);
    for (const size_t neighbour : neighbours) {
      finding.rows.push_back(series[neighbour]);
    }
    finding.computed = slip->expected;
    finding.suggested = years[i].value * std::pow(10, -slip->power);
    finding.power = slip->power;
  }
}

absl::Status FindNeighbourPowers(const ValueCheckScope& scope,
                                 const SelectedValues& values,
                                 Findings& findings, Stopped stopped) {
  return ForEachSeries(scope, values, stopped, [&findings](Series series) {
    CheckNeighbours(series, findings);
  });
}

absl::Status FindPeerPowers(const ValueCheckScope& scope,
                            const SelectedValues& values, Findings& findings,
                            Stopped stopped) {
  for (const ChunkPtr& chunk : values.chunks) {
    // Reports that nobody knows the issuer of are nobody's peers.
    if (chunk->stratum.body == kUnidentified) continue;
    std::array<std::vector<double>, kTiers> of_tier;
    absl::Status status = ForEachRow(scope, *chunk, stopped, [&](uint32_t row) {
      of_tier[TierOf(chunk->places[row])].push_back(chunk->values[row]);
    });
    std::array<std::optional<PeerSpread>, kTiers> spreads;
    for (Tier tier = 0; tier < kTiers; ++tier) {
      spreads[tier] = SpreadOf(of_tier[tier]);
    }
    if (status.ok()) {
      status = ForEachRow(scope, *chunk, stopped, [&](uint32_t row) {
        const Place place = chunk->places[row];
        const std::optional<PeerSpread>& peers = spreads[TierOf(place)];
        if (!peers.has_value() || !IsJudged(scope, place)) return;
        const std::optional<PowerSlip> slip =
            PeerSlip(chunk->values[row], *peers);
        if (!slip.has_value()) return;
        findings.push_back(
            {.code = CheckCode::kPeerPower,
             .rows = {chunk->Row(row)},
             .computed = slip->expected,
             .suggested = chunk->values[row] * std::pow(10, -slip->power),
             .power = slip->power,
             .peers = peers->count});
      });
    }
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

PrintedValue Printed(const Candidate& row) {
  return {.value = row.value,
          .modifier = static_cast<v1::Modifier>(
              row.flags & observation_flags::kModifierMask)};
}

// One of the two parts of rates: its chunks, and where issuers stand in the one
// of the year and stratum looked at.
class RatePart {
 public:
  static absl::StatusOr<RatePart> Load(const SelectionPlan& all,
                                       const std::string& indicator,
                                       Stopped stopped) {
    absl::StatusOr<SelectedValues> values =
        all.Load({.name = indicator}, stopped);
    if (!values.ok()) return values.status();
    return RatePart(all, *std::move(values));
  }

  void GoTo(const Chunk& rates) {
    const auto it = chunks_.find({rates.year, rates.stratum});
    chunk_ = it == chunks_.end() ? nullptr : it->second.get();
    rows_.Assign(chunk_, include_erroneous_);
  }

  // That of the issuer of a rate.
  std::optional<Candidate> Find(const Chunk& rates, uint32_t row) const {
    const uint32_t found = rows_.Find(rates, row);
    if (found == IssuerRows::kNone) return std::nullopt;
    return chunk_->Row(found);
  }

 private:
  RatePart(const SelectionPlan& all, SelectedValues values)
      : include_erroneous_(all.selection().include_erroneous),
        rows_(all.snapshot()) {
    for (ChunkPtr& chunk : values.chunks) {
      const std::pair key(chunk->year, chunk->stratum);
      chunks_[key] = std::move(chunk);
    }
  }

  const bool include_erroneous_;
  std::map<std::pair<int32_t, Stratum>, ChunkPtr> chunks_;
  IssuerRows rows_;
  const Chunk* chunk_ = nullptr;
};

absl::Status FindRatesOutsideParts(const ValueCheckScope& scope,
                                   const SelectedValues& values,
                                   Findings& findings, Stopped stopped) {
  const v1::Indicator* const rate = values.indicator;
  if (rate == nullptr || rate->numerator().empty()) return absl::OkStatus();
  absl::StatusOr<RatePart> numerators =
      RatePart::Load(scope.all, rate->numerator(), stopped);
  if (!numerators.ok()) return numerators.status();
  absl::StatusOr<RatePart> denominators =
      RatePart::Load(scope.all, rate->denominator(), stopped);
  if (!denominators.ok()) return denominators.status();
  for (const ChunkPtr& chunk : values.chunks) {
    numerators->GoTo(*chunk);
    denominators->GoTo(*chunk);
    const absl::Status status =
        ForEachRow(scope, *chunk, stopped, [&](uint32_t row) {
          if (!IsJudged(scope, chunk->places[row])) return;
          const std::optional<Candidate> numerator =
              numerators->Find(*chunk, row);
          const std::optional<Candidate> denominator =
              denominators->Find(*chunk, row);
          if (!numerator.has_value() || !denominator.has_value()) return;
          const Candidate printed = chunk->Row(row);
          const std::optional<double> computed = RateOutsideParts(
              Printed(printed), Printed(*numerator), Printed(*denominator));
          if (!computed.has_value()) return;
          findings.push_back({.code = CheckCode::kRateOutsideParts,
                              .rows = {printed, *numerator, *denominator},
                              .computed = computed,
                              .suggested = computed});
        });
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status FindScopeChanges(const ValueCheckScope& scope,
                              const SelectedValues& values, Findings& findings,
                              Stopped stopped) {
  const ReportDirectory& reports = scope.all.snapshot().reports;
  std::vector<int64_t> ids;
  std::vector<std::pair<Candidate, Candidate>> years;
  absl::Status status =
      ForEachSeries(scope, values, stopped, [&](Series series) {
        for (size_t i = 1; i < series.size(); ++i) {
          years.emplace_back(series[i], series[i - 1]);
          ids.push_back(reports[series[i].report].id);
          ids.push_back(reports[series[i - 1].report].id);
        }
      });
  if (!status.ok()) return status;
  const absl::StatusOr<OwnersOfReports> owners =
      scope.owners.Read(ids, stopped);
  if (!owners.ok()) return owners.status();
  const auto owners_of = [&](const Candidate& row) {
    return OwnersOf(*owners, reports[row.report].id, row.position);
  };
  for (const auto& [current, previous] : years) {
    const OwnerSet now = owners_of(current);
    const OwnerSet before = owners_of(previous);
    if (!OwnersDiffer(now, before)) continue;
    findings.push_back({.code = CheckCode::kScopeChanged,
                        .rows = {current, previous},
                        .owners = now,
                        .previous_owners = before});
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<Finding>> CheckValues(CheckCode code,
                                                 const ValueCheckScope& scope,
                                                 const std::string& indicator,
                                                 Stopped stopped) {
  const absl::StatusOr<SelectedValues> values =
      scope.all.Load({.name = indicator}, stopped);
  if (!values.ok()) return values.status();
  Findings findings;
  absl::Status status;
  switch (code) {
    case CheckCode::kNeighbourPower:
      status = FindNeighbourPowers(scope, *values, findings, stopped);
      break;
    case CheckCode::kPeerPower:
      status = FindPeerPowers(scope, *values, findings, stopped);
      break;
    case CheckCode::kRateOutsideParts:
      status = FindRatesOutsideParts(scope, *values, findings, stopped);
      break;
    case CheckCode::kScopeChanged:
      status = FindScopeChanges(scope, *values, findings, stopped);
      break;
    case CheckCode::kCopiedReport:
      break;
  }
  if (!status.ok()) return status;
  return findings;
}

}  // namespace nianbao::aggregator
