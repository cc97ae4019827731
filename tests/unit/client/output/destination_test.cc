#include "client/output/destination.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "client/output/pager.h"
#include "gtest/gtest.h"
#include "tests/temporary_folder.h"
#include "tests/unit/client/output/with_variable.h"

namespace nianbao::client {
namespace destination_test {

std::string Read(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(Destination, WritesAFileWhenItIsClosed) {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/out";
  std::ofstream(path) << "before";
  auto to = Destination::Open(path, /*paged=*/true);
  ASSERT_TRUE(to.ok()) << to.status();
  (*to)->stream() << "after";
  EXPECT_FALSE((*to)->screen().is_terminal);
  EXPECT_EQ(Read(path), "before");
  const absl::Status closed = (*to)->Close();
  EXPECT_TRUE(closed.ok()) << closed;
  EXPECT_EQ(Read(path), "after");
  EXPECT_FALSE(std::filesystem::exists(path + ".part"));
}

TEST(Destination, LeavesAFileAsItWasWhenACommandFails) {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/out";
  std::ofstream(path) << "before";
  {
    auto to = Destination::Open(path, /*paged=*/false);
    ASSERT_TRUE(to.ok()) << to.status();
    (*to)->stream() << "half";
  }
  EXPECT_EQ(Read(path), "before");
  EXPECT_FALSE(std::filesystem::exists(path + ".part"));
}

TEST(Destination, TellsOfFilesThatCannotBeWritten) {
  const TemporaryFolder folder;
  const auto to = Destination::Open(folder.path() + "/none/out", false);
  EXPECT_EQ(to.status().code(), absl::StatusCode::kInternal);
  auto full = Destination::Open("/dev/full", false);
  ASSERT_TRUE(full.ok()) << full.status();
  (*full)->stream() << "x";
  EXPECT_EQ((*full)->Close().code(), absl::StatusCode::kInternal);
}

TEST(PagingBuffer, WritesWhatFitsToTheTerminal) {
  const TemporaryFolder folder;
  const std::string paged = folder.path() + "/paged";
  std::stringbuf terminal;
  {
    PagingBuffer buffer(terminal, 4, "cat > " + paged);
    std::ostream out(&buffer);
    out << "1\n2\n3\n" << std::flush;
    EXPECT_EQ(terminal.str(), "");
  }
  EXPECT_EQ(terminal.str(), "1\n2\n3\n");
  EXPECT_FALSE(std::filesystem::exists(paged));
}

TEST(PagingBuffer, HandsWhatIsLongerToThePager) {
  const TemporaryFolder folder;
  const std::string paged = folder.path() + "/paged";
  std::stringbuf terminal;
  {
    PagingBuffer buffer(terminal, 4, "cat > " + paged);
    std::ostream out(&buffer);
    for (int i = 1; i <= 6; ++i) out << i << '\n';
  }
  EXPECT_EQ(terminal.str(), "");
  EXPECT_EQ(Read(paged), "1\n2\n3\n4\n5\n6\n");
}

TEST(PagerCommand, IsThatOfTheVariable) {
  {
    const WithVariable pager("PAGER", "more -s");
    EXPECT_EQ(PagerCommand(), "more -s");
  }
  for (const char* none : {"", "cat"}) {
    const WithVariable pager("PAGER", none);
    EXPECT_EQ(PagerCommand(), "");
  }
}

TEST(PagerCommand, IsLessWhereThatIsInstalled) {
  const TemporaryFolder folder;
  const WithVariable pager("PAGER", nullptr);
  const WithVariable path("PATH", folder.path().c_str());
  EXPECT_EQ(PagerCommand(), "");
  const std::string less = folder.path() + "/less";
  std::ofstream(less) << "#!/bin/sh\n";
  std::filesystem::permissions(less, std::filesystem::perms::owner_all);
  EXPECT_EQ(PagerCommand(), "less -FRX");
}

}  // namespace destination_test
}  // namespace nianbao::client
