// Rows of one kind, printed in the format that was asked for.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_ROW_PRINTER_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_ROW_PRINTER_H_

#include <memory>
#include <ostream>
#include <utility>

#include "absl/status/status.h"
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
  // `out` must outlive the printer.
  RowPrinter(std::ostream& out, Format format, RowKind<Row> kind,
             FactScope scope = {})
      : kind_(std::move(kind)),
        scope_(std::move(scope)),
        listing_(out, format, Heads(kind_.columns)),
        facts_(MakeFactWriter(out, format, kind_.flow, scope_)) {}

  // An error ends the output; it is not complete then.
  absl::Status Add(const Row& row) {
    ++size_;
    if (facts_ == nullptr) {
      listing_.Add(row, Cells(kind_.columns, row));
      return absl::OkStatus();
    }
    for (const Fact& fact : Facts(kind_, row, scope_)) {
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
  const RowKind<Row> kind_;
  const FactScope scope_;
  Listing listing_;
  const std::unique_ptr<FactWriter> facts_;
  size_t size_ = 0;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_ROWS_ROW_PRINTER_H_
