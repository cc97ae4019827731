#include "client/archives/member_path.h"

#include "gtest/gtest.h"
#include "tests/temporary_folder.h"
#include "tests/unit/client/archives/written_archive.h"

namespace nianbao::client {
namespace member_path_test {

TEST(MemberPath, KnowsArchivesByTheirNames) {
  for (const char* name : {"a.zip", "/b/A.ZIP", "a.tar", "a.tar.gz", "a.tgz"}) {
    EXPECT_TRUE(IsArchiveName(name)) << name;
  }
  for (const char* name : {"a.txt", "a.txt.gz", "zip", "a.docx"}) {
    EXPECT_FALSE(IsArchiveName(name)) << name;
  }
}

TEST(MemberPath, KeepsNamesWithinTheArchive) {
  const struct {
    const char* name;
    const char* within;
  } kCases[] = {{"a.txt", "a.txt"},
                {"./b//a.txt", "b/a.txt"},
                {"/etc/passwd", "etc/passwd"},
                {"../a.txt", ""},
                {"b/../../a.txt", ""},
                {"b/..a.txt", "b/..a.txt"},
                {"\xBA\xA3/a", "\xBA\xA3/a"},
                {"./", ""}};
  for (const auto& c : kCases) EXPECT_EQ(MemberName(c.name), c.within);
}

TEST(MemberPath, FindsTheArchive) {
  const TemporaryFolder folder;
  const std::string zip = folder.path() + "/a.zip";
  WriteFile(zip, "x");
  EXPECT_EQ(ArchiveOfPath(zip + "/b/c.txt"), zip);
  EXPECT_EQ(ArchiveOfPath(zip), "");
  EXPECT_EQ(ArchiveOfPath(folder.path() + "/no.zip/c.txt"), "");
  EXPECT_EQ(ArchiveOfPath("no.txt"), "");
  EXPECT_TRUE(IsThere(zip));
  EXPECT_TRUE(IsThere(zip + "/c.txt"));
  EXPECT_FALSE(IsThere(folder.path() + "/c.txt"));
}

}  // namespace member_path_test
}  // namespace nianbao::client
