#include "client/asking/selection.h"

#include "client/asking/choice.h"
#include "client/asking/derived.h"
#include "client/asking/moment.h"
#include "client/asking/names.h"
#include "client/asking/years.h"

namespace nianbao::client {
namespace {

// Heading of the flags in the help.
constexpr char kGroup[] = "Selection";

}  // namespace

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
  // Lists have commas, so that an argument after one is an argument.
  auto add = [&](const char* name, auto& value, const char* description) {
    CLI::Option* option = command.add_option(name, value, description);
    option->group(kGroup);
    return option;
  };
  add("--indicator", options.indicators,
      "Ids, Chinese names or families (reconsideration); several with commas")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("INDICATOR");
  add("--within", options.within,
      "Code or name of a division: it and all below it")
      ->type_name("DIVISION");
  add("--level", options.levels,
      "province, prefecture, county, township, department; several with commas")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->transform(Choice(LevelNames()))
      ->type_name("LEVEL");
  add("--year", options.years,
      "A year or a range: 2020, 2019..2023, 2019.., ..2023")
      ->type_name("YEARS");
  add("--kind", options.kind,
      "level (the figures themselves, the default), change, rank or target")
      ->transform(Choice(kinds))
      ->type_name("KIND");
  add("--min-confidence", options.min_confidence,
      "Leave out observations linked with less confidence")
      ->check(CLI::Range(0.0, 1.0).description(""))
      ->type_name("0..1");
  add("--filter", options.filter,
      "Count only what fits: 'value >= 10 AND NOT modifier = APPROXIMATE'")
      ->type_name("EXPRESSION");
  add("--derive", options.derived,
      "An indicator for this query alone: 'NAME=FORMULA' or "
      "'NAME=FORMULA;UNIT'; may be repeated")
      ->allow_extra_args(false)
      ->type_name("INDICATOR");
  add("--as-of", options.as_of,
      "As the store was then: 2024-05-01 (its midnight) or "
      "2024-05-01T12:00:00+08:00")
      ->type_name("TIME");
  add("--updated-after", options.updated_after,
      "Only observations of reports stored after that moment")
      ->type_name("TIME");
  command
      .add_flag("--latest", options.latest,
                "Of each issuer and indicator only the newest year")
      ->group(kGroup);
  command
      .add_flag("--erroneous", options.erroneous,
                "Count figures that contradict others, too")
      ->group(kGroup);
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
  selection.set_filter(options.filter);
  selection.set_latest_year(options.latest);
  selection.set_include_erroneous(options.erroneous);
  for (const std::string& text : options.derived) {
    absl::StatusOr<v1::DerivedIndicator> derived = ParseDerived(text);
    if (!derived.ok()) return derived.status();
    *selection.add_derived() = *std::move(derived);
  }
  if (!options.as_of.empty()) {
    absl::StatusOr<google::protobuf::Timestamp> moment =
        ParseMoment(options.as_of);
    if (!moment.ok()) return moment.status();
    *selection.mutable_as_of() = *std::move(moment);
  }
  if (!options.updated_after.empty()) {
    absl::StatusOr<google::protobuf::Timestamp> moment =
        ParseMoment(options.updated_after);
    if (!moment.ok()) return moment.status();
    *selection.mutable_updated_after() = *std::move(moment);
  }
  return selection;
}

}  // namespace nianbao::client
