#include "client/archives/archive_reader.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/temporary_folder.h"
#include "tests/unit/client/archives/written_archive.h"

namespace nianbao::client {
namespace archive_reader_test {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

constexpr size_t kLimit = 1000;

// Names of the members, and what they hold or why that cannot be read.
ArchiveMembers ReadAll(const std::string& bytes) {
  ArchiveMembers members;
  absl::StatusOr<std::unique_ptr<ArchiveReader>> archive =
      ArchiveReader::OpenBytes(bytes);
  if (!archive.ok()) return {{"", std::string(archive.status().message())}};
  for (;;) {
    const absl::StatusOr<bool> found = (*archive)->Next();
    if (!found.ok()) {
      members.emplace_back("", std::string(found.status().message()));
      return members;
    }
    if (!*found) return members;
    const absl::StatusOr<std::string> content = (*archive)->Read(kLimit);
    members.emplace_back(
        (*archive)->name(),
        content.ok() ? *content : std::string(content.status().message()));
  }
}

TEST(ArchiveReader, ReadsMembersInTheirOrder) {
  for (const ArchiveKind kind :
       {ArchiveKind::kZip, ArchiveKind::kTar, ArchiveKind::kTarGz}) {
    EXPECT_THAT(
        ReadAll(WrittenArchive(kind, {{"b/海淀.txt", "报告"}, {"a.txt", ""}})),
        ElementsAre(Pair("b/海淀.txt", "报告"), Pair("a.txt", "")));
  }
}

// A Chinese Windows writes names in GBK, and nothing says so.
TEST(ArchiveReader, LeavesNamesAsTheyAre) {
  const std::string gbk = "\xBA\xA3\xB5\xED.txt";
  for (const ArchiveKind kind : {ArchiveKind::kZip, ArchiveKind::kTar}) {
    EXPECT_THAT(ReadAll(WrittenArchive(kind, {{gbk, "x"}})),
                ElementsAre(Pair(gbk, "x")));
  }
}

TEST(ArchiveReader, RefusesALargeMemberAlone) {
  for (const ArchiveKind kind : {ArchiveKind::kZip, ArchiveKind::kTarGz}) {
    EXPECT_THAT(
        ReadAll(WrittenArchive(
            kind, {{"a", std::string(kLimit + 1, 'x')}, {"b", "y"}})),
        ElementsAre(Pair("a", "larger than 1000 bytes"), Pair("b", "y")));
  }
}

TEST(ArchiveReader, RefusesEncryptedMembers) {
  EXPECT_THAT(
      ReadAll(WrittenArchive(ArchiveKind::kEncryptedZip, {{"a.txt", "x"}})),
      ElementsAre(Pair("a.txt", "is encrypted")));
}

TEST(ArchiveReader, TellsOfDamage) {
  EXPECT_THAT(ReadAll("no archive at all"),
              ElementsAre(Pair("", HasSubstr("is damaged: "))));
  // A zip's directory is at its end.
  const std::string zip = WrittenArchive(ArchiveKind::kZip, {{"a.txt", "x"}});
  EXPECT_THAT(ReadAll(zip.substr(0, zip.size() / 2)),
              ElementsAre(Pair("", HasSubstr("is damaged: "))));
  const std::string tar =
      WrittenArchive(ArchiveKind::kTar, {{"a.txt", std::string(900, 'x')}});
  EXPECT_THAT(ReadAll(tar.substr(0, 1000)),
              testing::Contains(Pair(testing::_, HasSubstr("is damaged: "))));
}

TEST(ArchiveReader, OpensFiles) {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/a.zip";
  EXPECT_TRUE(absl::IsNotFound(ArchiveReader::OpenFile(path).status()));
  WriteFile(path, WrittenArchive(ArchiveKind::kZip, {{"a.txt", "x"}}));
  auto archive = ArchiveReader::OpenFile(path);
  ASSERT_TRUE(archive.ok()) << archive.status();
  EXPECT_TRUE(*(*archive)->Next());
  EXPECT_EQ((*archive)->name(), "a.txt");
  EXPECT_FALSE(*(*archive)->Next());
}

TEST(ArchiveReader, BoundsTheNumberOfMembers) {
  // A header of a tar is a block of 512 bytes; an empty file is nothing more.
  const std::string tar = WrittenArchive(ArchiveKind::kTar, {{"a", ""}});
  std::string many;
  many.reserve(512 * (kMaxMembers + 2));
  for (int i = 0; i <= kMaxMembers; ++i) many.append(tar, 0, 512);
  auto archive = ArchiveReader::OpenBytes(many);
  ASSERT_TRUE(archive.ok()) << archive.status();
  absl::StatusOr<bool> found = true;
  int members = 0;
  while (found.ok() && *found) {
    found = (*archive)->Next();
    if (found.ok()) ++members;
  }
  EXPECT_EQ(members, kMaxMembers);
  EXPECT_TRUE(absl::IsResourceExhausted(found.status())) << found.status();
}

TEST(Gunzip, UnpacksUpToItsLimit) {
  const std::string packed = Gzipped(std::string(kLimit, 'x'));
  EXPECT_TRUE(IsGzip(packed));
  EXPECT_FALSE(IsGzip("报告"));
  EXPECT_EQ(*Gunzip(packed, kLimit), std::string(kLimit, 'x'));
  EXPECT_TRUE(absl::IsResourceExhausted(Gunzip(packed, kLimit - 1).status()));
  EXPECT_TRUE(absl::IsDataLoss(
      Gunzip(packed.substr(0, packed.size() / 2), kLimit).status()));
}

}  // namespace archive_reader_test
}  // namespace nianbao::client
