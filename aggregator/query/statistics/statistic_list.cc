#include "aggregator/query/statistics/statistic_list.h"

#include <vector>

#include "absl/strings/str_cat.h"

namespace nianbao::aggregator {
namespace {

// An entry's value as a double, behind a pointer that all entries share.
template <typename Entry>
OrderValueFunction DoubleOf(const Entry&) {
  return [](const StatisticsRow& row, v1::Kind kind) -> std::optional<double> {
    const auto value = decltype(Entry::value)()(row, kind);
    if (!value.has_value()) return std::nullopt;
    return static_cast<double>(*value);
  };
}

}  // namespace

absl::Span<const StatisticName> StatisticNames() {
  static const auto* const names = [] {
    auto* const list = new std::vector<StatisticName>;
    ForEachStatistic(
        [list](const auto& entry) { list->push_back(entry.name); });
    return list;
  }();
  return *names;
}

OrderValueFunction OrderValue(int field) {
  OrderValueFunction value = nullptr;
  ForEachStatistic([field, &value](const auto& entry) {
    if (entry.name.field == field) value = DoubleOf(entry);
  });
  return value;
}

std::string StatisticTable() {
  std::string table = "| statistic | order_by | meaning |\n|---|---|---|\n";
  ForEachStatistic([&table](const auto& entry) {
    absl::StrAppend(&table, "| `",
                    v1::Statistics::descriptor()
                        ->FindFieldByNumber(entry.name.field)
                        ->name(),
                    "` | ", entry.name.order_name.empty() ? "" : "yes", " | ",
                    entry.description,
                    entry.name.by_name_only
                        ? " Only where read_mask or order_by names it."
                        : "",
                    " |\n");
  });
  return table;
}

}  // namespace nianbao::aggregator
