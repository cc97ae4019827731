#include "aggregator/query/selection/selected_values.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "aggregator/query/selection/chunk_rows.h"
#include "aggregator/query/selection/derived_values.h"

namespace nianbao::aggregator {
namespace {

int64_t Microseconds(const google::protobuf::Timestamp& time) {
  return time.seconds() * 1000000 + time.nanos() / 1000;
}

bool Selects(const v1::Selection& selection, const std::string& name) {
  return absl::c_any_of(selection.indicators(),
                        [&name](const std::string& pattern) {
                          return MatchesFamily(name, pattern);
                        });
}

}  // namespace

absl::StatusOr<SelectionPlan> SelectionPlan::Create(
    const Catalogue& catalogue, SnapshotPtr snapshot,
    const v1::Selection& selection) {
  SelectionPlan plan;
  plan.catalogue_ = &catalogue;
  plan.snapshot_ = std::move(snapshot);
  plan.selection_ = selection;
  plan.kind_ = selection.kind() == v1::KIND_UNSPECIFIED ? v1::KIND_LEVEL
                                                        : selection.kind();
  plan.first_year_ = selection.first_year() != 0
                         ? selection.first_year()
                         : std::numeric_limits<int32_t>::min();
  plan.last_year_ = selection.last_year() != 0
                        ? selection.last_year()
                        : std::numeric_limits<int32_t>::max();
  plan.min_confidence_ = static_cast<float>(selection.min_confidence());
  if (selection.has_updated_after()) {
    plan.updated_after_ = Microseconds(selection.updated_after());
  }
  if (!selection.filter().empty()) {
    absl::StatusOr<Filter> filter = Filter::Parse(selection.filter());
    if (!filter.ok()) return filter.status();
    plan.filter_ = *std::move(filter);
  }
  for (int i = 0; i < selection.derived_size(); ++i) {
    absl::StatusOr<Formula> formula =
        Formula::Parse(absl::StrCat("selection.derived[", i, "]"), catalogue,
                       selection.derived(i));
    if (!formula.ok()) return formula.status();
    plan.formulas_.push_back(*std::move(formula));
  }
  plan.FindNames();
  return plan;
}

void SelectionPlan::FindNames() {
  const bool all = selection_.indicators().empty() && formulas_.empty();
  // Of the catalogue, by their places in it; then of others.
  std::vector<const v1::Indicator*> known;
  std::vector<std::string> unknown;
  for (const auto& columns : snapshot_->indicators) {
    // The years last: to look at those of all indicators would take longer
    // than many an answer.
    if (columns == nullptr || (!all && !Selects(selection_, columns->name)) ||
        columns->Years(kind_, first_year_, last_year_).empty()) {
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
    if (!rate.numerator().empty() &&
        (all || Selects(selection_, rate.name())) &&
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
  for (const Formula& formula : formulas_) {
    names_.push_back(formula.indicator().name());
  }
}

bool SelectionPlan::IsPooled(const v1::Indicator& rate) const {
  return kind_ == v1::KIND_LEVEL && !Elected(rate.numerator()).empty() &&
         !Elected(rate.denominator()).empty();
}

absl::StatusOr<SelectedValues> SelectionPlan::Load(const std::string& name,
                                                   Stopped stopped) const {
  const auto formula = absl::c_find_if(formulas_, [&name](const Formula& f) {
    return f.indicator().name() == name;
  });
  const bool derived = formula != formulas_.end();
  absl::StatusOr<std::vector<ChunkPtr>> chunks =
      derived ? Derive(*formula, stopped) : Elected(name);
  if (chunks.ok() && selection_.latest_year()) {
    chunks = KeepNewestYears(*snapshot_, *chunks, stopped);
  }
  if (chunks.ok() && !derived) chunks = Meeting(*std::move(chunks), stopped);
  if (!chunks.ok()) return chunks.status();
  return SelectedValues{
      .name = name,
      .indicator = derived ? &formula->indicator() : catalogue_->Find(name),
      .chunks = *std::move(chunks)};
}

std::vector<ChunkPtr> SelectionPlan::Elected(const std::string& name) const {
  const IndicatorColumns* const columns = snapshot_->Find(name);
  if (columns == nullptr) return {};
  const absl::Span<const ChunkPtr> chunks =
      columns->Years(kind_, first_year_, last_year_);
  return {chunks.begin(), chunks.end()};
}

absl::StatusOr<std::vector<ChunkPtr>> SelectionPlan::Meeting(
    std::vector<ChunkPtr> chunks, Stopped stopped) const {
  const bool by_time = updated_after_ != std::numeric_limits<int64_t>::min();
  if (min_confidence_ <= 0 && !by_time && !filter_.has_value()) return chunks;
  std::vector<ChunkPtr> meeting;
  for (const ChunkPtr& chunk : chunks) {
    absl::StatusOr<ChunkPtr> kept = KeepRows(
        chunk,
        [&](uint32_t row) {
          return chunk->confidences[row] >= min_confidence_ &&
                 (!by_time ||
                  snapshot_->reports[chunk->reports[row]].stored_at >
                      updated_after_) &&
                 (!filter_.has_value() ||
                  filter_->Matches(*snapshot_, *chunk, row));
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
                      selection_.include_erroneous(), stopped);
}

}  // namespace nianbao::aggregator
