// A listing together with the place that it goes to.
//
//   absl::StatusOr<OutputListing> listing =
//       OutputListing::Open(options.output, Heads(columns));
//   if (!listing.ok()) return listing.status();
//   absl::Status added = listing->Add(division, Cells(columns, division));
//   absl::Status finished = listing->Finish();
#ifndef NIANBAO_CLIENT_ASKING_OUTPUT_LISTING_H_
#define NIANBAO_CLIENT_ASKING_OUTPUT_LISTING_H_

#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/output/destination.h"
#include "client/output/formats/listing.h"

namespace nianbao::client {

// Rows to the file of the options, or to standard output. Not thread-safe.
class OutputListing {
 public:
  // Errors as OpenDestination's and Listing's.
  static absl::StatusOr<OutputListing> Open(const OutputOptions& options,
                                            std::vector<Column> columns);

  // As Listing::Add.
  absl::Status Add(const google::protobuf::Message& message,
                   std::vector<Cell> cells);

  // Prints what is held back; a file has its name then. Must be the last call.
  absl::Status Finish();

  // Rows added.
  size_t size() const { return listing_.size(); }
  // Whether what was printed could be written so far.
  bool IsWritable() { return static_cast<bool>(to_->stream()); }

 private:
  OutputListing(std::unique_ptr<Destination> to, Listing listing);

  std::unique_ptr<Destination> to_;
  Listing listing_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_OUTPUT_LISTING_H_
