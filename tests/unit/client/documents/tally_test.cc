#include "client/documents/tally.h"

#include <sstream>

#include "gtest/gtest.h"

namespace nianbao::client {
namespace tally_test {

TEST(Tally, ListsFailuresByPath) {
  Tally tally(1200, /*show_progress=*/false);
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
  Tally tally(2, /*show_progress=*/false);
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
  Tally tally(1, /*show_progress=*/false);
  tally.Done();
  std::ostringstream out;
  tally.PrintFailures(out);
  EXPECT_EQ(out.str(), "");
}

}  // namespace tally_test
}  // namespace nianbao::client
