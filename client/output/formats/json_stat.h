// Facts as one JSON-stat 2.0 dataset: https://json-stat.org/full
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_JSON_STAT_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_JSON_STAT_H_

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "client/output/formats/fact_writer.h"

namespace nianbao::client {

// Dimensions REF_AREA, LEVEL, GOVERNMENT_LEVEL, BODY, the flow's own,
// TIME_PERIOD and METRIC, which is an indicator and a statistic, and so has one
// unit. The file begins with its
// dimensions: all facts are held until the end.
class JsonStat : public FactWriter {
 public:
  // Facts of one file. They take some 200 MB of memory, and the programs that
  // read JSON-stat take the whole file into theirs.
  static constexpr size_t kMaxFacts = 1'000'000;

  JsonStat(std::ostream& out, const Flow& flow, const FactScope& scope);

  // RESOURCE_EXHAUSTED above kMaxFacts.
  absl::Status Add(const Fact& fact) override;
  void Finish() override;

 private:
  struct Category {
    std::string id;
    std::string label;
    // For METRIC alone.
    std::string unit;
  };
  struct Dimension {
    std::string id;
    std::string label;
    std::vector<Category> categories;
    // Indices into `categories` by id.
    absl::flat_hash_map<std::string, uint32_t> places;

    // The index of the category with that id; adds it when it is new.
    uint32_t Place(const std::string& category, const std::string& its_label,
                   const std::string& unit);
  };
  struct Value {
    // An index into its categories for each dimension.
    std::vector<uint32_t> places;
    std::optional<double> value;
    ObsStatus status;
  };

  // "行政复议受理数 (mean)".
  std::string MetricLabel(const Fact& fact) const;
  // Puts the periods into ascending order.
  void SortPeriods();
  nlohmann::ordered_json Categories(const Dimension& dimension) const;
  // Adds the members "value" and "status".
  void AddCells(nlohmann::ordered_json& dataset) const;

  std::ostream& out_;
  const Flow flow_;
  const FactScope scope_;
  std::vector<Dimension> dimensions_;
  std::vector<Value> values_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_JSON_STAT_H_
