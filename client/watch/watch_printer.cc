#include "client/watch/watch_printer.h"

#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "client/output/formats/json.h"
#include "client/output/formats/table_writer.h"
#include "client/output/rows/group.h"

namespace nianbao::client {
namespace {

std::vector<Column> WatchColumns(const RowKind<v1::Statistics>& kind) {
  std::vector<Column> all = {{"time"}, {"state"}};
  const std::vector<Column> heads = Heads(kind.columns);
  all.insert(all.end(), heads.begin(), heads.end());
  return all;
}

}  // namespace

WatchPrinter::WatchPrinter(std::ostream& out, Format format,
                           RowKind<v1::Statistics> kind)
    : out_(out),
      format_(format),
      kind_(std::move(kind)),
      columns_(WatchColumns(kind_)),
      table_(columns_) {}

void WatchPrinter::Print(v1::WatchStatisticsResponse response) {
  told_.KeepNews(response);
  // Of no use to who reads it: the command goes on by itself.
  response.clear_resume_token();
  const bool news =
      !response.statistics().empty() || !response.removed().empty();
  state_has_news_ |= news;
  if (!news && !(state_has_news_ && response.complete())) return;
  if (response.complete()) state_has_news_ = false;
  if (format_ == Format::kJsonLines) {
    out_ << ToJson(response) << "\n" << std::flush;
    return;
  }
  const std::string now = absl::FormatTime("%Y-%m-%dT%H:%M:%S%Ez", absl::Now(),
                                           absl::LocalTimeZone());
  for (const v1::Statistics& row : response.statistics()) {
    Hold(now, "", Cells(kind_.columns, row));
  }
  for (const v1::Group& group : response.removed()) {
    Hold(now, "removed", Cells(GroupColumns(), group));
  }
  if (response.complete() || rows_.size() >= TableWriter::kRowsPerTable) {
    out_ << table_.Append(rows_) << std::flush;
    rows_.clear();
  }
}

void WatchPrinter::Hold(const std::string& time, const char* state,
                        const std::vector<Cell>& cells) {
  std::vector<std::string> row = {time, state};
  for (const Cell& cell : cells) row.push_back(cell.readable);
  // A removed group has no cells beyond those that name it.
  row.resize(columns_.size());
  rows_.push_back(std::move(row));
}

}  // namespace nianbao::client
