// Documents through the extractor into the aggregator.
#ifndef NIANBAO_CLIENT_DOCUMENTS_INGESTION_H_
#define NIANBAO_CLIENT_DOCUMENTS_INGESTION_H_

#include <cstdint>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "client/calls/session.h"
#include "client/documents/tally.h"
#include "nianbao/v1/aggregator_service.pb.h"
#include "nianbao/v1/extractor_service.pb.h"

namespace nianbao::client {

// The digests (SHA-256, in hex) of the documents stored, by their sources.
using StoredContent = absl::flat_hash_map<std::string, std::string>;

// Reads from the aggregator what is stored.
absl::StatusOr<StoredContent> ListStored(const Session& session);

// One run over many documents. Not thread-safe.
//
//   Ingestion ingestion(session, *std::move(stored), tally);
//   for (absl::Span<const std::string> batch : StreamBatches(files)) {
//     absl::Status status = ingestion.Ingest(batch);
//     if (!status.ok()) break;
//   }
//   std::cout << ingestion.Summary();
class Ingestion {
 public:
  // Leaves out documents that are in `stored`, whose source and content are as
  // they were, and copies of those whose files are still there. `session` and
  // `tally` must outlive the ingestion.
  Ingestion(const Session& session, StoredContent stored, Tally& tally);

  // Extracts and stores at most kDocumentsPerStream files. Those that fail go
  // to the tally; returns the error of a stream.
  absl::Status Ingest(absl::Span<const std::string> files);

  // "12 stored (11 new, 1 replaced), 3 unchanged, 0 failed".
  std::string Summary() const;

 private:
  // Whether the document is to be sent; counts it when it is not.
  bool Wanted(const v1::Document& document);
  // Counts an answer of the aggregator.
  void Acknowledge(const v1::UploadReportsResponse& response);

  const Session& session_;
  const Channel extractor_;
  const Channel aggregator_;
  const StoredContent stored_;
  // The sources of stored_ by their digests.
  absl::flat_hash_map<std::string, std::string> sources_;
  Tally& tally_;
  // Counted on the upload's reading thread; read after.
  int64_t created_ = 0;
  int64_t replaced_ = 0;
  int64_t uploaded_unchanged_ = 0;
  // Counted on the thread that reads the files.
  int64_t left_out_ = 0;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_DOCUMENTS_INGESTION_H_
