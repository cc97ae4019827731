// libarchive walks the members. Three things about it matter here:
//
//   names    A zip says of each name whether it is UTF-8. libarchive converts
//            such names to the character set of the locale, and gives up in the
//            "C" locale; all others it hands on as bytes. So it is called in a
//            locale of UTF-8, which holds for this thread alone, and names are
//            what stands in the archive.
//   zips     are read by the directory at their end. Without one, as in a
//            download that broke off, they would be read from the begin, where
//            nothing tells how large a member is: that reader stays off.
//   sizes    are what the archive says. What is read is counted besides, so
//            that an archive that lies meets the same limits.
//
// Passing over a member of a zip costs nothing, of a tar.gz its inflation.
#include "client/archives/archive_reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace nianbao::client {
namespace {

constexpr size_t kChunkBytes = 64 << 10;

// The locale of this thread while it lives.
class Utf8Locale {
 public:
  Utf8Locale() : before_(uselocale(Get())) {}
  ~Utf8Locale() { uselocale(before_); }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  // Stays as it is, a null one, where the system has no C.UTF-8.
  static locale_t Get() {
    static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return locale;
  }

  const locale_t before_;
};

absl::Status TooLarge(size_t limit) {
  return absl::ResourceExhaustedError(
      absl::StrCat("larger than ", limit, " bytes"));
}

// What libarchive found wrong.
absl::Status DamageOf(archive* reader) {
  const char* const reason = archive_error_string(reader);
  return absl::DataLossError(absl::StrCat(
      "is damaged: ", reason != nullptr ? reason : "it ends early"));
}

// All that is left of the member at hand.
absl::StatusOr<std::string> ReadAll(archive* reader, size_t limit) {
  std::string content;
  std::string chunk(kChunkBytes, '\0');
  for (;;) {
    const la_ssize_t size =
        archive_read_data(reader, chunk.data(), chunk.size());
    if (size < 0) return DamageOf(reader);
    if (size == 0) return content;
    content.append(chunk, 0, static_cast<size_t>(size));
    if (content.size() > limit) return TooLarge(limit);
  }
}

}  // namespace

void ArchiveReader::Close::operator()(archive* reader) const {
  archive_read_free(reader);
}

ArchiveReader::ArchiveReader() : archive_(archive_read_new()) {
  archive_read_support_filter_gzip(archive_.get());
  archive_read_support_format_tar(archive_.get());
  archive_read_support_format_zip_seekable(archive_.get());
}

ArchiveReader::~ArchiveReader() = default;

absl::StatusOr<std::unique_ptr<ArchiveReader>> ArchiveReader::OpenFile(
    const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    return absl::NotFoundError("no such file");
  }
  std::unique_ptr<ArchiveReader> reader(new ArchiveReader);
  const int result = archive_read_open_filename(reader->archive_.get(),
                                                path.c_str(), kChunkBytes);
  const int cause = archive_errno(reader->archive_.get());
  if (result != ARCHIVE_OK && (cause == EACCES || cause == ENOENT)) {
    return absl::ErrnoToStatus(cause, "cannot open");
  }
  return Opened(std::move(reader), result);
}

absl::StatusOr<std::unique_ptr<ArchiveReader>> ArchiveReader::OpenBytes(
    absl::string_view bytes) {
  std::unique_ptr<ArchiveReader> reader(new ArchiveReader);
  const int result = archive_read_open_memory(reader->archive_.get(),
                                              bytes.data(), bytes.size());
  return Opened(std::move(reader), result);
}

absl::StatusOr<std::unique_ptr<ArchiveReader>> ArchiveReader::Opened(
    std::unique_ptr<ArchiveReader> reader, int result) {
  if (result != ARCHIVE_OK) return reader->Damage();
  return reader;
}

absl::StatusOr<bool> ArchiveReader::Next() {
  const Utf8Locale locale;
  for (;;) {
    const int result = archive_read_next_header(archive_.get(), &entry_);
    if (result == ARCHIVE_EOF) return false;
    if (result < ARCHIVE_WARN) return Damage();
    unpacked_ += archive_entry_size(entry_);
    if (++members_ > kMaxMembers) {
      return absl::ResourceExhaustedError(
          absl::StrCat("holds more than ", kMaxMembers, " members"));
    }
    if (unpacked_ > kMaxUnpackedBytes) {
      return absl::ResourceExhaustedError(
          absl::StrCat("unpacks to more than ", kMaxUnpackedBytes, " bytes"));
    }
    const char* const name = archive_entry_pathname(entry_);
    if (archive_entry_filetype(entry_) == AE_IFREG && name != nullptr &&
        archive_entry_hardlink(entry_) == nullptr) {
      name_ = name;
      return true;
    }
  }
}

absl::StatusOr<std::string> ArchiveReader::Read(size_t limit) {
  const Utf8Locale locale;
  if (archive_entry_is_encrypted(entry_) != 0) {
    return absl::FailedPreconditionError("is encrypted");
  }
  // A size of the archive's own telling saves reading what is too large.
  const int64_t size = archive_entry_size(entry_);
  if (size > 0 && static_cast<uint64_t>(size) > limit) return TooLarge(limit);
  absl::StatusOr<std::string> content = ReadAll(archive_.get(), limit);
  if (content.ok() && static_cast<int64_t>(content->size()) > size) {
    unpacked_ += static_cast<int64_t>(content->size()) - size;
  }
  return content;
}

absl::Status ArchiveReader::Damage() const { return DamageOf(archive_.get()); }

bool IsGzip(absl::string_view bytes) {
  return absl::StartsWith(bytes, "\x1F\x8B");
}

absl::StatusOr<std::string> Gunzip(absl::string_view bytes, size_t limit) {
  const std::unique_ptr<archive, decltype(&archive_read_free)> reader(
      archive_read_new(), &archive_read_free);
  archive_read_support_filter_gzip(reader.get());
  archive_read_support_format_raw(reader.get());
  archive_read_support_format_empty(reader.get());
  archive_entry* entry = nullptr;
  if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) !=
      ARCHIVE_OK) {
    return DamageOf(reader.get());
  }
  const int result = archive_read_next_header(reader.get(), &entry);
  if (result == ARCHIVE_EOF) return std::string();
  if (result < ARCHIVE_WARN) return DamageOf(reader.get());
  return ReadAll(reader.get(), limit);
}

}  // namespace nianbao::client
