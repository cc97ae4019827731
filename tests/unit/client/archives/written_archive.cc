#include "tests/unit/client/archives/written_archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace nianbao::client {
namespace written_archive {

// Ends the test program where libarchive cannot do what it is asked for.
void Expect(int result) {
  if (result < ARCHIVE_WARN) std::abort();
}

void AddMember(archive* writer, const std::string& name,
               const std::string& content) {
  archive_entry* const entry = archive_entry_new();
  archive_entry_set_pathname(entry, name.c_str());
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_perm(entry, 0644);
  archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
  Expect(archive_write_header(writer, entry));
  if (archive_write_data(writer, content.data(), content.size()) !=
      static_cast<la_ssize_t>(content.size())) {
    std::abort();
  }
  archive_entry_free(entry);
}

std::string Write(archive* writer, const ArchiveMembers& members) {
  size_t size = 1 << 20;
  for (const auto& [name, content] : members) {
    size += 4096 + 2 * content.size();
  }
  std::string bytes(size, '\0');
  size_t used = 0;
  Expect(archive_write_open_memory(writer, bytes.data(), bytes.size(), &used));
  for (const auto& [name, content] : members) AddMember(writer, name, content);
  Expect(archive_write_close(writer));
  archive_write_free(writer);
  bytes.resize(used);
  return bytes;
}

}  // namespace written_archive

std::string WrittenArchive(ArchiveKind kind, const ArchiveMembers& members) {
  using written_archive::Expect;
  archive* const writer = archive_write_new();
  if (kind == ArchiveKind::kZip || kind == ArchiveKind::kEncryptedZip) {
    Expect(archive_write_set_format_zip(writer));
  } else {
    Expect(archive_write_set_format_ustar(writer));
  }
  if (kind == ArchiveKind::kTarGz)
    Expect(archive_write_add_filter_gzip(writer));
  if (kind == ArchiveKind::kEncryptedZip) {
    Expect(archive_write_set_options(writer, "zip:encryption=traditional"));
    Expect(archive_write_set_passphrase(writer, "secret"));
  }
  return written_archive::Write(writer, members);
}

std::string Gzipped(const std::string& content) {
  archive* const writer = archive_write_new();
  written_archive::Expect(archive_write_set_format_raw(writer));
  written_archive::Expect(archive_write_add_filter_gzip(writer));
  return written_archive::Write(writer, {{"data", content}});
}

void WriteFile(const std::string& path, const std::string& content) {
  std::filesystem::create_directories(
      std::filesystem::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << content;
}

}  // namespace nianbao::client
