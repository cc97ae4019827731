// Documents through the extractor.
#ifndef NIANBAO_CLIENT_DOCUMENTS_EXTRACTION_H_
#define NIANBAO_CLIENT_DOCUMENTS_EXTRACTION_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "client/calls/session.h"
#include "client/documents/documents.h"
#include "client/documents/tally.h"
#include "nianbao/v1/extractor_service.pb.h"

namespace nianbao::client {

// A stream carries at most this many documents, so that it may have a deadline
// and a service may take leave of old connections between streams; enough of
// them that opening a stream costs nothing beside.
inline constexpr size_t kDocumentsPerStream = 256;

// `files` in parts of at most kDocumentsPerStream.
std::vector<absl::Span<const DocumentFile>> StreamBatches(
    absl::Span<const DocumentFile> files);

struct ExtractionCallbacks {
  // Asks for the candidates of figures (ExtractReportsRequest.explain).
  bool explain = false;
  // Called before a document is sent; false leaves it out. On the caller's
  // thread.
  std::function<bool(const v1::Document&)> wanted;
  // Called with each report in the order of the files; false ends the run. On
  // another thread, one call at a time.
  std::function<bool(const DocumentFile& file, v1::Report& report)> on_report;
};

// Extracts `files`, at most kDocumentsPerStream of them, over one stream of
// `extractor`, a channel of `session`. A file that cannot be read, or that the
// extractor refuses, goes to `tally`. Stops early when interrupted. Returns the
// error of the stream, explained.
absl::Status ExtractBatch(const Session& session, const Channel& extractor,
                          absl::Span<const DocumentFile> files,
                          const ExtractionCallbacks& callbacks, Tally& tally);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_DOCUMENTS_EXTRACTION_H_
