// A dataset of JSON-stat is a cube: dimensions with their categories, and cells
// numbered through in the order of the dimensions, the last running fastest.
// With two areas, two years and one of all else ("size": [2, 1, 1, 1, 2, 1])
// the metric of area a, year y stands in cell a * 2 + y:
//
//   "value":  {"0": 540.5, "1": 560}     area 0 in both years
//   "status": {"0": "E", "3": "O"}       area 1 in year 1 has no value
//
// The numbers depend on how many categories each dimension has, which only the
// last fact decides. So Add() gives each fact an index for each dimension, in
// the order in which categories come, and Finish() sorts the periods, numbers
// the cells and writes those there are: the cube is sparse, since most areas
// report a few indicators of many. Both take time linear in the facts, but for
// ordering the cells; memory is bounded by kMaxFacts.

#include "client/output/formats/json_stat.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "client/output/formats/json.h"
#include "nlohmann/json.hpp"

namespace nianbao::client {
namespace {

using Json = nlohmann::ordered_json;
// The list of members under an ordered_json. Appending to it takes constant
// time; the operator [] of ordered_json compares with every member there is.
using Object = Json::object_t;

constexpr char kArea[] = "REF_AREA";
constexpr char kLevel[] = "LEVEL";
constexpr char kGovernmentLevel[] = "GOVERNMENT_LEVEL";
constexpr char kBody[] = "BODY";
constexpr char kPeriod[] = "TIME_PERIOD";
constexpr char kMetric[] = "METRIC";

// "standard deviation" of "STANDARD_DEVIATION".
std::string CodeLabel(const std::string& code) {
  return absl::StrReplaceAll(absl::AsciiStrToLower(code), {{"_", " "}});
}

// Of a level or a body: "county", "all".
std::string DimensionLabel(const std::string& code) {
  static const auto* const kLabels =
      new absl::flat_hash_map<std::string, std::string>{
          {"_T", "all"},
          {"_Z", "not applicable"},
          {"_O", "other"},
          {"_U", "unknown"},
          {"_X", "not said"}};
  const auto label = kLabels->find(code);
  return label == kLabels->end() ? CodeLabel(code) : label->second;
}

// 540 rather than 540.0.
Json NumberToJson(double value) {
  // Up to 2^53 a double tells every whole number apart.
  constexpr double kExact = 1LL << 53;
  if (std::abs(value) < kExact && value == std::trunc(value)) {
    return static_cast<int64_t>(value);
  }
  return value;
}

// The statuses that occur in a file, as SDMX's code list names them.
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
  dimensions_.push_back(
      {kGovernmentLevel, "level of the department's government", {}, {}});
  dimensions_.push_back({kBody, "kind of department", {}, {}});
  if (!flow_.own_dimension.empty()) {
    dimensions_.push_back(
        {flow_.own_dimension, CodeLabel(flow_.own_dimension), {}, {}});
  }
  dimensions_.push_back({kPeriod, "year", {}, {}});
  dimensions_.push_back({kMetric, "indicator and statistic", {}, {}});
}

uint32_t JsonStat::Dimension::Place(const std::string& category,
                                    const std::string& its_label,
                                    const std::string& unit) {
  auto [it, added] = places.try_emplace(category, categories.size());
  if (added) categories.push_back({category, its_label, unit});
  return it->second;
}

std::string JsonStat::MetricLabel(const Fact& fact) const {
  auto name = scope_.indicator_names.find(fact.indicator);
  return absl::StrCat(
      name == scope_.indicator_names.end() ? fact.indicator : name->second,
      " (", CodeLabel(fact.statistic), ")");
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
  place(fact.level, DimensionLabel(fact.level));
  place(fact.government_level, DimensionLabel(fact.government_level));
  place(fact.body,
        fact.body_name.empty() ? DimensionLabel(fact.body) : fact.body_name);
  if (!flow_.own_dimension.empty()) place(fact.own, fact.own);
  place(fact.period, fact.period);
  place(
      absl::StrCat(fact.indicator, ":", absl::AsciiStrToLower(fact.statistic)),
      MetricLabel(fact), fact.unit);
  values_.push_back(std::move(value));
  return absl::OkStatus();
}

void JsonStat::SortPeriods() {
  // The last dimension but one: the constructor's order.
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
  // By their numbers. Where two facts have one cell, the later one stays.
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
