// Rows of one kind, printed in the format that was asked for.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_ROW_PRINTER_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_ROW_PRINTER_H_

#include <memory>
#include <ostream>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/output/formats/fact_file.h"
#include "client/output/formats/listing.h"
#include "client/output/rows/row_kind.h"

namespace nianbao::client {

// INVALID_ARGUMENT for a fact that no year or range of years goes with.
absl::Status CheckPeriod(const Fact& fact);

// Prints rows as they come. Not thread-safe.
template <typename Row>
class RowPrinter {
 public:
  // INVALID_ARGUMENT as Listing's. `screen` is that of `out`, which must
  // outlive the printer.
  static absl::StatusOr<RowPrinter> Create(std::ostream& out,
                                           const Screen& screen,
                                           const OutputOptions& options,
                                           RowKind<Row> kind,
                                           FactScope scope = {}) {
    absl::StatusOr<Listing> listing =
        Listing::Create(out, screen, options, Heads(kind.columns));
    if (!listing.ok()) return listing.status();
    std::unique_ptr<FactWriter> facts =
        MakeFactWriter(out, options.format, kind.flow, scope);
    return RowPrinter(std::move(kind), std::move(scope), *std::move(listing),
                      std::move(facts));
  }

  // An error ends the output; it is not complete then.
  absl::Status Add(const Row& row) {
    ++size_;
    if (facts_ == nullptr) return listing_.Add(row, Cells(kind_.columns, row));
    for (const Fact& fact : Facts(kind_, row, scope_)) {
      absl::Status status = CheckPeriod(fact);
      if (status.ok()) status = facts_->Add(fact);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  // Must be the last call.
  absl::Status Finish() {
    if (facts_ != nullptr) facts_->Finish();
    return listing_.Finish();
  }

  // Rows added.
  size_t size() const { return size_; }

 private:
  RowPrinter(RowKind<Row> kind, FactScope scope, Listing listing,
             std::unique_ptr<FactWriter> facts)
      : kind_(std::move(kind)),
        scope_(std::move(scope)),
        listing_(std::move(listing)),
        facts_(std::move(facts)) {}

  RowKind<Row> kind_;
  FactScope scope_;
  Listing listing_;
  // Null for formats of rows.
  std::unique_ptr<FactWriter> facts_;
  size_t size_ = 0;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_ROWS_ROW_PRINTER_H_
