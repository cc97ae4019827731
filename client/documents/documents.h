// Files named on the command line.
#ifndef NIANBAO_CLIENT_DOCUMENTS_DOCUMENTS_H_
#define NIANBAO_CLIENT_DOCUMENTS_DOCUMENTS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "nianbao/v1/extractor_service.pb.h"

namespace nianbao::client {

// The path that stands for standard input.
inline constexpr char kStandardInput[] = "-";

// A file, and what is known of it before it is read.
struct DocumentFile {
  // Absolute, or kStandardInput; not necessarily UTF-8. That of a member leads
  // into its archive (client/archives/member_path.h).
  std::string path;
  // Where the document was published; empty when that is not known.
  std::string url;
  v1::Hints hints;
};

struct DocumentFiles {
  // Those known beforehand, then those of each argument, each once: those of a
  // folder sorted, those of an archive as they stand in it.
  std::vector<DocumentFile> files;
  // Arguments that name nothing or nothing that can be read, folders that
  // cannot be read, archives that are damaged or too large.
  struct Failure {
    std::string path;
    absl::Status status;
  };
  std::vector<Failure> failures;
  // Files in folders and archives that are no documents by their names, each
  // once; absolute.
  std::vector<std::string> passed_over;
};

// Finds the files that `paths` name. A folder gives the documents in and below
// it, by their names: .txt, .htm, .html, .shtml, .xhtml, .mht, .mhtml, .pdf,
// .docx, .odt, each of them also with .gz behind, and what is in .zip, .tar,
// .tar.gz and .tgz; hidden files and links to folders are left out. An archive
// gives its documents likewise, but no archives within it, and none of them
// where it has more than kMaxMembers members or kMaxUnpackedBytes of them
// (client/archives/archive_reader.h). A pattern that the shell left alone
// (pattern.h) gives its matches; "-" is standard input; any other file is taken
// whatever its name. `known` are files that a manifest names, each once
// (manifest.h).
DocumentFiles FindDocuments(const std::vector<std::string>& paths,
                            std::vector<DocumentFile> known = {});

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_DOCUMENTS_DOCUMENTS_H_
