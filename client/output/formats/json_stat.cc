#include "client/output/formats/json_stat.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "client/output/formats/json.h"

namespace nianbao::client {
namespace {

using Json = nlohmann::ordered_json;
// To append to in constant time; to look up in takes linear time.
using Object = Json::object_t;

constexpr char kArea[] = "REF_AREA";
constexpr char kLevel[] = "LEVEL";
constexpr char kPeriod[] = "TIME_PERIOD";
constexpr char kMetric[] = "METRIC";

std::string Lower(const std::string& code) {
  return absl::StrReplaceAll(absl::AsciiStrToLower(code), {{"_", " "}});
}

std::string LevelLabel(const std::string& level) {
  return level == "_T" ? "all levels" : Lower(level);
}

// 540 rather than 540.0.
Json NumberToJson(double value) {
  constexpr double kExact = 1LL << 53;
  if (std::abs(value) < kExact && value == std::trunc(value)) {
    return static_cast<int64_t>(value);
  }
  return value;
}

Json StatusLabels() {
  return {{"A", "normal value"},
          {"E", "estimated value"},
          {"M", "missing value; data cannot exist"},
          {"O", "missing value"}};
}

}  // namespace

JsonStat::JsonStat(std::ostream& out, const Flow& flow, const FactScope& scope)
    : out_(out), flow_(flow), scope_(scope) {
  dimensions_.push_back({kArea, "division", {}, {}});
  dimensions_.push_back({kLevel, "level", {}, {}});
  if (!flow_.own_dimension.empty()) {
    dimensions_.push_back(
        {flow_.own_dimension, Lower(flow_.own_dimension), {}, {}});
  }
  dimensions_.push_back({kPeriod, "year", {}, {}});
  dimensions_.push_back({kMetric, "indicator and statistic", {}, {}});
}

uint32_t JsonStat::Dimension::Place(const std::string& id,
                                    const std::string& label,
                                    const std::string& unit) {
  auto [it, added] = places.try_emplace(id, categories.size());
  if (added) categories.push_back({id, label, unit});
  return it->second;
}

std::string JsonStat::MetricLabel(const Fact& fact) const {
  auto name = scope_.indicator_names.find(fact.indicator);
  return absl::StrCat(
      name == scope_.indicator_names.end() ? fact.indicator : name->second,
      " (", Lower(fact.statistic), ")");
}

absl::Status JsonStat::Add(const Fact& fact) {
  if (values_.size() == kMaxFacts) {
    return absl::ResourceExhaustedError(
        absl::StrCat("more than ", kMaxFacts,
                     " figures are too many for one JSON-stat dataset; "
                     "--format sdmx-csv has no such limit"));
  }
  Value value = {{}, fact.value, fact.status};
  size_t d = 0;
  auto place = [&](const std::string& id, const std::string& label,
                   const std::string& unit = "") {
    value.places.push_back(dimensions_[d++].Place(id, label, unit));
  };
  place(fact.area, fact.area_name);
  place(fact.level, LevelLabel(fact.level));
  if (!flow_.own_dimension.empty()) place(fact.own, fact.own);
  place(fact.period, fact.period);
  place(
      absl::StrCat(fact.indicator, ":", absl::AsciiStrToLower(fact.statistic)),
      MetricLabel(fact), fact.unit);
  values_.push_back(std::move(value));
  return absl::OkStatus();
}

void JsonStat::SortPeriods() {
  const size_t d = dimensions_.size() - 2;
  std::vector<Category>& periods = dimensions_[d].categories;
  std::vector<uint32_t> order(periods.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return periods[a].id < periods[b].id;
  });
  std::vector<uint32_t> places(order.size());
  std::vector<Category> sorted;
  for (uint32_t i = 0; i < order.size(); ++i) {
    places[order[i]] = i;
    sorted.push_back(std::move(periods[order[i]]));
  }
  periods = std::move(sorted);
  for (Value& value : values_) value.places[d] = places[value.places[d]];
}

Json JsonStat::Categories(const Dimension& dimension) const {
  Json index = Json::array();
  Object label;
  Object unit;
  for (const Category& category : dimension.categories) {
    index.push_back(category.id);
    label.emplace_back(category.id, category.label);
    unit.emplace_back(category.id, Json{{"label", category.unit}});
  }
  Json json = {{"index", std::move(index)}, {"label", std::move(label)}};
  if (dimension.id == kMetric) json["unit"] = std::move(unit);
  return json;
}

void JsonStat::AddCells(Json& dataset) const {
  // By their numbers, the last dimension running fastest.
  std::map<uint64_t, const Value*> cells;
  for (const Value& value : values_) {
    uint64_t cell = 0;
    for (size_t d = 0; d < dimensions_.size(); ++d) {
      cell = cell * dimensions_[d].categories.size() + value.places[d];
    }
    cells[cell] = &value;
  }
  Object values;
  Object statuses;
  for (const auto& [cell, value] : cells) {
    const std::string key = absl::StrCat(cell);
    if (value->value) values.emplace_back(key, NumberToJson(*value->value));
    if (value->status != ObsStatus::kNormal) {
      statuses.emplace_back(key,
                            std::string(1, static_cast<char>(value->status)));
    }
  }
  dataset["value"] = std::move(values);
  if (!statuses.empty()) dataset["status"] = std::move(statuses);
}

void JsonStat::Finish() {
  SortPeriods();
  Json dataset = {
      {"version", "2.0"},
      {"class", "dataset"},
      {"label", flow_.title},
      {"source", "Nianbao"},
      {"id", Json::array()},
      {"size", Json::array()},
      {"role", {{"time", {kPeriod}}, {"geo", {kArea}}, {"metric", {kMetric}}}},
      {"dimension", Json::object()}};
  for (const Dimension& dimension : dimensions_) {
    dataset["id"].push_back(dimension.id);
    dataset["size"].push_back(dimension.categories.size());
    dataset["dimension"][dimension.id] = {{"label", dimension.label},
                                          {"category", Categories(dimension)}};
  }
  AddCells(dataset);
  dataset["extension"] = {
      {"selection", Json::parse(ToJson(scope_.selection), nullptr,
                                /*allow_exceptions=*/false)},
      {"status", {{"label", StatusLabels()}}}};
  out_ << dataset.dump(-1, ' ', /*ensure_ascii=*/false,
                       Json::error_handler_t::replace)
       << "\n";
}

}  // namespace nianbao::client
