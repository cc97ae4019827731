// Documents through the extractor into the aggregator.
#ifndef NIANBAO_CLIENT_DOCUMENTS_INGESTION_H_
#define NIANBAO_CLIENT_DOCUMENTS_INGESTION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "client/calls/session.h"
#include "client/documents/documents.h"
#include "client/documents/extraction.h"
#include "client/documents/tally.h"
#include "nianbao/v1/aggregator_service.pb.h"
#include "nianbao/v1/extractor_service.pb.h"

namespace nianbao::client {

// A document that is stored.
struct StoredDocument {
  // SHA-256 of its bytes, in hex.
  std::string digest;
  // What the report of it says of itself.
  v1::Hints head;
};

// Documents by their sources.
using StoredContent = absl::flat_hash_map<std::string, StoredDocument>;

// Reads from the aggregator what is stored.
absl::StatusOr<StoredContent> ListStored(const Session& session);

struct IngestionOptions {
  // Documents that are no report are stored, too.
  bool keep_all = false;
  // Documents under way at once to either service.
  size_t jobs = kMaxUnanswered;
};

// One run over many documents. Not thread-safe.
//
//   Ingestion ingestion(session, *std::move(stored), options, tally);
//   for (absl::Span<const DocumentFile> batch : StreamBatches(files)) {
//     absl::Status status = ingestion.Ingest(batch);
//     if (!status.ok()) break;
//   }
//   std::cout << ingestion.Summary();
class Ingestion {
 public:
  // Leaves out documents that are in `stored`, whose source and content are as
  // they were and whose hints it fulfils, and copies of those whose files are
  // still there. `session` and `tally` must outlive the ingestion.
  Ingestion(const Session& session, StoredContent stored,
            const IngestionOptions& options, Tally& tally);

  // Extracts and stores what a stream carries. Files that fail go to the tally;
  // returns the error of a stream.
  absl::Status Ingest(absl::Span<const DocumentFile> files);

  // "12 stored (11 new, 1 replaced), 3 unchanged, 0 failed", and ", 2 no
  // reports" where there are any.
  std::string Summary() const;

  // A document that is no report, and why.
  struct NoReport {
    // Readable (client/output/paths.h).
    std::string path;
    std::string reason;
  };
  // In the order of the files.
  const std::vector<NoReport>& no_reports() const { return no_reports_; }

 private:
  // Whether the document is to be sent; counts it when it is not.
  bool Wanted(const v1::Document& document);
  // Whether the report of the file is to be stored; notes what is no report.
  bool Keeps(const DocumentFile& file, const v1::Report& report);
  // Counts an answer of the aggregator.
  void Acknowledge(const v1::UploadReportsResponse& response);

  const Session& session_;
  const Channel aggregator_;
  const StoredContent stored_;
  // The sources of stored_ by their digests.
  absl::flat_hash_map<std::string, std::string> sources_;
  const IngestionOptions options_;
  Tally& tally_;
  Extraction extraction_;
  // Noted on the extraction's reading thread; read after.
  std::vector<NoReport> no_reports_;
  // Counted on the upload's reading thread; read after.
  int64_t created_ = 0;
  int64_t replaced_ = 0;
  int64_t uploaded_unchanged_ = 0;
  // Counted on the thread that reads the files.
  int64_t left_out_ = 0;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_DOCUMENTS_INGESTION_H_
