// A query's way from the request to printed rows.
#ifndef NIANBAO_CLIENT_COMMANDS_PRINT_QUERY_H_
#define NIANBAO_CLIENT_COMMANDS_PRINT_QUERY_H_

#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "client/asking/output_options.h"
#include "client/calls/queries.h"
#include "client/calls/session.h"
#include "client/output/destination.h"
#include "client/output/formats/fact.h"
#include "client/output/formats/format.h"
#include "client/output/rows/row_printer.h"

namespace nianbao::client {

// What rows of a query leave unsaid. Asks the aggregator for the names that the
// format shows.
absl::StatusOr<FactScope> MakeFactScope(const Session& session, Format format,
                                        const v1::Selection& selection);

// Says in `scope` which dimensions of departments `dimensions` name: rows over
// mixed levels are split by no others.
void SplitOnlyBy(const google::protobuf::RepeatedField<int>& dimensions,
                 FactScope& scope);

// Asks the aggregator and prints the rows that come; rows(response) are those
// of one message. Nothing is printed when the query fails before its first row.
template <typename Response, typename Request, typename Row, typename Rows>
absl::StatusOr<ExitCode> PrintQuery(const Session& session,
                                    const OutputOptions& options,
                                    const Request& request, RowKind<Row> kind,
                                    Rows rows) {
  absl::StatusOr<FactScope> scope =
      MakeFactScope(session, options.format, request.selection());
  if (!scope.ok()) return scope.status();
  // Requests without the field never mix.
  if constexpr (requires { request.mix_levels(); }) {
    if (request.mix_levels()) SplitOnlyBy(request.group_by(), *scope);
  }
  absl::StatusOr<std::unique_ptr<Destination>> to = OpenDestination(options);
  if (!to.ok()) return to.status();
  absl::StatusOr<RowPrinter<Row>> printer =
      RowPrinter<Row>::Create((*to)->stream(), (*to)->screen(), options,
                              std::move(kind), *std::move(scope));
  if (!printer.ok()) return printer.status();
  absl::Status printed;
  absl::Status asked =
      AskAggregator(session, request, [&](const Response& response) {
        for (const Row& row : rows(response)) {
          printed = printer->Add(row);
          if (!printed.ok()) return false;
        }
        return true;
      });
  if (!printed.ok()) return printed;
  if (!asked.ok()) return asked;
  printed = printer->Finish();
  if (printed.ok()) printed = (*to)->Close();
  if (!printed.ok()) return printed;
  if (printer->size() == 0) {
    PrintNothingFound("no observations", "没有符合条件的数字");
  }
  return ExitCode::kOk;
}

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_PRINT_QUERY_H_
