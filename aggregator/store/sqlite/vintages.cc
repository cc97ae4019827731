#include "aggregator/store/sqlite/vintages.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/time/time.h"
#include "aggregator/store/sqlite/reading/loader.h"
#include "common/base/cancelled.h"

namespace nianbao::aggregator {
namespace {

// A comparison of two moments goes back and forth between their states.
constexpr size_t kMaxKept = 2;
// How soon a caller that is no longer waited for stops waiting itself.
constexpr absl::Duration kPollPeriod = absl::Milliseconds(5);

bool MatchesAny(const std::string& name,
                const std::vector<std::string>& patterns) {
  return absl::c_any_of(patterns, [&name](const std::string& pattern) {
    return MatchesFamily(name, pattern);
  });
}

void AddPartsOfRates(const Catalogue& catalogue,
                     std::vector<std::string>& names) {
  std::vector<std::string> parts;
  for (const v1::Indicator& indicator : catalogue.indicators()) {
    if (indicator.numerator().empty() || !MatchesAny(indicator.name(), names)) {
      continue;
    }
    parts.push_back(indicator.numerator());
    parts.push_back(indicator.denominator());
  }
  absl::c_move(parts, std::back_inserter(names));
}

}  // namespace

std::optional<std::vector<std::string>> IndicatorsRead(
    const Catalogue& catalogue, const SelectionQuestion& selection,
    const std::vector<std::string>& further) {
  std::vector<std::string> names(further);
  absl::c_copy(selection.indicators, std::back_inserter(names));
  if (names.empty() && selection.derived.empty()) return std::nullopt;
  for (const Formula& formula : selection.derived) {
    absl::c_copy(formula.operands(), std::back_inserter(names));
  }
  AddPartsOfRates(catalogue, names);
  absl::c_sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

absl::StatusOr<SnapshotPtr> Vintages::Get(
    int64_t as_of, const std::optional<std::vector<std::string>>& indicators,
    Stopped stopped) {
  {
    absl::MutexLock lock(&mutex_);
    const absl::Status idle = AwaitIdle(stopped);
    if (!idle.ok()) return idle;
    SnapshotPtr kept = FindKept(as_of, indicators);
    if (kept != nullptr) return kept;
    loading_ = true;
  }
  absl::StatusOr<SnapshotPtr> loaded = LoadSnapshot(
      pool_, catalogue_,
      {.as_of = as_of, .indicators = indicators, .max_rows = kMaxRows}, stopped,
      [](const LoadProgress&) {});
  absl::MutexLock lock(&mutex_);
  loading_ = false;
  if (loaded.ok()) {
    kept_.push_front(
        {.as_of = as_of, .indicators = indicators, .snapshot = *loaded});
    if (kept_.size() > kMaxKept) kept_.pop_back();
  }
  return loaded;
}

SnapshotPtr Vintages::FindKept(
    int64_t as_of, const std::optional<std::vector<std::string>>& indicators) {
  const auto it = absl::c_find_if(kept_, [&](const Vintage& vintage) {
    return vintage.as_of == as_of &&
           (!vintage.indicators.has_value() ||
            (indicators.has_value() &&
             absl::c_includes(*vintage.indicators, *indicators)));
  });
  if (it == kept_.end()) return nullptr;
  std::rotate(kept_.begin(), it, it + 1);
  return kept_.front().snapshot;
}

absl::Status Vintages::AwaitIdle(Stopped stopped) {
  const auto free = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return !loading_;
  };
  while (!mutex_.AwaitWithTimeout(absl::Condition(&free), kPollPeriod)) {
    if (stopped()) return Cancelled();
  }
  return absl::OkStatus();
}

}  // namespace nianbao::aggregator
