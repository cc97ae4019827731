// From a selection to the values it selects, one indicator after another.
//
// The names to answer are found first, without looking at values: an indicator
// is there when it is selected and has a chunk in the years, or when it is a
// rate whose numerator and denominator have some to pool.
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
      updated_after_(Microseconds(selection_.updated_after)) {
  FindNames();
}

void SelectionPlan::FindNames() {
  const bool all = selection_.NamesAll();
  // Those of the catalogue, which pointers order as the catalogue does, and
  // those that it does not know.
  std::vector<const v1::Indicator*> known;
  std::vector<std::string> unknown;
  for (const auto& columns : snapshot_->indicators) {
    // The years are looked at last: to do so for all indicators would take
    // longer than many an answer.
    if (columns == nullptr || (!all && !selection_.Names(columns->name)) ||
        Years(*columns).empty()) {
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
        IsPooled(rate)) {
      known.push_back(&rate);
    }
  }
  absl::c_sort(known);
  absl::c_sort(unknown);
  for (const v1::Indicator* indicator : known) {
    names_.push_back(indicator->name());
  }
  absl::c_move(unknown, std::back_inserter(names_));
  for (const Formula& formula : selection_.derived) {
    names_.push_back(formula.indicator().name());
  }
}

bool SelectionPlan::IsPooled(const v1::Indicator& rate) const {
  return selection_.kind == v1::KIND_LEVEL &&
         !Elected(rate.numerator()).empty() &&
         !Elected(rate.denominator()).empty();
}

absl::StatusOr<SelectedValues> SelectionPlan::Load(const std::string& name,
                                                   Stopped stopped) const {
  const auto formula = absl::c_find_if(
      selection_.derived,
      [&name](const Formula& f) { return f.indicator().name() == name; });
  const bool derived = formula != selection_.derived.end();
  absl::StatusOr<std::vector<ChunkPtr>> chunks =
      derived ? Derive(*formula, stopped) : Elected(name);
  if (chunks.ok() && selection_.latest_year) {
    chunks = KeepNewestYears(*snapshot_, *chunks, stopped);
  }
  if (chunks.ok() && !derived) chunks = Meeting(*std::move(chunks), stopped);
  if (!chunks.ok()) return chunks.status();
  return SelectedValues{
      .name = name,
      .indicator = derived ? &formula->indicator() : catalogue_->Find(name),
      .chunks = *std::move(chunks)};
}

absl::Span<const ChunkPtr> SelectionPlan::Years(
    const IndicatorColumns& columns) const {
  return columns.Years(selection_.kind, selection_.first_year,
                       selection_.last_year);
}

std::vector<ChunkPtr> SelectionPlan::Elected(const std::string& name) const {
  const IndicatorColumns* const columns = snapshot_->Find(name);
  if (columns == nullptr) return {};
  const absl::Span<const ChunkPtr> chunks = Years(*columns);
  return {chunks.begin(), chunks.end()};
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
    const Formula& formula, Stopped stopped) const {
  std::vector<std::vector<ChunkPtr>> operands;
  for (const std::string& name : formula.operands()) {
    absl::StatusOr<std::vector<ChunkPtr>> chunks =
        Meeting(Elected(name), stopped);
    if (!chunks.ok()) return chunks.status();
    operands.push_back(*std::move(chunks));
  }
  return DeriveValues(*snapshot_, formula, operands,
                      selection_.include_erroneous, stopped);
}

}  // namespace nianbao::aggregator
