#include "common/base/read_file.h"

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

}  // namespace read_file_test
}  // namespace nianbao
