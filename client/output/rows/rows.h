// Rows of queries, in whichever format was asked for.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_ROWS_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_ROWS_H_

#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/calls/session.h"
#include "client/output/formats/fact_writer.h"
#include "client/output/formats/listing.h"
#include "client/output/rows/fact.h"

namespace nianbao::client {

// How a kind of row is shown.
template <typename Row>
struct RowView {
  Flow flow;
  // `cells` has an entry for each.
  std::vector<Column> columns;
  std::function<std::vector<Cell>(const Row&)> cells;
  std::function<std::vector<Fact>(const Row&, const FactScope&)> facts;
};

// Empty for formats that Listing prints. Asks the aggregator for the names that
// the format shows.
absl::StatusOr<FactScope> MakeFactScope(const Session& session, Format format,
                                        const v1::Selection& selection);

// INVALID_ARGUMENT for a fact that no year or range of years goes with.
absl::Status CheckPeriod(const Fact& fact);

// Prints rows as they come. Not thread-safe.
template <typename Row>
class RowPrinter {
 public:
  // `out` must outlive the printer.
  RowPrinter(std::ostream& out, Format format, RowView<Row> view,
             FactScope scope)
      : view_(std::move(view)),
        scope_(std::move(scope)),
        listing_(out, format, view_.columns),
        facts_(MakeFactWriter(out, format, view_.flow, scope_)) {}

  absl::Status Add(const Row& row) {
    ++size_;
    if (facts_ == nullptr) {
      listing_.Add(row, view_.cells(row));
      return absl::OkStatus();
    }
    for (const Fact& fact : view_.facts(row, scope_)) {
      absl::Status status = CheckPeriod(fact);
      if (status.ok()) status = facts_->Add(fact);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  // Must be the last call.
  void Finish() {
    listing_.Finish();
    if (facts_ != nullptr) facts_->Finish();
  }

  // Rows added.
  size_t size() const { return size_; }

 private:
  const RowView<Row> view_;
  const FactScope scope_;
  Listing listing_;
  const std::unique_ptr<FactWriter> facts_;
  size_t size_ = 0;
};

// Asks the aggregator by `method`, a streaming call of its stub, and prints the
// rows that come; rows(response) are those of one message. Nothing is printed
// when the query fails before its first row.
template <typename Request, typename Response, typename Row, typename Rows>
absl::StatusOr<ExitCode> PrintQuery(
    const Session& session, Format format, const Request& request,
    std::unique_ptr<grpc::ClientReader<Response>> (
        v1::AggregatorService::Stub::*method)(grpc::ClientContext*,
                                              const Request&),
    Rows rows, RowView<Row> view) {
  absl::StatusOr<FactScope> scope =
      MakeFactScope(session, format, request.selection());
  if (!scope.ok()) return scope.status();
  RowPrinter<Row> printer(std::cout, format, std::move(view),
                          *std::move(scope));
  const auto stub = session.Aggregator();
  grpc::ClientContext context;
  SetDeadline(context, kQueryDeadline);
  const auto stream = ((*stub).*method)(&context, request);
  absl::Status printed;
  Response response;
  while (printed.ok() && stream->Read(&response)) {
    for (const Row& row : rows(response)) {
      printed = printer.Add(row);
      if (!printed.ok()) break;
    }
  }
  if (!printed.ok()) context.TryCancel();
  const grpc::Status status = stream->Finish();
  if (!printed.ok()) return printed;
  if (!status.ok()) return session.AggregatorStatus(status);
  printer.Finish();
  if (printer.size() == 0) std::cerr << "nianbao: no observations\n";
  return ExitCode::kOk;
}

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_ROWS_ROWS_H_
