#include "client/asking/selection.h"

#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "client/asking/derived.h"
#include "client/asking/moment.h"
#include "client/asking/years.h"
#include "client/output/rows/report_type.h"

namespace nianbao::client {
namespace {

// The heading of these flags in the help.
constexpr char kGroup[] = "Selection";

// Reads a moment into what `field` gives; leaves it out when `text` is
// empty.
absl::Status SetMoment(
    const std::string& text,
    absl::FunctionRef<google::protobuf::Timestamp*()> field) {
  if (text.empty()) return absl::OkStatus();
  absl::StatusOr<google::protobuf::Timestamp> moment = ParseMoment(text);
  if (!moment.ok()) return moment.status();
  *field() = *std::move(moment);
  return absl::OkStatus();
}

// Two filters as one; either may be empty.
std::string BothConditions(const std::string& one, const std::string& other) {
  if (one.empty() || other.empty()) return absl::StrCat(one, other);
  return absl::StrCat(one, " AND (", other, ")");
}

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

const std::map<std::string, v1::Level>& LevelWords() {
  static const auto* const kWords = [] {
    auto* const words = new std::map<std::string, v1::Level>(LevelNames());
    const std::pair<v1::Level, std::vector<const char*>> chinese[] = {
        {v1::LEVEL_PROVINCE, {"省", "省级", "直辖市", "自治区"}},
        {v1::LEVEL_PREFECTURE, {"市", "市级", "地市", "地级", "地级市"}},
        {v1::LEVEL_COUNTY, {"县", "区", "区县", "县区", "县级", "县级市"}},
        {v1::LEVEL_TOWNSHIP, {"乡", "镇", "乡镇", "街道", "镇街", "乡级"}},
        {v1::LEVEL_DEPARTMENT, {"部门"}}};
    for (const auto& [level, its_words] : chinese) {
      for (const char* const word : its_words) words->emplace(word, level);
    }
    return words;
  }();
  return *kWords;
}

void AddSelectionOptions(Command& command, SelectionOptions& options) {
  static const std::map<std::string, v1::Level> government_levels = [] {
    std::map<std::string, v1::Level> levels = LevelWords();
    std::erase_if(levels, [](const auto& level) {
      return level.second == v1::LEVEL_DEPARTMENT;
    });
    return levels;
  }();
  static const std::map<std::string, v1::Kind> kinds = {
      {"level", v1::KIND_LEVEL},
      {"change", v1::KIND_CHANGE},
      {"rank", v1::KIND_RANK},
      {"target", v1::KIND_TARGET}};
  // Each flag stands under the heading; the order here is that of the help.
  auto add = [&](const char* name, auto& value, const char* description) {
    return command.Add(name, value, description).Under(kGroup);
  };
  add("--indicator", options.indicators,
      "Ids, names or families (reconsideration); several with commas")
      .Commas()
      .Type("INDICATOR");
  command
      .AddWords("--type", options.report_type, ReportTypeWords(),
                "Type of the reports: rule-of-law (法治, the default), "
                "disclosure (信息公开), government-work (政府工作) or other "
                "(其他)")
      .Under(kGroup)
      .Type("TYPE");
  add("--within", options.within, kWithinHelp).Commas().Type("DIVISION");
  command
      .AddWords("--level", options.levels, LevelWords(),
                "province, prefecture, county, township, department (省, 市, "
                "县, 乡, 部门); several with commas")
      .Under(kGroup)
      .Commas()
      .Type("LEVEL");
  add("--body", options.bodies,
      "Departments of these kinds alone, by ids or names of bodies; several "
      "with commas")
      .Commas()
      .Type("BODY");
  command
      .AddWords("--government-level", options.government_levels,
                government_levels,
                "Of departments only those of governments of these levels: "
                "province, prefecture, county, township; several with commas")
      .Under(kGroup)
      .Commas()
      .Type("LEVEL");
  add("--year", options.years,
      "Years: 2020, 2019..2023 or 2019-2023, 2019.., ..2023, 2019,2021")
      .Type("YEARS");
  command
      .AddWords("--kind", options.kind, kinds,
                "level (the figures themselves, the default), change, rank or "
                "target")
      .Under(kGroup)
      .Type("KIND");
  add("--min-confidence", options.min_confidence,
      "Leave out observations linked with less confidence")
      .Between(0.0, 1.0)
      .Type("0..1");
  add("--filter", options.filter,
      "Count only what fits: 'value >= 10 AND NOT modifier = APPROXIMATE'")
      .Type("EXPRESSION");
  add("--derive", options.derived,
      "An indicator for this query alone: 'NAME=FORMULA' or "
      "'NAME=FORMULA;UNIT'; may be repeated")
      .Repeated()
      .Type("INDICATOR");
  add("--as-of", options.as_of,
      "As the store was then: 2024-05-01 (its midnight) or "
      "2024-05-01T12:00:00+08:00")
      .Type("TIME");
  add("--updated-after", options.updated_after,
      "Only observations of reports stored after that moment")
      .Type("TIME");
  command
      .AddSwitch("--latest", options.latest,
                 "Of each issuer and indicator only the newest year")
      .Under(kGroup);
  command
      .AddSwitch("--erroneous", options.erroneous,
                 "Count figures that contradict others, too")
      .Under(kGroup);
  command
      .AddSwitch("--include-unidentified", options.unidentified,
                 "Count reports of an unknown issuer or year, too")
      .Under(kGroup);
}

absl::StatusOr<v1::Selection> ResolveSelection(
    const Session& session, const SelectionOptions& options) {
  Names names;
  return ResolveSelection(session, options, names);
}

absl::StatusOr<v1::Selection> ResolveSelection(const Session& session,
                                               const SelectionOptions& options,
                                               Names& names) {
  // What can be refused without a call is looked at first.
  absl::StatusOr<YearRange> years = ParseYears(options.years);
  if (!years.ok()) return years.status();
  std::vector<int> within;
  for (const std::string& text : options.within) {
    within.push_back(names.Want(v1::NAME_KIND_DIVISION, text));
  }
  std::vector<int> bodies;
  for (const std::string& text : options.bodies) {
    bodies.push_back(names.Want(v1::NAME_KIND_BODY, text));
  }
  std::vector<int> indicators;
  for (const std::string& text : options.indicators) {
    indicators.push_back(names.Want(v1::NAME_KIND_INDICATOR, text));
  }
  const absl::Status resolved = names.Resolve(session);
  if (!resolved.ok()) return resolved;

  v1::Selection selection;
  for (const int indicator : indicators) {
    selection.add_indicators(names[indicator]);
  }
  for (const int division : within) selection.add_within(names[division]);
  for (v1::Level level : options.levels) selection.add_levels(level);
  selection.set_report_type(options.report_type);
  for (const int body : bodies) selection.add_bodies(names[body]);
  for (v1::Level level : options.government_levels) {
    selection.add_government_levels(level);
  }
  selection.set_include_unidentified(options.unidentified);
  selection.set_first_year(years->first);
  selection.set_last_year(years->last);
  selection.set_kind(options.kind);
  selection.set_min_confidence(options.min_confidence);
  selection.set_filter(BothConditions(YearCondition(*years), options.filter));
  selection.set_latest_year(options.latest);
  selection.set_include_erroneous(options.erroneous);
  for (const std::string& text : options.derived) {
    absl::StatusOr<v1::DerivedIndicator> derived = ParseDerived(text);
    if (!derived.ok()) return derived.status();
    *selection.add_derived() = *std::move(derived);
  }
  absl::Status set =
      SetMoment(options.as_of, [&] { return selection.mutable_as_of(); });
  set.Update(SetMoment(options.updated_after,
                       [&] { return selection.mutable_updated_after(); }));
  if (!set.ok()) return set;
  return selection;
}

}  // namespace nianbao::client
