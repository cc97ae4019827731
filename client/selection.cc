#include "client/selection.h"

#include "client/choice.h"
#include "client/names.h"
#include "client/years.h"

namespace nianbao {

const std::map<std::string, v1::Level>& LevelNames() {
  static const auto* const kNames = new std::map<std::string, v1::Level>{
      {"province", v1::LEVEL_PROVINCE},
      {"prefecture", v1::LEVEL_PREFECTURE},
      {"county", v1::LEVEL_COUNTY},
      {"township", v1::LEVEL_TOWNSHIP},
      {"department", v1::LEVEL_DEPARTMENT}};
  return *kNames;
}

void AddSelectionOptions(CLI::App& command, SelectionOptions& options) {
  static const std::map<std::string, v1::Kind> kinds = {
      {"level", v1::KIND_LEVEL},
      {"change", v1::KIND_CHANGE},
      {"rank", v1::KIND_RANK},
      {"target", v1::KIND_TARGET}};
  command
      .add_option("--indicator", options.indicators,
                  "Ids, Chinese names or families (reconsideration); "
                  "several with commas")
      ->delimiter(',')
      ->type_name("INDICATOR");
  command
      .add_option("--within", options.within,
                  "Code or name of a division: it and all below it")
      ->type_name("DIVISION");
  command
      .add_option("--level", options.levels,
                  "province, prefecture, county, township, department; "
                  "several with commas")
      ->delimiter(',')
      ->transform(Choice(LevelNames()))
      ->type_name("LEVEL");
  command
      .add_option("--year", options.years,
                  "A year or a range: 2020, 2019..2023, 2019.., ..2023")
      ->type_name("YEARS");
  command
      .add_option("--kind", options.kind,
                  "level (the figures themselves, the default), change, rank "
                  "or target")
      ->transform(Choice(kinds))
      ->type_name("KIND");
  command
      .add_option("--min-confidence", options.min_confidence,
                  "Leave out observations linked with less confidence")
      ->check(CLI::Range(0.0, 1.0).description(""))
      ->type_name("0..1");
}

absl::StatusOr<v1::Selection> ResolveSelection(
    const Session& session, const SelectionOptions& options) {
  absl::StatusOr<YearRange> years = ParseYears(options.years);
  if (!years.ok()) return years.status();
  absl::StatusOr<std::string> within = ResolveDivision(session, options.within);
  if (!within.ok()) return within.status();

  v1::Selection selection;
  for (const std::string& text : options.indicators) {
    absl::StatusOr<std::string> indicator = ResolveIndicator(session, text);
    if (!indicator.ok()) return indicator.status();
    selection.add_indicators(*indicator);
  }
  selection.set_within(*within);
  for (v1::Level level : options.levels) selection.add_levels(level);
  selection.set_first_year(years->first);
  selection.set_last_year(years->last);
  selection.set_kind(options.kind);
  selection.set_min_confidence(options.min_confidence);
  return selection;
}

}  // namespace nianbao
