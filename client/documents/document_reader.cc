// A member is looked for from where its archive was left, and once more from
// the begin when it is not found there: members come in the order of the
// archive, but for those that a manifest names in another one. After a damaged
// member the archive is begun anew, so that what is wrong with one costs no
// other; a bound on that keeps an archive of nothing but damage from taking
// quadratic time.
#include "client/documents/document_reader.h"

#include <cerrno>
#include <fstream>
#include <iostream>
#include <istream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "client/archives/member_path.h"
#include "client/conversion/conversion.h"
#include "client/output/paths.h"
#include "common/base/sha256.h"

namespace nianbao::client {
namespace {

// Of one archive: of its members that many may be damaged or out of order.
constexpr int kMaxReopenings = 1000;
// As many digits as stand in the names of reports.
constexpr size_t kSourceDigits = 16;

absl::StatusOr<std::string> ReadStream(std::istream& stream) {
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
  return content;
}

std::string SourceOf(const DocumentFile& file, absl::string_view content) {
  if (!file.url.empty()) return file.url;
  if (file.path != kStandardInput) return SourceOfPath(file.path);
  return absl::StrCat("stdin:", Sha256Hex(content).substr(0, kSourceDigits));
}

}  // namespace

absl::StatusOr<v1::Document> DocumentReader::Read(const DocumentFile& file) {
  absl::StatusOr<std::string> bytes = ReadBytes(file.path);
  if (!bytes.ok()) return bytes.status();
  absl::StatusOr<Readable> readable =
      ToReadable(*std::move(bytes), kMaxFileBytes);
  if (!readable.ok()) return readable.status();
  v1::Document document;
  document.set_source_uri(SourceOf(file, readable->content));
  document.set_content(std::move(readable->content));
  document.mutable_page_begins()->Add(readable->page_begins.begin(),
                                      readable->page_begins.end());
  *document.mutable_hints() = file.hints;
  return document;
}

absl::StatusOr<std::string> DocumentReader::ReadBytes(const std::string& path) {
  if (path == kStandardInput) return ReadStream(std::cin);
  const std::string archive = ArchiveOfPath(path);
  if (!archive.empty()) {
    return ReadMember(archive, path.substr(archive.size() + 1));
  }
  errno = 0;
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return absl::ErrnoToStatus(errno, "cannot open");
  return ReadStream(stream);
}

absl::StatusOr<std::string> DocumentReader::ReadMember(
    const std::string& archive, const std::string& member) {
  if (archive != archive_path_) {
    archive_path_ = archive;
    archive_.reset();
    reopened_ = 0;
  }
  const bool begins = archive_ == nullptr;
  absl::StatusOr<bool> found = Find(member);
  if (!begins && found.ok() && !*found) {
    archive_.reset();
    found = Find(member);
  }
  if (!found.ok()) {
    archive_.reset();
    return found.status();
  }
  if (!*found) {
    archive_.reset();
    return absl::NotFoundError("no such member in the archive");
  }
  absl::StatusOr<std::string> content = archive_->Read(kMaxFileBytes);
  if (absl::IsDataLoss(content.status())) archive_.reset();
  return content;
}

absl::StatusOr<bool> DocumentReader::Find(const std::string& member) {
  if (archive_ == nullptr) {
    if (++reopened_ > kMaxReopenings) {
      return absl::ResourceExhaustedError(absl::StrCat(
          "its archive was begun anew ", kMaxReopenings, " times already"));
    }
    absl::StatusOr<std::unique_ptr<ArchiveReader>> opened =
        ArchiveReader::OpenFile(archive_path_);
    if (!opened.ok()) return opened.status();
    archive_ = *std::move(opened);
  }
  for (;;) {
    absl::StatusOr<bool> found = archive_->Next();
    if (!found.ok() || !*found) return found;
    if (MemberName(archive_->name()) == member) return true;
  }
}

}  // namespace nianbao::client
