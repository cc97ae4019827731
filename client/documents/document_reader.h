// What is in the files of a command.
#ifndef NIANBAO_CLIENT_DOCUMENTS_DOCUMENT_READER_H_
#define NIANBAO_CLIENT_DOCUMENTS_DOCUMENT_READER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "client/archives/archive_reader.h"
#include "client/documents/documents.h"
#include "nianbao/v1/extractor_service.pb.h"

namespace nianbao::client {

// Largest file read, in bytes, and largest text that one may become: the
// largest document the extractor takes.
inline constexpr size_t kMaxFileBytes = 32 << 20;

// Reads files one after the other. An archive stays open from one member to the
// next, so that all of its members take one pass in its order. Not thread-safe.
class DocumentReader {
 public:
  // A document as the extractor takes it: text and pages as they are, other
  // formats converted (client/conversion/conversion.h). Its source is its URL,
  // else that of its path (client/output/paths.h); of standard input "stdin:"
  // with the first 16 digits of the content's SHA-256. NOT_FOUND,
  // RESOURCE_EXHAUSTED when larger than kMaxFileBytes before or after
  // conversion, INVALID_ARGUMENT when it is damaged, encrypted or a scan, or
  // the error of reading.
  absl::StatusOr<v1::Document> Read(const DocumentFile& file);

 private:
  absl::StatusOr<std::string> ReadBytes(const std::string& path);
  absl::StatusOr<std::string> ReadMember(const std::string& archive,
                                         const std::string& member);
  // Goes on in the archive to the member; false when it ends before.
  absl::StatusOr<bool> Find(const std::string& member);

  // The archive at hand, and its path; null before the first, and after an
  // error.
  std::unique_ptr<ArchiveReader> archive_;
  std::string archive_path_;
  // How often it was begun anew.
  int reopened_ = 0;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_DOCUMENTS_DOCUMENT_READER_H_
