// Documents through the extractor.
#ifndef NIANBAO_CLIENT_DOCUMENTS_EXTRACTION_H_
#define NIANBAO_CLIENT_DOCUMENTS_EXTRACTION_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "client/calls/session.h"
#include "client/documents/document_reader.h"
#include "client/documents/documents.h"
#include "client/documents/tally.h"
#include "nianbao/v1/extractor_service.pb.h"

namespace nianbao::client {

// A stream carries at most this many documents, so that it may have a deadline
// and a service may take leave of old connections between streams; enough of
// them that opening a stream costs nothing beside.
inline constexpr size_t kDocumentsPerStream = 256;
// Of which so many may be PDFs by their names: even if each takes all the time
// that it may (kMaxPdfTime), the stream ends before its deadline.
inline constexpr size_t kPdfsPerStream = 16;

// `files` in parts that a stream carries.
std::vector<absl::Span<const DocumentFile>> StreamBatches(
    absl::Span<const DocumentFile> files);

struct ExtractionOptions {
  // Documents under way at once.
  size_t max_unanswered = kMaxUnanswered;
  // Asks for the texts that the spans of reports speak of.
  bool include_text = false;
  // Asks for the candidates of figures.
  bool explain = false;
};

struct ExtractionCallbacks {
  // Called before a document is sent; false leaves it out. On the caller's
  // thread. Every document is wanted when left unset.
  std::function<bool(const v1::Document&)> wanted;
  // Called with each report in the order of the files, and with its text where
  // that was asked for; false ends the run. On another thread, one call at a
  // time.
  std::function<bool(const DocumentFile& file, v1::Report& report,
                     const std::string& text)>
      on_report;
};

// A run of documents through the extractor. Not thread-safe.
class Extraction {
 public:
  // `session` and `tally` must outlive the extraction.
  Extraction(const Session& session, const ExtractionOptions& options,
             Tally& tally);

  // Extracts `files`, at most what a stream carries, over one stream. A file
  // that cannot be read, or that the extractor refuses, goes to the tally.
  // Stops early when interrupted. Returns the error of the stream, explained.
  absl::Status Extract(absl::Span<const DocumentFile> files,
                       const ExtractionCallbacks& callbacks);

  // Extracts any number of files, stream after stream, up to the first that
  // breaks, and returns its error.
  absl::Status ExtractAll(absl::Span<const DocumentFile> files,
                          const ExtractionCallbacks& callbacks);

 private:
  const Session& session_;
  const Channel extractor_;
  const ExtractionOptions options_;
  Tally& tally_;
  // Keeps an archive open over all of its members.
  DocumentReader reader_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_DOCUMENTS_EXTRACTION_H_
