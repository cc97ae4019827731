#include "common/base/read_file.h"

#include <sys/stat.h>

#include <cstdio>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao {
namespace read_file_test {

std::string FileOf(const std::string& content) {
  const std::string path =
      absl::StrCat(::testing::TempDir(), "read_file_test.", content.size());
  std::ofstream(path, std::ios::binary) << content;
  return path;
}

TEST(ReadFileTest, GivesAllBytes) {
  // Around the size that is asked for at a time, and with a NUL.
  for (const size_t size : {0, 1, 65535, 65536, 65537, 200000}) {
    std::string content(size, 'x');
    if (size > 1) content[size / 2] = '\0';
    const std::string path = FileOf(content);
    EXPECT_TRUE(IsReadableFile(path)) << size;
    const absl::StatusOr<std::string> read = ReadFile(path);
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_EQ(*read, content) << size;
  }
}

TEST(ReadFileTest, RefusesWhatIsTooLarge) {
  const size_t limit = 1 << 20;
  const std::string path = FileOf(std::string(limit, 'x'));
  EXPECT_TRUE(ReadFile(path, limit).ok());
  const std::string larger = FileOf(std::string(limit + 1, 'x'));
  EXPECT_EQ(ReadFile(larger, limit).status(),
            absl::ResourceExhaustedError(
                absl::StrCat(larger, " is larger than 1 MiB")));
}

TEST(ReadFileTest, SaysWhatCannotBeRead) {
  for (const std::string path : {"/no/such/file", "/tmp"}) {
    EXPECT_FALSE(IsReadableFile(path));
    EXPECT_EQ(ReadFile(path).status(),
              absl::NotFoundError(absl::StrCat("cannot read ", path)));
  }
}

TEST(ReadFileTest, GivesRegularFilesAloneWithoutWaiting) {
  const std::string path = FileOf(std::string(70000, 'x'));
  EXPECT_EQ(*ReadRegularFile(path, 70000), std::string(70000, 'x'));
  EXPECT_EQ(ReadRegularFile(path, 69999).status().code(),
            absl::StatusCode::kResourceExhausted);
  const std::string fifo = path + ".fifo";
  ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
  for (const std::string& other : {fifo, ::testing::TempDir()}) {
    EXPECT_EQ(ReadRegularFile(other, 1).status(),
              absl::NotFoundError(absl::StrCat(other, " is no regular file")));
  }
  std::remove(fifo.c_str());
  EXPECT_EQ(ReadRegularFile(fifo, 1).status(),
            absl::NotFoundError(absl::StrCat("cannot read ", fifo)));
}

TEST(ReadFileTest, VersionsDifferWhereFilesDo) {
  const std::string path = FileOf("abc");
  const FileVersion version = VersionOf(path);
  EXPECT_EQ(VersionOf(path), version);
  std::ofstream(path, std::ios::app) << "d";
  EXPECT_FALSE(VersionOf(path) == version);
  std::remove(path.c_str());
  EXPECT_EQ(VersionOf(path), FileVersion());
}

}  // namespace read_file_test
}  // namespace nianbao
