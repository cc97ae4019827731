// nianbao evidence: the sentence behind a figure.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "client/asking/command.h"
#include "client/asking/figure_id.h"
#include "client/asking/output_options.h"
#include "client/asking/query_options.h"
#include "client/commands/finding/evidence_view.h"
#include "client/commands/finding/finding.h"
#include "client/output/formats/listing.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::client {
namespace {

constexpr char kEvidenceFooter[] =
    R"(ID is what other commands have in the column OBSERVATION: the report, of which a
beginning that no other shares is enough, # and the number of the figure. The
sentence is as printed, its figure in brackets, between the sentences with figures
that stand next to it. JSON has the observation as `nianbao observations` has it.

Examples:
  nianbao evidence '110108-2020#4'
  nianbao evidence '110108-2020#4' '110105-2020#0' --format json)";

struct EvidenceOptions {
  std::vector<std::string> ids;
  OutputOptions output;
};

// What QueryObservations says of the figure, but for whether it counts.
v1::QueryObservationsResponse ObservationOf(const v1::Report& report,
                                            int index) {
  v1::QueryObservationsResponse observation;
  observation.set_report(report.name());
  observation.set_index(index);
  *observation.mutable_issuer() = report.issuer();
  observation.set_source_uri(report.source_uri());
  *observation.mutable_observation() = report.observations(index);
  return observation;
}

absl::StatusOr<ExitCode> ShowEvidence(const Session& session,
                                      const EvidenceOptions& options) {
  absl::StatusOr<std::unique_ptr<Destination>> to =
      OpenDestination(options.output);
  if (!to.ok()) return to.status();
  std::ostream& out = (*to)->stream();
  absl::StatusOr<Listing> listing =
      Listing::Create(out, (*to)->screen(), options.output, {});
  if (!listing.ok()) return listing.status();
  const bool as_text = options.output.format == Format::kTable;
  bool is_first = true;
  const auto print = [&](const v1::Report& report, int index) {
    const bool is_next = !std::exchange(is_first, false);
    if (!as_text) return listing->Add(ObservationOf(report, index), {});
    if (is_next) out << "\n";
    PrintEvidence(out, report, index);
    return absl::OkStatus();
  };
  absl::Status finished = ForEachFigure(session, options.ids, print);
  if (finished.ok() && !as_text) finished = listing->Finish();
  if (finished.ok()) finished = (*to)->Close();
  if (!finished.ok()) return finished;
  return ExitCode::kOk;
}

}  // namespace

void AddEvidence(CLI::App& app, Session& session) {
  auto options = std::make_shared<EvidenceOptions>();
  Command command(app, "evidence", "Print the sentence behind a figure");
  command.Add("ID", options->ids, "Observations, as other commands print them")
      .Required();
  AddReportOutputOptions(command, options->output);
  command.Run(kEvidenceFooter, [=, &session] {
    session.outcome = ShowEvidence(session, *options);
  });
}

}  // namespace nianbao::client
