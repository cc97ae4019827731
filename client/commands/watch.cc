// nianbao watch: statistics as they change.

#include <algorithm>
#include <iostream>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "client/asking/group.h"
#include "client/asking/query_options.h"
#include "client/asking/selection.h"
#include "client/calls/interrupt.h"
#include "client/commands/commands.h"
#include "client/output/formats/json.h"
#include "client/output/formats/table.h"
#include "client/output/rows/statistics_rows.h"
#include "client/output/rows/told_rows.h"

namespace nianbao::client {
namespace {

constexpr char kFooter[] =
    R"(Prints the statistics, then each row that an upload or a deletion changes, until
Ctrl-C. In a table each row begins with the moment it came at, and "removed"
marks a group that has no row any more. With jsonl each line is one message:
rows as "statistics", groups as "removed", and "complete" when the lines so far
are the whole of one state of the store. An aggregator that ends or restarts is
asked again until it answers; what has been printed is not repeated.

Examples:
  nianbao watch --indicator reconsideration.accepted --level county
  nianbao watch --indicator litigation --by province --format jsonl)";

constexpr Format kFormats[] = {Format::kTable, Format::kJsonLines};

// Before a stream that ended is asked for anew; twice as long each time.
constexpr absl::Duration kFirstPause = absl::Seconds(1);
constexpr absl::Duration kLongestPause = absl::Seconds(30);

struct Options {
  SelectionOptions selection;
  GroupingOptions grouping;
  std::vector<double> quantiles;
  Format format = Format::kTable;
};

// Prints what comes. Not thread-safe.
class WatchPrinter {
 public:
  WatchPrinter(std::ostream& out, Format format, RowView<v1::Statistics> view)
      : out_(out),
        format_(format),
        view_(std::move(view)),
        table_(TableColumns(view_.columns)) {}

  // What comes next is of another stream, which tells all of it again.
  void BeginStream() { told_.BeginStream(); }

  void Print(v1::WatchStatisticsResponse response) {
    told_.KeepNews(response);
    const bool news =
        !response.statistics().empty() || !response.removed().empty();
    state_has_news_ |= news;
    if (!news && !(state_has_news_ && response.complete())) return;
    if (response.complete()) state_has_news_ = false;
    if (format_ == Format::kJsonLines) {
      out_ << ToJson(response) << "\n" << std::flush;
      return;
    }
    const std::string now = absl::FormatTime(
        "%Y-%m-%dT%H:%M:%S%Ez", absl::Now(), absl::LocalTimeZone());
    for (const v1::Statistics& row : response.statistics()) {
      Hold(now, "", view_.cells(row));
    }
    for (const v1::Group& group : response.removed()) {
      std::vector<Cell> cells = GroupCells(group);
      cells.resize(view_.columns.size());
      Hold(now, "removed", cells);
    }
    if (response.complete() || rows_.size() >= Listing::kRowsPerTable) {
      out_ << table_.Append(rows_) << std::flush;
      rows_.clear();
    }
  }

 private:
  static std::vector<Column> TableColumns(const std::vector<Column>& columns) {
    std::vector<Column> all = {{"time"}, {"state"}};
    all.insert(all.end(), columns.begin(), columns.end());
    return all;
  }

  void Hold(const std::string& time, const char* state,
            const std::vector<Cell>& cells) {
    std::vector<std::string> row = {time, state};
    for (const Cell& cell : cells) row.push_back(cell.readable);
    rows_.push_back(std::move(row));
  }

  std::ostream& out_;
  const Format format_;
  const RowView<v1::Statistics> view_;
  GrowingTable table_;
  ToldRows told_;
  // The first is told even if it is empty.
  bool state_has_news_ = true;
  // Until they make up a whole.
  std::vector<std::vector<std::string>> rows_;
};

// Until the stream ends, is interrupted or cannot be printed. `answered` is set
// once something came.
grpc::Status WatchOnce(const Session& session,
                       const v1::WatchStatisticsRequest& request,
                       WatchPrinter& printer, bool& answered) {
  auto stub = session.Aggregator();
  // Without a deadline: it lasts until it is interrupted.
  grpc::ClientContext context;
  OnInterrupt on_interrupt([&] { context.TryCancel(); });
  auto stream = stub->WatchStatistics(&context, request);
  v1::WatchStatisticsResponse response;
  while (std::cout && stream->Read(&response)) {
    answered = true;
    printer.Print(std::move(response));
  }
  if (!std::cout) context.TryCancel();
  return stream->Finish();
}

void PauseUnlessInterrupted(absl::Duration pause) {
  absl::Notification interrupted;
  OnInterrupt on_interrupt([&] { interrupted.Notify(); });
  interrupted.WaitForNotificationWithTimeout(pause);
}

absl::StatusOr<ExitCode> Watch(const Session& session, const Options& options) {
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
                       StatisticsView(options.quantiles));
  absl::Duration pause = kFirstPause;
  for (bool begun = false; true;) {
    bool answered = false;
    const grpc::Status status = WatchOnce(session, request, printer, answered);
    if (Interrupted()) return ExitCode::kInterrupted;
    // main() tells of output that cannot be written.
    if (!std::cout) return ExitCode::kFailed;
    const absl::Status explained =
        status.ok() ? absl::UnavailableError("the aggregator ended the stream")
                    : session.AggregatorStatus(status);
    begun |= answered;
    // What never answered may have another address.
    if (!begun || !absl::IsUnavailable(explained)) return explained;
    printer.BeginStream();
    if (answered) pause = kFirstPause;
    std::cerr << absl::StrCat("nianbao: watching again in ",
                              absl::FormatDuration(pause), ": ",
                              explained.message(), "\n");
    PauseUnlessInterrupted(pause);
    if (Interrupted()) return ExitCode::kInterrupted;
    pause = std::min(2 * pause, kLongestPause);
  }
}

}  // namespace

void AddWatch(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("watch", "Print statistics again as they change");
  AddSelectionOptions(*command, options->selection);
  command->remove_option(command->get_option("--as-of"));
  AddGroupingOptions(*command, options->grouping);
  AddQuantileOption(*command, options->quantiles);
  AddFormatOption(*command, options->format, kFormats);
  command->footer(kFooter);
  command->callback(
      [=, &session] { session.outcome = Watch(session, *options); });
}

}  // namespace nianbao::client
