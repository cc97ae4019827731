// From a selection to the values it selects, one indicator after another.
//
// The parts to answer are found first, without looking at values: an indicator
// is there when it is selected and has a chunk of the type of reports, the
// bodies and the years, or when it is a rate whose numerator and denominator
// have some to pool.
//
// Values are then loaded as whole chunks, and only what a condition cuts into
// is copied: a selection without conditions costs a few pointers for each year.
// The order of the steps matters and is the contract's: the newest year of an
// issuer is found among what was elected, before filter and confidence; who
// fails those in the newest year has no value at all. For derived indicators
// the conditions hold for the operands, and the newest year is that of the
// result.
//
// A condition costs a look at each row, and a copy of 26 bytes for each that is
// kept; the newest years cost O(rows + issuers).
#include "aggregator/query/selection/selected_values.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <tuple>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/time/time.h"
#include "aggregator/query/selection/chunk_rows.h"
#include "aggregator/query/selection/derived_values.h"
#include "aggregator/query/selection/filter_match.h"

namespace nianbao::aggregator {
namespace {

// No report was stored before the infinite past.
int64_t Microseconds(absl::Time time) {
  return time == absl::InfinitePast() ? std::numeric_limits<int64_t>::min()
                                      : absl::ToUnixMicros(time);
}

}  // namespace

SelectionPlan::SelectionPlan(const Catalogue& catalogue, SnapshotPtr snapshot,
                             SelectionQuestion selection)
    : catalogue_(&catalogue),
      snapshot_(std::move(snapshot)),
      selection_(std::move(selection)),
      min_confidence_(static_cast<float>(selection_.min_confidence)),
      updated_after_(Microseconds(selection_.updated_after)) {}

std::vector<SelectionPart> SelectionPlan::Parts(bool split_bodies) const {
  std::vector<SelectionPart> parts;
  for (const std::string& name : FindNames()) {
    absl::c_move(PartsOf(name, split_bodies), std::back_inserter(parts));
  }
  return parts;
}

std::vector<SelectionPart> SelectionPlan::PartsOf(const std::string& name,
                                                  bool split_bodies) const {
  if (!split_bodies) return {{.name = name}};
  // Operands of other bodies than the first have no partners.
  const Formula* const derived = FindDerived(name);
  std::vector<BodyNumber> bodies;
  if (derived == nullptr) {
    bodies = BodiesOf(name);
  } else if (!derived->operands().empty()) {
    bodies = BodiesOf(derived->operands().front());
  }
  const v1::Indicator* const indicator = catalogue_->Find(name);
  if (indicator != nullptr && !indicator->numerator().empty()) {
    std::vector<BodyNumber> all;
    absl::c_set_union(bodies, PooledBodies(*indicator),
                      std::back_inserter(all));
    bodies = std::move(all);
  }
  std::vector<SelectionPart> parts;
  parts.reserve(bodies.size());
  for (const BodyNumber body : bodies) {
    parts.push_back({.name = name, .body = body});
  }
  return parts;
}

std::vector<std::string> SelectionPlan::FindNames() const {
  const bool all = selection_.NamesAll();
  // Those of the catalogue, which pointers order as the catalogue does, and
  // those that it does not know.
  std::vector<const v1::Indicator*> known;
  std::vector<std::string> names, unknown;
  for (const auto& columns : snapshot_->indicators) {
    // The values are looked at last: to do so for all indicators would take
    // longer than many an answer.
    if (columns == nullptr || (!all && !selection_.Names(columns->name)) ||
        !HasValues(*columns)) {
      continue;
    }
    const v1::Indicator* const indicator = catalogue_->Find(columns->name);
    if (indicator != nullptr) {
      known.push_back(indicator);
    } else {
      unknown.push_back(columns->name);
    }
  }
  absl::c_sort(known);
  const size_t own = known.size();
  for (const v1::Indicator& rate : catalogue_->indicators()) {
    // Few are rates: to compare the names of all would take longer.
    if (!rate.numerator().empty() && (all || selection_.Names(rate.name())) &&
        !std::binary_search(known.begin(), known.begin() + own, &rate) &&
        !PooledBodies(rate).empty()) {
      known.push_back(&rate);
    }
  }
  absl::c_sort(known);
  absl::c_sort(unknown);
  for (const v1::Indicator* indicator : known) {
    names.push_back(indicator->name());
  }
  absl::c_move(unknown, std::back_inserter(names));
  for (const Formula& formula : selection_.derived) {
    names.push_back(formula.indicator().name());
  }
  return names;
}

const Formula* SelectionPlan::FindDerived(const std::string& name) const {
  const auto formula = absl::c_find_if(
      selection_.derived,
      [&name](const Formula& f) { return f.indicator().name() == name; });
  return formula == selection_.derived.end() ? nullptr : &*formula;
}

void SelectionPlan::ForEachStratum(
    const IndicatorColumns& columns,
    absl::FunctionRef<void(BodyNumber, absl::Span<const ChunkPtr>)> visit)
    const {
  const Stratum first = {.type = selection_.report_type, .body = kGovernments};
  for (auto it = columns.chunks.lower_bound({selection_.kind, first});
       it != columns.chunks.end() && it->first.first == selection_.kind &&
       it->first.second.type == selection_.report_type;
       ++it) {
    const BodyNumber body = it->first.second.body;
    if (!selection_.SelectsBody(body)) continue;
    const absl::Span<const ChunkPtr> chunks =
        Years(it->second, selection_.first_year, selection_.last_year);
    if (!chunks.empty()) visit(body, chunks);
  }
}

bool SelectionPlan::HasValues(const IndicatorColumns& columns) const {
  bool found = false;
  ForEachStratum(columns,
                 [&](BodyNumber, absl::Span<const ChunkPtr>) { found = true; });
  return found;
}

std::vector<BodyNumber> SelectionPlan::BodiesOf(const std::string& name) const {
  std::vector<BodyNumber> bodies;
  const IndicatorColumns* const columns = snapshot_->Find(name);
  if (columns == nullptr) return bodies;
  bool has_unidentified = false;
  ForEachStratum(*columns, [&](BodyNumber body, absl::Span<const ChunkPtr>) {
    if (body == kUnidentified) {
      has_unidentified = true;
    } else {
      bodies.push_back(body);
    }
  });
  if (has_unidentified && (bodies.empty() || bodies[0] != kGovernments)) {
    bodies.insert(bodies.begin(), kGovernments);
  }
  return bodies;
}

std::vector<BodyNumber> SelectionPlan::PooledBodies(
    const v1::Indicator& rate) const {
  std::vector<BodyNumber> both;
  if (selection_.kind != v1::KIND_LEVEL) return both;
  absl::c_set_intersection(BodiesOf(rate.numerator()),
                           BodiesOf(rate.denominator()),
                           std::back_inserter(both));
  return both;
}

absl::StatusOr<SelectedValues> SelectionPlan::Load(const SelectionPart& part,
                                                   Stopped stopped) const {
  const Formula* const derived = FindDerived(part.name);
  absl::StatusOr<std::vector<ChunkPtr>> chunks =
      derived != nullptr ? Derive(*derived, part.body, stopped) : Elected(part);
  if (chunks.ok() && selection_.latest_year) {
    chunks = KeepNewestYears(*snapshot_, *chunks, stopped);
  }
  if (chunks.ok() && derived == nullptr) {
    chunks = Meeting(*std::move(chunks), stopped);
  }
  if (!chunks.ok()) return chunks.status();
  return SelectedValues{.name = part.name,
                        .indicator = derived != nullptr
                                         ? &derived->indicator()
                                         : catalogue_->Find(part.name),
                        .chunks = *std::move(chunks)};
}

std::vector<ChunkPtr> SelectionPlan::Elected(const SelectionPart& part) const {
  std::vector<ChunkPtr> elected;
  const IndicatorColumns* const columns = snapshot_->Find(part.name);
  if (columns == nullptr) return elected;
  int strata = 0;
  ForEachStratum(*columns,
                 [&](BodyNumber body, absl::Span<const ChunkPtr> chunks) {
                   if (part.body.has_value() && body != *part.body &&
                       !(body == kUnidentified && *part.body == kGovernments)) {
                     return;
                   }
                   ++strata;
                   absl::c_copy(chunks, std::back_inserter(elected));
                 });
  if (strata > 1) {
    absl::c_sort(elected, [](const ChunkPtr& a, const ChunkPtr& b) {
      return std::tie(a->year, a->stratum) < std::tie(b->year, b->stratum);
    });
  }
  return elected;
}

absl::StatusOr<std::vector<ChunkPtr>> SelectionPlan::Meeting(
    std::vector<ChunkPtr> chunks, Stopped stopped) const {
  const bool by_time = updated_after_ != std::numeric_limits<int64_t>::min();
  const Filter* const filter =
      selection_.filter.has_value() ? &*selection_.filter : nullptr;
  if (min_confidence_ <= 0 && !by_time && filter == nullptr) return chunks;
  std::vector<ChunkPtr> meeting;
  for (const ChunkPtr& chunk : chunks) {
    absl::StatusOr<ChunkPtr> kept = KeepRows(
        chunk,
        [&](uint32_t row) {
          return chunk->confidences[row] >= min_confidence_ &&
                 (!by_time ||
                  snapshot_->reports[chunk->reports[row]].stored_at >
                      updated_after_) &&
                 (filter == nullptr ||
                  Matches(*filter, *snapshot_, *chunk, row));
        },
        stopped);
    if (!kept.ok()) return kept.status();
    if (*kept != nullptr) meeting.push_back(*std::move(kept));
  }
  return meeting;
}

absl::StatusOr<std::vector<ChunkPtr>> SelectionPlan::Derive(
    const Formula& formula, std::optional<BodyNumber> body,
    Stopped stopped) const {
  std::vector<std::vector<ChunkPtr>> operands;
  for (const std::string& name : formula.operands()) {
    absl::StatusOr<std::vector<ChunkPtr>> chunks =
        Meeting(Elected({.name = name, .body = body}), stopped);
    if (!chunks.ok()) return chunks.status();
    operands.push_back(*std::move(chunks));
  }
  return DeriveValues(*snapshot_, formula, operands,
                      selection_.include_erroneous, stopped);
}

}  // namespace nianbao::aggregator
