// Archives made by the tests.
#ifndef NIANBAO_TESTS_UNIT_CLIENT_ARCHIVES_WRITTEN_ARCHIVE_H_
#define NIANBAO_TESTS_UNIT_CLIENT_ARCHIVES_WRITTEN_ARCHIVE_H_

#include <string>
#include <utility>
#include <vector>

namespace nianbao::client {

enum class ArchiveKind { kZip, kEncryptedZip, kTar, kTarGz };

// Names, as bytes, and contents of files, in their order.
using ArchiveMembers = std::vector<std::pair<std::string, std::string>>;

// The bytes of an archive with these members.
std::string WrittenArchive(ArchiveKind kind, const ArchiveMembers& members);

// `content` as gzip writes it.
std::string Gzipped(const std::string& content);

// Writes `content` to the file `path`, in folders that are made.
void WriteFile(const std::string& path, const std::string& content);

}  // namespace nianbao::client

#endif  // NIANBAO_TESTS_UNIT_CLIENT_ARCHIVES_WRITTEN_ARCHIVE_H_
