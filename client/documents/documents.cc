// From the arguments of a command to files, in three steps for each argument:
//
//   reports/        is a folder: its documents in and below it, by their names
//   a.txt           is there: taken, whatever its name
//   pages/*.html    is not there: the pattern's matches, each as above
//
// What exists comes before what matches, so that a file with a bracket in its
// name is found; patterns are for callers that start the command without a
// shell, and for more files than a command line holds. Paths are made absolute
// and a set of those seen leaves each file in once, at its first place: that in
// the manifest, if there is one, so that what it says of a file holds. Links
// to folders are not followed, so that a walk ends; it takes time linear in the
// entries of the folders, and holds their paths.

#include "client/documents/documents.h"

#include <glob.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "client/output/paths.h"

namespace nianbao::client {
namespace {

namespace fs = std::filesystem;

bool LooksLikeDocument(const fs::path& path) {
  static const auto* const kExtensions = new absl::flat_hash_set<std::string>{
      ".txt", ".htm", ".html", ".shtml", ".xhtml", ".mht", ".mhtml"};
  return kExtensions->contains(
      absl::AsciiStrToLower(path.extension().string()));
}

// True for names that begin with a dot, as `ls` leaves them out.
bool IsHidden(const fs::path& path) {
  return path.filename().string().front() == '.';
}

// The files and folders that `pattern` matches, sorted.
std::vector<std::string> Matches(const std::string& pattern) {
  std::vector<std::string> matches;
  glob_t found = {};
  if (glob(pattern.c_str(), 0, nullptr, &found) == 0) {
    matches.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  }
  globfree(&found);
  return matches;
}

// Collects the files of one command. `Add` takes an argument of it.
class Finder {
 public:
  explicit Finder(std::vector<DocumentFile> known) {
    for (const DocumentFile& file : known) seen_.insert(file.path);
    found_.files = std::move(known);
  }

  void Add(const std::string& path) {
    std::error_code error;
    if (fs::exists(path, error)) {
      AddExisting(path);
      return;
    }
    std::vector<std::string> matches = Matches(path);
    if (matches.empty()) {
      found_.failures.push_back(
          {path, absl::NotFoundError("no such file or folder")});
    }
    for (const std::string& match : matches) AddExisting(match);
  }

  DocumentFiles Take() { return std::move(found_); }

 private:
  void AddExisting(const std::string& path) {
    std::error_code error;
    if (fs::is_directory(path, error)) {
      AddFolder(path);
    } else {
      AddFile(path);
    }
  }

  void AddFolder(const std::string& folder) {
    std::vector<std::string> files;
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, error);
    for (; !error && entry != fs::recursive_directory_iterator();
         entry.increment(error)) {
      std::error_code ignored;
      if (IsHidden(entry->path())) {
        entry.disable_recursion_pending();
      } else if (entry->is_regular_file(ignored)) {
        if (LooksLikeDocument(entry->path())) {
          files.push_back(entry->path());
        } else {
          ++found_.passed_over;
        }
      }
    }
    if (error) {
      found_.failures.push_back(
          {folder, absl::PermissionDeniedError(error.message())});
    }
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) AddFile(file);
  }

  void AddFile(const std::string& file) {
    std::string path = fs::absolute(file).lexically_normal();
    if (seen_.insert(path).second) {
      found_.files.push_back({.path = std::move(path)});
    }
  }

  DocumentFiles found_;
  // The absolute paths of `found_.files`.
  absl::flat_hash_set<std::string> seen_;
};

}  // namespace

DocumentFiles FindDocuments(const std::vector<std::string>& paths,
                            std::vector<DocumentFile> known) {
  Finder finder(std::move(known));
  for (const std::string& path : paths) finder.Add(path);
  return finder.Take();
}

absl::StatusOr<v1::Document> ReadDocument(const DocumentFile& file) {
  errno = 0;
  std::ifstream stream(file.path, std::ios::binary);
  if (!stream) return absl::ErrnoToStatus(errno, "cannot open");
  std::string content;
  // Reports have 5 to 60 KB: most are read in one step.
  char chunk[64 << 10];
  while (stream.read(chunk, sizeof(chunk)), stream.gcount() > 0) {
    content.append(chunk, stream.gcount());
    if (content.size() > kMaxFileBytes) {
      return absl::ResourceExhaustedError(
          absl::StrCat("larger than ", kMaxFileBytes, " bytes"));
    }
  }
  if (stream.bad()) return absl::ErrnoToStatus(errno, "cannot read");
  v1::Document document;
  document.set_source_uri(file.url.empty() ? SourceOfPath(file.path)
                                           : file.url);
  document.set_content(std::move(content));
  *document.mutable_hints() = file.hints;
  return document;
}

}  // namespace nianbao::client
