// nianbao observations: the figures behind a statistic, with their sentences.

#include <memory>

#include "absl/strings/strip.h"
#include "absl/types/span.h"
#include "client/asking/selection.h"
#include "client/commands/commands.h"
#include "client/output/formats/listing.h"
#include "client/output/numbers.h"
#include "client/output/rows/report_view.h"
#include "client/output/rows/rows.h"

namespace nianbao::client {
namespace {

constexpr char kFooter[] =
    R"help(Each row is a figure with the sentence it stands in. Statistics count one
figure for each issuer, indicator and year; --all lists the others, too.
STANDING says why one is not counted, TAKEN which was taken in its stead.

Examples:
  nianbao observations --indicator reconsideration.accepted --within 北京市
  nianbao observations --indicator litigation.cases --year 2020 --format csv
  nianbao observations --within 110108 --all --format jsonl
  nianbao stats --indicator litigation.cases --format jsonl | head -n 1 > row
  nianbao observations --token "$(jq -r .selectionToken row)")help";

// Each observation is a cell of its own, which makes no cube for JSON-stat.
constexpr Format kFormats[] = {Format::kTable, Format::kCsv, Format::kJson,
                               Format::kJsonLines, Format::kSdmxCsv};

struct Options {
  SelectionOptions selection;
  std::string token;
  bool all = false;
  Format format = Format::kTable;
};

std::vector<Cell> Row(const v1::QueryObservationsResponse& row) {
  const v1::Observation& o = row.observation();
  return {Text(row.issuer().name()),
          Year(o.year()),
          Text(absl::StripPrefix(o.indicator(), "indicators/")),
          QuantityCell(o.quantity()),
          Text(o.quantity().unit()),
          Text(EnumLabel(
              v1::QueryObservationsResponse::Standing_Name(row.standing()))),
          Text(ObservationLabel(row.report(), row.index())),
          Text(ObservationLabel(row.taken_report(), row.taken_index())),
          Text(o.evidence().sentence())};
}

std::vector<Fact> Facts(const v1::QueryObservationsResponse& row,
                        const FactScope& scope) {
  const v1::Observation& o = row.observation();
  const v1::Quantity& quantity = o.quantity();
  // Nothing to file it under.
  if (o.indicator().empty() || o.year() == 0) return {};
  v1::Group group;
  group.set_indicator(o.indicator());
  group.set_year(o.year());
  group.set_level(row.issuer().level());
  const std::string& code = row.issuer().division_code();
  group.set_division(code.empty() ? "_U" : code);
  FactList facts(group, scope);
  facts.SetOwn(ObservationLabel(row.report(), row.index()));
  const bool exact = quantity.modifier() == v1::MODIFIER_EXACT ||
                     quantity.modifier() == v1::MODIFIER_UNSPECIFIED;
  facts.Add("VALUE", quantity.value(), quantity.unit(),
            exact ? ObsStatus::kNormal : ObsStatus::kEstimated);
  return facts.Take();
}

RowView<v1::QueryObservationsResponse> View() {
  using Align = Column::Align;
  return {{"OBSERVATIONS", "Observations", "OBSERVATION"},
          {{"issuer"},
           {"year", Align::kRight},
           {"indicator"},
           {"value", Align::kRight},
           {"unit"},
           {"standing"},
           {"observation"},
           {"taken"},
           {"sentence"}},
          Row,
          Facts};
}

absl::StatusOr<v1::QueryObservationsRequest> Request(const Session& session,
                                                     const Options& options) {
  v1::QueryObservationsRequest request;
  request.set_include_uncounted(options.all);
  if (!options.token.empty()) {
    if (options.selection != SelectionOptions()) {
      return absl::InvalidArgumentError(
          "--token is a selection; leave the other flags of the selection out");
    }
    request.set_selection_token(options.token);
    return request;
  }
  absl::StatusOr<v1::Selection> selection =
      ResolveSelection(session, options.selection);
  if (!selection.ok()) return selection.status();
  *request.mutable_selection() = *std::move(selection);
  return request;
}

absl::StatusOr<ExitCode> Observations(const Session& session,
                                      const Options& options) {
  absl::StatusOr<v1::QueryObservationsRequest> request =
      Request(session, options);
  if (!request.ok()) return request.status();
  return PrintQuery(
      session, options.format, *request,
      &v1::AggregatorService::Stub::QueryObservations,
      [](const v1::QueryObservationsResponse& response) {
        return absl::MakeConstSpan(&response, 1);
      },
      View());
}

}  // namespace

void AddObservations(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "observations", "List single figures with the sentences they stand in");
  AddSelectionOptions(*command, options->selection);
  command
      ->add_option("--token", options->token,
                   "Observations behind one row of `nianbao stats`: its "
                   "selectionToken in JSON; in place of a selection")
      ->type_name("TOKEN");
  command->add_flag("--all", options->all,
                    "Also figures that statistics do not count");
  AddFormatOption(*command, options->format, kFormats);
  command->footer(kFooter);
  command->callback(
      [=, &session] { session.outcome = Observations(session, *options); });
}

}  // namespace nianbao::client
