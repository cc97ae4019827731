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

struct DocumentFiles {
  // Absolute paths, sorted within each argument, each once.
  std::vector<std::string> files;
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
// its matches; any other file is taken whatever its name.
DocumentFiles FindDocuments(const std::vector<std::string>& paths);

// A document whose source is its absolute path. INVALID_ARGUMENT when
// that is not UTF-8, NOT_FOUND, RESOURCE_EXHAUSTED when larger than
// kMaxFileBytes, or the error of reading.
absl::StatusOr<v1::Document> ReadDocument(const std::string& path);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_DOCUMENTS_DOCUMENTS_H_
