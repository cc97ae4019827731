#include "client/documents/tally.h"

#include <iostream>
#include <sstream>

#include "gtest/gtest.h"

namespace nianbao::client {
namespace tally_test {

TEST(Tally, ListsFailuresByPath) {
  Tally tally(1200);
  tally.Done();
  tally.Failed("b.txt",
               absl::InvalidArgumentError("document.content is empty"));
  tally.Failed("a.txt", absl::NotFoundError("no such file or folder"));
  EXPECT_EQ(tally.done(), 1u);
  EXPECT_EQ(tally.failed(), 2u);
  std::ostringstream out;
  tally.PrintFailures(out);
  EXPECT_EQ(out.str(),
            "nianbao: 2 of 1,200 failed:\n"
            "  a.txt: no such file or folder\n"
            "  b.txt: document.content is empty\n");
}

TEST(Tally, NamesFilesAsPeopleReadThem) {
  Tally tally(2);
  tally.Failed("/a/\xB1\xA8.txt", absl::NotFoundError("gone"));
  tally.Failed("/a/\x1b[2J\xff.txt", absl::NotFoundError("gone"));
  std::ostringstream out;
  tally.PrintFailures(out);
  EXPECT_EQ(out.str(),
            "nianbao: 2 of 2 failed:\n"
            "  /a/ [2J%FF.txt: gone\n"
            "  /a/报.txt: gone\n");
}

TEST(Tally, IsSilentWhenNothingFailed) {
  Tally tally(1);
  tally.Done();
  std::ostringstream out;
  tally.PrintFailures(out);
  EXPECT_EQ(out.str(), "");
}

// In a log a line now and then is enough, however many documents are done.
TEST(Tally, ShowsProgressInLines) {
  std::ostringstream out;
  std::streambuf* const before = std::cerr.rdbuf(out.rdbuf());
  Tally::Clock::time_point now;
  Tally tally(100, Progress::kLines, [&] { return now; });
  for (int i = 0; i < 25; ++i) {
    now += std::chrono::seconds(1);
    tally.Done();
  }
  tally.Failed("a.txt", absl::NotFoundError("gone"));
  std::cerr.rdbuf(before);
  EXPECT_EQ(out.str(),
            "nianbao: 10 of 100 documents, 0 failed, 1.0/s, 90 s left\n"
            "nianbao: 20 of 100 documents, 0 failed, 1.0/s, 80 s left\n");
}

}  // namespace tally_test
}  // namespace nianbao::client
