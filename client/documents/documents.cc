// From the arguments of a command to files, in steps for each argument:
//
//   -               standard input
//   reports/        is a folder: its documents in and below it, by their names
//   pages.zip       is an archive: its members, by their names
//   a.txt           is there: taken, whatever its name
//   pages.zip/a.txt leads into an archive: taken
//   pages/**/*.html is not there: the pattern's matches, each as above
//
// What exists comes before what matches, so that a file with a bracket in its
// name is found. Paths are made absolute and a set of those seen leaves each
// file in once, at its first place: that in the manifest, if there is one, so
// that what it says of a file holds. Links to folders are not followed, so that
// a walk ends; it takes time linear in the entries of the folders, and holds
// their paths. Members keep the order of their archive, in which they are read
// without going back.

#include "client/documents/documents.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "client/archives/archive_reader.h"
#include "client/archives/member_path.h"
#include "client/documents/pattern.h"

namespace nianbao::client {
namespace {

namespace fs = std::filesystem;

bool LooksLikeDocument(absl::string_view path) {
  static const auto* const kExtensions = new absl::flat_hash_set<std::string>{
      ".txt", ".htm",   ".html", ".shtml", ".xhtml",
      ".mht", ".mhtml", ".pdf",  ".docx",  ".odt"};
  const std::string name =
      absl::AsciiStrToLower(fs::path(std::string(path)).filename().string());
  const fs::path unpacked(std::string(absl::StripSuffix(name, ".gz")));
  return kExtensions->contains(unpacked.extension().string());
}

// True for names that begin with a dot, as `ls` leaves them out.
bool IsHidden(const fs::path& path) {
  return path.filename().string().front() == '.';
}

// The same for a member and the folders that it is in.
bool IsHiddenMember(absl::string_view name) {
  return absl::StartsWith(name, ".") || absl::StrContains(name, "/.");
}

// Collects the files of one command. `Add` takes an argument of it.
class Finder {
 public:
  explicit Finder(std::vector<DocumentFile> known) {
    for (const DocumentFile& file : known) seen_.insert(file.path);
    found_.files = std::move(known);
  }

  void Add(const std::string& argument) {
    const size_t failures = found_.failures.size();
    named_ = 0;
    if (!AddNamed(argument)) {
      const std::vector<std::string> matches = MatchPattern(argument);
      for (const std::string& match : matches) AddExisting(match);
      if (matches.empty()) {
        Fail(argument, absl::NotFoundError("no such file or folder"));
      }
    }
    if (named_ == 0 && found_.failures.size() == failures) {
      Fail(argument, absl::NotFoundError("holds no file that can be read"));
    }
  }

  DocumentFiles Take() { return std::move(found_); }

 private:
  // False when there is nothing of that name.
  bool AddNamed(const std::string& path) {
    std::error_code error;
    if (path == kStandardInput) {
      AddPath(path);
    } else if (fs::exists(path, error)) {
      AddExisting(path);
    } else if (!ArchiveOfPath(path).empty()) {
      AddFile(path);
    } else {
      return false;
    }
    return true;
  }

  void AddExisting(const std::string& path) {
    std::error_code error;
    if (fs::is_directory(path, error)) {
      AddFolder(path);
    } else if (IsArchiveName(path)) {
      AddArchive(path);
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
        files.push_back(entry->path());
      }
    }
    if (error) Fail(folder, absl::PermissionDeniedError(error.message()));
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) {
      if (IsArchiveName(file)) {
        AddArchive(file);
      } else if (LooksLikeDocument(file)) {
        AddFile(file);
      } else {
        PassOver(Absolute(file));
      }
    }
  }

  void AddArchive(const std::string& file) {
    const std::string path = Absolute(file);
    std::vector<std::string> members, passed_over;
    const absl::Status status = ListMembers(path, members, passed_over);
    if (!status.ok()) {
      Fail(path, status);
      return;
    }
    for (std::string& member : members) AddPath(std::move(member));
    for (std::string& member : passed_over) PassOver(std::move(member));
  }

  // The paths of the members of an archive that are documents, and of others.
  static absl::Status ListMembers(const std::string& path,
                                  std::vector<std::string>& members,
                                  std::vector<std::string>& passed_over) {
    absl::StatusOr<std::unique_ptr<ArchiveReader>> archive =
        ArchiveReader::OpenFile(path);
    if (!archive.ok()) return archive.status();
    for (;;) {
      const absl::StatusOr<bool> found = (*archive)->Next();
      if (!found.ok()) return found.status();
      if (!*found) return absl::OkStatus();
      const std::string name = MemberName((*archive)->name());
      if (IsHiddenMember(name)) continue;
      // One that leads out of the archive is shown by the name that it has.
      const bool wanted = !name.empty() && LooksLikeDocument(name);
      (wanted ? members : passed_over)
          .push_back(absl::StrCat(path, "/",
                                  name.empty() ? (*archive)->name() : name));
    }
  }

  void AddFile(const std::string& file) { AddPath(Absolute(file)); }

  void AddPath(std::string path) {
    ++named_;
    if (seen_.insert(path).second) {
      found_.files.push_back({.path = std::move(path)});
    }
  }

  void PassOver(std::string path) {
    if (seen_.insert(path).second) {
      found_.passed_over.push_back(std::move(path));
    }
  }

  void Fail(const std::string& path, absl::Status status) {
    found_.failures.push_back({path, std::move(status)});
  }

  static std::string Absolute(const std::string& path) {
    return fs::absolute(path).lexically_normal();
  }

  DocumentFiles found_;
  // The paths of the files, and of those passed over.
  absl::flat_hash_set<std::string> seen_;
  // Files that the argument at hand names, those seen before included.
  int named_ = 0;
};

}  // namespace

DocumentFiles FindDocuments(const std::vector<std::string>& paths,
                            std::vector<DocumentFile> known) {
  Finder finder(std::move(known));
  for (const std::string& path : paths) finder.Add(path);
  return finder.Take();
}

}  // namespace nianbao::client
