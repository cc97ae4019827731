// Files named on the command line, and what is in them.
#ifndef NIANBAO_CLIENT_DOCUMENTS_DOCUMENTS_H_
#define NIANBAO_CLIENT_DOCUMENTS_DOCUMENTS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/v1/extractor_service.pb.h"

namespace nianbao::client {

// Largest file read, in bytes: the largest document the extractor takes.
inline constexpr size_t kMaxFileBytes = 32 << 20;

// A file, and what is known of it before it is read.
struct DocumentFile {
  // Absolute; not necessarily UTF-8.
  std::string path;
  // Where the document was published; empty when that is not known.
  std::string url;
  v1::Hints hints;
};

struct DocumentFiles {
  // Those known beforehand, then those of each argument, sorted within it; each
  // once.
  std::vector<DocumentFile> files;
  // Arguments that name nothing, and folders that cannot be read.
  struct Failure {
    std::string path;
    absl::Status status;
  };
  std::vector<Failure> failures;
  // Files in folders that are neither text nor HTML by their names.
  int passed_over = 0;
};

// Finds the files that `paths` name. A folder gives the .txt, .htm, .html,
// .shtml, .xhtml, .mht and .mhtml files in and below it, hidden ones and links
// to folders left out; a pattern that the shell left alone (*, ?, [...]) gives
// its matches; any other file is taken whatever its name. `known` are files
// that a manifest names, each once (manifest.h).
DocumentFiles FindDocuments(const std::vector<std::string>& paths,
                            std::vector<DocumentFile> known = {});

// A document whose source is its URL, else that of its path
// (client/output/paths.h). NOT_FOUND, RESOURCE_EXHAUSTED when larger than
// kMaxFileBytes, or the error of reading.
absl::StatusOr<v1::Document> ReadDocument(const DocumentFile& file);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_DOCUMENTS_DOCUMENTS_H_
