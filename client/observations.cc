// nianbao observations: the figures behind a statistic, with their sentences.

#include <iostream>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "client/commands.h"
#include "client/listing.h"
#include "client/numbers.h"
#include "client/report_view.h"
#include "client/selection.h"

namespace nianbao {
namespace {

constexpr char kFooter[] =
    R"(Each row is a figure with the sentence it stands in. Statistics count one
figure for each issuer, indicator and year; --all lists the others, too.

Examples:
  nianbao observations --indicator reconsideration.accepted --within 北京市
  nianbao observations --indicator penalty --year 2020 --format csv
  nianbao observations --within 110108 --all --format jsonl)";

struct Options {
  SelectionOptions selection;
  bool erroneous = false;
  bool all = false;
  Format format = Format::kTable;
};

std::vector<Cell> Row(const v1::QueryObservationsResponse& row) {
  const v1::Observation& o = row.observation();
  return {Text(row.issuer().name()),
          Text(o.year() == 0 ? "" : absl::StrCat(o.year())),
          Text(absl::StripPrefix(o.indicator(), "indicators/")),
          QuantityCell(o.quantity()),
          Text(o.quantity().unit()),
          Text(row.counted() ? "yes" : "no"),
          Text(absl::StrCat(absl::StripPrefix(row.report(), "reports/"), "#",
                            row.index())),
          Text(o.evidence().sentence())};
}

absl::StatusOr<ExitCode> Observations(const Session& session,
                                      const Options& options) {
  absl::StatusOr<v1::Selection> selection =
      ResolveSelection(session, options.selection);
  if (!selection.ok()) return selection.status();
  selection->set_include_erroneous(options.erroneous);
  v1::QueryObservationsRequest request;
  *request.mutable_selection() = *std::move(selection);
  request.set_include_uncounted(options.all);

  using Align = Column::Align;
  Listing listing(std::cout, options.format,
                  {{"issuer"},
                   {"year", Align::kRight},
                   {"indicator"},
                   {"value", Align::kRight},
                   {"unit"},
                   {"counted"},
                   {"observation"},
                   {"sentence"}});
  auto stub = session.Aggregator();
  grpc::ClientContext context;
  SetDeadline(context, kQueryDeadline);
  auto stream = stub->QueryObservations(&context, request);
  v1::QueryObservationsResponse row;
  while (stream->Read(&row)) listing.Add(row, Row(row));
  absl::Status status = session.AggregatorStatus(stream->Finish());
  if (!status.ok()) return status;
  listing.Finish();
  if (listing.size() == 0) std::cerr << "nianbao: no observations\n";
  return ExitCode::kOk;
}

}  // namespace

void AddObservations(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "observations", "List single figures with the sentences they stand in");
  AddSelectionOptions(*command, options->selection);
  command->add_flag("--erroneous", options->erroneous,
                    "Count figures that contradict others, too");
  command->add_flag("--all", options->all,
                    "Also figures that statistics do not count");
  AddFormatOption(*command, options->format, /*csv=*/true);
  command->footer(kFooter);
  command->callback(
      [=, &session] { session.outcome = Observations(session, *options); });
}

}  // namespace nianbao
