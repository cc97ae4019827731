// Archives, member by member: zip, tar and tar.gz.
//
//   auto archive = ArchiveReader::OpenFile("pages.zip");
//   if (!archive.ok()) return archive.status();
//   for (auto found = (*archive)->Next(); found.ok() && *found;
//        found = (*archive)->Next()) {
//     if (Wants((*archive)->name())) Use((*archive)->Read(kLimit));
//   }
#ifndef NIANBAO_CLIENT_ARCHIVES_ARCHIVE_READER_H_
#define NIANBAO_CLIENT_ARCHIVES_ARCHIVE_READER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

struct archive;
struct archive_entry;

namespace nianbao::client {

// What an archive may hold, so that one that was made to fill a disk or to run
// for hours ends: members of all kinds, and bytes of all of them unpacked.
inline constexpr int kMaxMembers = 200000;
inline constexpr int64_t kMaxUnpackedBytes = int64_t{16} << 30;

// Reads an archive once, from its begin to its end. Nothing is unpacked onto
// the disk. Not thread-safe.
class ArchiveReader {
 public:
  // The error of opening the file; DATA_LOSS when it is no archive.
  static absl::StatusOr<std::unique_ptr<ArchiveReader>> OpenFile(
      const std::string& path);
  // The same for an archive in memory; `bytes` must outlive the reader.
  static absl::StatusOr<std::unique_ptr<ArchiveReader>> OpenBytes(
      absl::string_view bytes);

  ~ArchiveReader();
  ArchiveReader(const ArchiveReader&) = delete;
  ArchiveReader& operator=(const ArchiveReader&) = delete;

  // Goes to the next file, passing over folders and links; false at the end.
  // DATA_LOSS where the archive is damaged, RESOURCE_EXHAUSTED beyond the
  // limits above: nothing after that can be read.
  absl::StatusOr<bool> Next();

  // The name of the file that Next has found, as it stands in the archive: not
  // necessarily UTF-8, not necessarily a place within the archive.
  const std::string& name() const { return name_; }

  // Its bytes; once for each file. RESOURCE_EXHAUSTED when there are more than
  // `limit`, FAILED_PRECONDITION when it is encrypted, DATA_LOSS when it is
  // damaged: then nothing after it can be read.
  absl::StatusOr<std::string> Read(size_t limit);

 private:
  struct Close {
    void operator()(archive* reader) const;
  };

  ArchiveReader();
  // The reader when it has been opened; `result` is libarchive's.
  static absl::StatusOr<std::unique_ptr<ArchiveReader>> Opened(
      std::unique_ptr<ArchiveReader> reader, int result);
  // The error that libarchive tells of.
  absl::Status Damage() const;

  const std::unique_ptr<archive, Close> archive_;
  // The member that Next has found; libarchive's.
  archive_entry* entry_ = nullptr;
  std::string name_;
  int members_ = 0;
  int64_t unpacked_ = 0;
};

// True for bytes that begin as gzip's do.
bool IsGzip(absl::string_view bytes);

// What was compressed by gzip. RESOURCE_EXHAUSTED when that is more than
// `limit` bytes, DATA_LOSS when it is damaged.
absl::StatusOr<std::string> Gunzip(absl::string_view bytes, size_t limit);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ARCHIVES_ARCHIVE_READER_H_
