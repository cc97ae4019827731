#include "aggregator/store/sqlite/database/page_checksum.h"

#include <string>

#include "aggregator/store/sqlite/database/log_frames.h"
#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace page_checksum_test {

std::string Page(size_t size) {
  std::string page(size, '\0');
  for (size_t i = 0; i < size; ++i) page[i] = static_cast<char>(i * 31 % 251);
  SetChecksum(page.data(), page.size());
  return page;
}

TEST(PageChecksumTest, IsThatOfTheDescription) {
  // Two words: s1 = 1, s2 = 2 + 1.
  EXPECT_EQ(ChecksumOf(absl::string_view("\1\0\0\0\2\0\0\0", 8)),
            (uint64_t{3} << 32) + 1);
}

TEST(PageChecksumTest, EveryBitCounts) {
  std::string page = Page(512);
  EXPECT_TRUE(HasItsChecksum(page));
  for (size_t bit = 0; bit < 8 * page.size(); ++bit) {
    const char before = page[bit / 8];
    page[bit / 8] = static_cast<char>(before ^ (1 << bit % 8));
    EXPECT_FALSE(HasItsChecksum(page)) << bit;
    page[bit / 8] = before;
  }
}

TEST(PageChecksumTest, TheHeaderSaysWhetherThereAreAny) {
  std::string header("SQLite format 3\0", 16);
  header.resize(100);
  header[16] = 0x10;
  EXPECT_EQ(ChecksummedPageSize(header), 0);
  header[20] = 8;
  EXPECT_EQ(ChecksummedPageSize(header), 4096);
  EXPECT_EQ(ChecksummedPageSize(absl::string_view(header).substr(0, 99)), 0);
  header[16] = 0;
  header[17] = 1;
  EXPECT_EQ(ChecksummedPageSize(header), 65536);
  header[17] = 3;
  EXPECT_EQ(ChecksummedPageSize(header), 0);
  header[0] = 's';
  EXPECT_EQ(ChecksummedPageSize(header), 0);
}

TEST(LogFramesTest, KnowWhatIsAPage) {
  EXPECT_TRUE(LogFrames::IsPage(4096, 32 + 24));
  EXPECT_TRUE(LogFrames::IsPage(4096, 32 + 3 * 4120 + 24));
  EXPECT_FALSE(LogFrames::IsPage(4096, 32));
  EXPECT_FALSE(LogFrames::IsPage(24, 32));
  EXPECT_TRUE(LogFrames::IsFrame(4120, 32 + 4120));
  EXPECT_FALSE(LogFrames::IsFrame(4096, 32 + 4120));
}

TEST(LogFramesTest, CompareWhatWasKept) {
  LogFrames frames;
  const int64_t first = 32 + 24, second = first + 512 + 24;
  const std::string page = Page(512), other(512, 'x');
  EXPECT_TRUE(frames.Agrees(other, second));
  frames.Keep(page, second);
  EXPECT_TRUE(frames.Agrees(page, second));
  EXPECT_FALSE(frames.Agrees(other, second));
  EXPECT_FALSE(frames.AgreesOrKeep(other, second));
  EXPECT_TRUE(frames.AgreesOrKeep(other, first));
  EXPECT_FALSE(frames.Agrees(page, first));
  frames.Forget(512, second);
  EXPECT_TRUE(frames.Agrees(other, second));
}

}  // namespace page_checksum_test
}  // namespace nianbao::aggregator
