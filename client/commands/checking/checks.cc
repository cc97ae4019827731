// nianbao checks: numbers worth a second look, across reports.

#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "client/asking/command.h"
#include "client/asking/output_listing.h"
#include "client/asking/output_options.h"
#include "client/asking/query_options.h"
#include "client/asking/selection.h"
#include "client/calls/queries.h"
#include "client/commands/checking/check_rows.h"
#include "client/commands/checking/checking.h"

namespace nianbao::client {
namespace {

constexpr char kChecksFooter[] =
    R"(Each row is a figure, or a report, that others contradict. A check hides nothing:
the figure counts in all statistics; docs/CHECKS.md says what each looks for and
how often it errs.

  NEIGHBOUR_POWER     ten times or a tenth of the issuer's own years beside it
  PEER_POWER          powers of ten away from its peers' median: 万 lost, or twice
  RATE_OUTSIDE_PARTS  a rate that numerator and denominator of the year do not give
  SCOPE_CHANGED       two years of one issuer whose subjects are of other bodies
  COPIED_REPORT       the same sentences or figures in reports of two issuers; left
                      out where --indicator or --filter is given without --check

AGAINST is what the figure was held against. The number of rows of each check is
told at the end, on standard error.

Examples:
  nianbao checks
  nianbao checks --indicator litigation.cases --within 北京市
  nianbao checks --check rate_outside_parts --year 2023 --format csv
  nianbao checks --check copied_report --level county --format jsonl)";

struct ChecksOptions {
  SelectionOptions selection;
  std::vector<std::string> codes;
  int limit = 0;
  OutputOptions output;
};

// "peer-power" as the contract has it: PEER_POWER.
std::string Code(const std::string& word) {
  return absl::StrReplaceAll(absl::AsciiStrToUpper(word), {{"-", "_"}});
}

// "nianbao: 3 checks: 2 NEIGHBOUR_POWER, 1 PEER_POWER".
void PrintCounts(const std::map<std::string, int>& counts) {
  int all = 0;
  std::string of_codes;
  for (const auto& [code, count] : counts) {
    all += count;
    absl::StrAppend(&of_codes, of_codes.empty() ? ": " : ", ", count, " ",
                    code);
  }
  std::cerr << "nianbao: " << (all == 0 ? "no" : absl::StrCat(all))
            << (all == 1 ? " check" : " checks") << of_codes << "\n";
}

absl::StatusOr<ExitCode> Checks(const Session& session,
                                const ChecksOptions& options) {
  absl::StatusOr<v1::Selection> selection =
      ResolveSelection(session, options.selection);
  if (!selection.ok()) return selection.status();
  v1::QueryChecksRequest request;
  *request.mutable_selection() = *std::move(selection);
  for (const std::string& word : options.codes) request.add_codes(Code(word));
  request.set_limit(options.limit);

  const auto columns = CheckColumns();
  absl::StatusOr<OutputListing> listing =
      OutputListing::Open(options.output, Heads(columns));
  if (!listing.ok()) return listing.status();
  absl::Status printed;
  std::map<std::string, int> counts;
  const absl::Status asked = AskAggregator(
      session, request, [&](const v1::QueryChecksResponse& response) {
        for (const v1::Check& check : response.checks()) {
          printed = listing->Add(check, Cells(columns, check));
          if (!printed.ok()) return false;
          ++counts[check.diagnostic().code()];
        }
        return true;
      });
  if (!printed.ok()) return printed;
  if (!asked.ok()) return asked;
  printed = listing->Finish();
  if (!printed.ok()) return printed;
  PrintCounts(counts);
  return ExitCode::kOk;
}

}  // namespace

void AddChecks(CLI::App& app, Session& session) {
  auto options = std::make_shared<ChecksOptions>();
  Command command(app, "checks", "Numbers worth a second look across reports");
  AddSelectionOptions(command, options->selection);
  command.Remove("--kind");
  command.Remove("--derive");
  command
      .Add("--check", options->codes,
           "Only these checks, as below; several with commas")
      .Commas()
      .Type("CHECK");
  AddLimitOption(command, options->limit, "Rows to print at most");
  AddOutputOptions(command, options->output, kRowFormats);
  command.Run(kChecksFooter,
              [=, &session] { session.outcome = Checks(session, *options); });
}

}  // namespace nianbao::client
