// Single figures with all that identifies them, as formats for the exchange of
// statistics want them. EXPORT.md says how queries map to them.
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_FACT_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_FACT_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "nianbao/v1/statistics.pb.h"

namespace nianbao::client {

// What a file of facts holds.
struct Flow {
  // Upper case: "STATISTICS". The same id always has the same dimensions.
  std::string id;
  // "Statistics of indicators".
  std::string title;
  // Id of a dimension that only this flow has; empty when there is none.
  std::string own_dimension;
};

// Codes of the SDMX code list CL_OBS_STATUS 2.2.
enum class ObsStatus : char {
  kNormal = 'A',
  // The issuer itself prints it as an estimate or as a bound.
  kEstimated = 'E',
  // It cannot exist: the deviation of one value.
  kNotApplicable = 'M',
  kMissing = 'O',
};

struct Fact {
  // Code of the division, or "CN".
  std::string area;
  std::string area_name;
  // "reconsideration.accepted".
  std::string indicator;
  // "COUNTY", or "_T" over several levels.
  std::string level;
  // Of departments the level of their government, "COUNTY", and their kind, the
  // id of a body. "_Z" of governments, "_T" over several; a kind is "_O" where
  // the catalogue has none for the department.
  std::string government_level;
  std::string body;
  // Its name in Chinese, if it has one.
  std::string body_name;
  // The kind of the figure, "LEVEL"; empty for that of the selection.
  std::string kind;
  // As SDMX's TIME_PERIOD: "2020", or "2019-01-01/P5Y" for five years from
  // 2019.
  std::string period;
  // The value of Flow.own_dimension.
  std::string own;
  // "MEAN".
  std::string statistic;
  std::optional<double> value;
  std::string unit;
  ObsStatus status = ObsStatus::kNormal;
};

// What a query's rows leave unsaid since all have it in common.
struct FactScope {
  // The area of rows that are not grouped by division; of several divisions
  // "110000_120000".
  std::string area = "CN";
  std::string area_name = "全国";
  // The period of rows that are not grouped by year; empty when the query has
  // no bounds.
  std::string period;
  // Whether rows are split by the level of departments' governments and by the
  // kind of body.
  bool by_government_level = true;
  bool by_body = true;
  v1::Selection selection;
  // Display names of indicators by "reconsideration.accepted".
  std::map<std::string, std::string> indicator_names;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_FACT_H_
