// The facts of one row, collected.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_FACT_LIST_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_FACT_LIST_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "client/output/formats/fact.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::client {

// "1", the unit of shares, ratios and numbers of things that are not the
// indicator's.
inline constexpr char kPureNumber[] = "1";

//   FactList facts(row.group(), scope);
//   facts.Add("MEAN", 35.5, row.unit());
//   return facts.Take();
class FactList {
 public:
  // Area, indicator, level, body and period of the facts are the group's; where
  // rows are not grouped by area or year, those of `scope`.
  FactList(const v1::Group& group, const FactScope& scope);

  // What the facts added from now on have as Fact.own.
  void SetOwn(absl::string_view own) { common_.own = std::string(own); }

  // The same for Fact.kind.
  void SetKind(v1::Kind kind);

  // What the facts have as body and level of the government, where the row does
  // not say.
  void SetUnknownBody();

  // Without a value, `status` says why it is missing.
  void Add(absl::string_view statistic, std::optional<double> value,
           absl::string_view unit, ObsStatus status = ObsStatus::kNormal);

  std::vector<Fact> Take() { return std::move(facts_); }

 private:
  // What all facts have in common; no statistic.
  Fact common_;
  std::vector<Fact> facts_;
};

// "110108" of the narrowest division of the group; empty when there is none.
absl::string_view DivisionCode(const v1::Group& group);

// "COUNTY" of LEVEL_COUNTY, "_T" (SDMX's code for a total) of the unspecified
// one.
std::string LevelCode(v1::Level level);

// "RANK" of KIND_RANK.
std::string KindCode(v1::Kind kind);

// A distance in years as a duration of ISO 8601: "P1Y", "-P2Y".
std::string YearsDuration(int years);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_ROWS_FACT_LIST_H_
