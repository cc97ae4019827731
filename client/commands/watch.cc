// nianbao watch: statistics as they change.

#include <algorithm>
#include <iostream>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "client/asking/command.h"
#include "client/asking/output_options.h"
#include "client/asking/query_options.h"
#include "client/asking/selection.h"
#include "client/calls/interrupt.h"
#include "client/calls/queries.h"
#include "client/commands/commands.h"
#include "client/output/formats/format.h"
#include "client/output/rows/statistics_rows.h"
#include "client/watch/watch_printer.h"

namespace nianbao::client {
namespace {

constexpr char kWatchFooter[] =
    R"(Prints the statistics, then each row that an upload or a deletion changes, until
Ctrl-C. In a table each row begins with the moment it came at, and "removed"
marks a group that has no row any more. With jsonl each line is one message:
rows as "statistics", groups as "removed", and "complete" when the lines so far
are the whole of one state of the store. An aggregator that ends or restarts is
asked again until it answers; what has been printed is not repeated, and what has
changed meanwhile comes then.

Examples:
  nianbao watch --indicator reconsideration.accepted --level county
  nianbao watch --indicator litigation --by province --format jsonl)";

constexpr Format kWatchFormats[] = {Format::kTable, Format::kJsonLines};

// The pauses before a stream that ended is asked for anew: the first is what an
// aggregator takes to restart, each further one is twice as long, and the last
// bounds how late a watch notices one that was away for long.
constexpr absl::Duration kFirstPause = absl::Seconds(1);
constexpr absl::Duration kLongestPause = absl::Seconds(30);

struct WatchOptions {
  SelectionOptions selection;
  GroupingOptions grouping;
  std::vector<double> quantiles;
  Format format = Format::kTable;
};

// Returns after `pause`, or at once when an interrupt comes.
void PauseUnlessInterrupted(absl::Duration pause) {
  absl::Notification interrupted;
  OnInterrupt on_interrupt([&] { interrupted.Notify(); });
  interrupted.WaitForNotificationWithTimeout(pause);
}

absl::StatusOr<ExitCode> Watch(const Session& session,
                               const WatchOptions& options) {
  absl::StatusOr<v1::Selection> selection =
      ResolveSelection(session, options.selection);
  if (!selection.ok()) return selection.status();
  v1::WatchStatisticsRequest request;
  v1::QueryStatisticsRequest& query = *request.mutable_query();
  *query.mutable_selection() = *std::move(selection);
  SetGrouping(options.grouping, query);
  for (double quantile : options.quantiles) query.add_probabilities(quantile);

  CatchInterrupt();
  WatchPrinter printer(std::cout, options.format,
                       StatisticsRows(options.quantiles));
  absl::Duration pause = kFirstPause;
  bool begun = false;
  while (true) {
    bool answered = false;
    const absl::Status ended = WatchAggregator(
        session, request, [&](v1::WatchStatisticsResponse& response) {
          answered = true;
          if (response.complete()) {
            request.set_resume_token(response.resume_token());
          }
          printer.Print(std::move(response));
          return static_cast<bool>(std::cout);
        });
    if (Interrupted()) return ExitCode::kInterrupted;
    // main() tells of output that cannot be written.
    if (!std::cout) return ExitCode::kFailed;
    begun |= answered;
    // Another version of the aggregator, or another copy of its store, cannot
    // go on from there, but can begin anew.
    if (!absl::IsUnavailable(ended) && !request.resume_token().empty()) {
      request.clear_resume_token();
      printer.BeginStream();
      continue;
    }
    // What never answered may have another address.
    if (!begun || !absl::IsUnavailable(ended)) return ended;
    if (request.resume_token().empty()) {
      printer.BeginStream();
    } else {
      printer.ResumeStream();
    }
    if (answered) pause = kFirstPause;
    std::cerr << absl::StrCat("nianbao: watching again in ",
                              absl::FormatDuration(pause), ": ",
                              ended.message(), "\n");
    PauseUnlessInterrupted(pause);
    if (Interrupted()) return ExitCode::kInterrupted;
    pause = std::min(2 * pause, kLongestPause);
  }
}

}  // namespace

void AddWatch(CLI::App& app, Session& session) {
  auto options = std::make_shared<WatchOptions>();
  Command command(app, "watch", "Print statistics again as they change");
  AddSelectionOptions(command, options->selection);
  command.Remove("--as-of");
  AddGroupingOptions(command, options->grouping);
  AddQuantileOption(command, options->quantiles);
  AddFormatOption(command, options->format, kWatchFormats);
  command.Run(kWatchFooter,
              [=, &session] { session.outcome = Watch(session, *options); });
}

}  // namespace nianbao::client
