// nianbao stats: statistics over all stored reports.

#include <iostream>
#include <map>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "client/choice.h"
#include "client/commands.h"
#include "client/listing.h"
#include "client/numbers.h"
#include "client/selection.h"

namespace nianbao {
namespace {

constexpr char kFooter[] =
    R"(Rows are always split by indicator, and by level unless --mix-levels is given:
a county's figure already holds its towns'. COVERAGE is the share of the
divisions in scope that reported the indicator. Of COUNT values, INEXACT are
printed as "about" or "at least"; EXCLUDED were left out because they contradict
other figures of their report. POOLED is a rate over the sums of its numerators
and denominators, MEAN the average of the rates.

Examples:
  nianbao stats --indicator reconsideration.accepted --by year
  nianbao stats --indicator reconsideration --year 2019..2023 --by year,province
  nianbao stats --indicator 行政复议受理数 --within 北京市 --level county
  nianbao stats --indicator penalty --quantile 0.25,0.75 --format csv)";

struct Options {
  SelectionOptions selection;
  std::vector<v1::Dimension> by;
  std::vector<double> quantiles;
  bool mix_levels = false;
  bool erroneous = false;
  Format format = Format::kTable;
};

std::string QuantileName(double probability) {
  return absl::StrCat("q", PlainNumber(probability));
}

// Heads of the columns; Row has the same order.
std::vector<Column> Columns(const std::vector<double>& quantiles) {
  using Align = Column::Align;
  std::vector<Column> columns = {{"indicator"},
                                 {"year", Align::kRight},
                                 {"level"},
                                 {"division"},
                                 {"name"},
                                 {"unit"},
                                 {"count", Align::kRight},
                                 {"coverage", Align::kRight},
                                 {"sum", Align::kRight},
                                 {"mean", Align::kRight},
                                 {"median", Align::kRight}};
  for (double probability : quantiles) {
    columns.push_back({QuantileName(probability), Align::kRight});
  }
  for (const char* name :
       {"standard_deviation", "pooled", "inexact", "excluded", "min"}) {
    columns.push_back({name, Align::kRight});
  }
  columns.push_back({"min_at"});
  columns.push_back({"max", Align::kRight});
  columns.push_back({"max_at"});
  return columns;
}

Cell Present(bool present, double value) {
  return present ? Number(value) : Text("");
}

// Zero is left to the reader of a program: a table shows an empty cell.
Cell CountIfAny(int64_t value) {
  Cell cell = Count(value);
  if (value == 0) cell.readable.clear();
  return cell;
}

// The narrowest division of the group.
absl::string_view DivisionCode(const v1::Group& group) {
  const std::string& name = !group.division().empty()     ? group.division()
                            : !group.prefecture().empty() ? group.prefecture()
                                                          : group.province();
  return absl::StripPrefix(name, "divisions/");
}

std::vector<Cell> Row(const v1::Statistics& s,
                      const std::vector<double>& quantiles) {
  const v1::Group& group = s.group();
  std::vector<Cell> row = {
      Text(absl::StripPrefix(group.indicator(), "indicators/")),
      Text(group.year() == 0 ? "" : absl::StrCat(group.year())),
      Text(EnumLabel(v1::Level_Name(group.level()))),
      Text(DivisionCode(group)),
      Text(group.division_display_name()),
      Text(s.unit()),
      Count(s.count()),
      s.has_coverage() ? Share(s.coverage()) : Text(""),
      Present(s.has_sum(), s.sum()),
      Present(s.has_mean(), s.mean()),
      Present(s.has_median(), s.median())};
  for (double probability : quantiles) {
    Cell cell = Text("");
    for (const v1::Quantile& quantile : s.quantiles()) {
      if (quantile.probability() == probability)
        cell = Number(quantile.value());
    }
    row.push_back(std::move(cell));
  }
  row.push_back(Present(s.has_standard_deviation(), s.standard_deviation()));
  row.push_back(Present(s.has_pooled_rate(), s.pooled_rate()));
  row.push_back(CountIfAny(s.inexact_count()));
  row.push_back(CountIfAny(s.excluded_count()));
  row.push_back(Present(s.has_min(), s.min().value()));
  row.push_back(Text(s.min().issuer()));
  row.push_back(Present(s.has_max(), s.max().value()));
  row.push_back(Text(s.max().issuer()));
  return row;
}

absl::StatusOr<ExitCode> Stats(const Session& session, const Options& options) {
  absl::StatusOr<v1::Selection> selection =
      ResolveSelection(session, options.selection);
  if (!selection.ok()) return selection.status();
  selection->set_include_erroneous(options.erroneous);
  v1::QueryStatisticsRequest request;
  *request.mutable_selection() = *std::move(selection);
  for (v1::Dimension dimension : options.by) request.add_group_by(dimension);
  for (double quantile : options.quantiles) request.add_probabilities(quantile);
  request.set_mix_levels(options.mix_levels);

  Listing listing(std::cout, options.format, Columns(options.quantiles));
  auto stub = session.Aggregator();
  grpc::ClientContext context;
  SetDeadline(context, kQueryDeadline);
  auto stream = stub->QueryStatistics(&context, request);
  v1::QueryStatisticsResponse response;
  while (stream->Read(&response)) {
    for (const v1::Statistics& row : response.statistics()) {
      listing.Add(row, Row(row, options.quantiles));
    }
  }
  absl::Status status = session.AggregatorStatus(stream->Finish());
  if (!status.ok()) return status;
  listing.Finish();
  if (listing.size() == 0) std::cerr << "nianbao: no observations\n";
  return ExitCode::kOk;
}

}  // namespace

void AddStats(CLI::App& app, Session& session) {
  static const std::map<std::string, v1::Dimension> dimensions = {
      {"indicator", v1::DIMENSION_INDICATOR},
      {"year", v1::DIMENSION_YEAR},
      {"level", v1::DIMENSION_LEVEL},
      {"province", v1::DIMENSION_PROVINCE},
      {"prefecture", v1::DIMENSION_PREFECTURE},
      {"division", v1::DIMENSION_DIVISION}};
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "stats", "Statistics of indicators over the stored reports");
  AddSelectionOptions(*command, options->selection);
  command
      ->add_option("--by", options->by,
                   "indicator, year, level, province, prefecture, division; "
                   "several with commas")
      ->delimiter(',')
      ->transform(Choice(dimensions))
      ->type_name("DIMENSION");
  command
      ->add_option("--quantile", options->quantiles,
                   "Further quantiles, 0 to 1; several with commas")
      ->delimiter(',')
      ->check(CLI::Range(0.0, 1.0).description(""))
      ->type_name("P");
  command->add_flag("--mix-levels", options->mix_levels,
                    "One row over all levels instead of a row a level");
  command->add_flag("--erroneous", options->erroneous,
                    "Count figures that contradict others, too");
  AddFormatOption(*command, options->format, /*csv=*/true);
  command->footer(kFooter);
  command->callback(
      [=, &session] { session.outcome = Stats(session, *options); });
}

}  // namespace nianbao
