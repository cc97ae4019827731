#include "client/asking/output_listing.h"

#include <utility>

#include "client/asking/output_options.h"

namespace nianbao::client {

absl::StatusOr<OutputListing> OutputListing::Open(const OutputOptions& options,
                                                  std::vector<Column> columns) {
  absl::StatusOr<std::unique_ptr<Destination>> to = OpenDestination(options);
  if (!to.ok()) return to.status();
  absl::StatusOr<Listing> listing = Listing::Create(
      (*to)->stream(), (*to)->screen(), options, std::move(columns));
  if (!listing.ok()) return listing.status();
  return OutputListing(*std::move(to), *std::move(listing));
}

OutputListing::OutputListing(std::unique_ptr<Destination> to, Listing listing)
    : to_(std::move(to)), listing_(std::move(listing)) {}

absl::Status OutputListing::Add(const google::protobuf::Message& message,
                                std::vector<Cell> cells) {
  return listing_.Add(message, std::move(cells));
}

absl::Status OutputListing::Finish() {
  absl::Status status = listing_.Finish();
  return status.ok() ? to_->Close() : status;
}

}  // namespace nianbao::client
