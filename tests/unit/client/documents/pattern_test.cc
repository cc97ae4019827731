#include "client/documents/pattern.h"

#include <filesystem>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/temporary_folder.h"
#include "tests/unit/client/archives/written_archive.h"

namespace nianbao::client {
namespace pattern_test {

class PatternTest : public testing::Test {
 protected:
  PatternTest() {
    for (const char* name : {"a/2020.txt", "a/b/2020.txt", "a/b/c/2021.txt",
                             "a/.hidden/2020.txt", "a/.2020.txt", "2020.txt"}) {
      WriteFile(folder_.path() + "/" + name, "x");
    }
    std::filesystem::create_directory_symlink(folder_.path() + "/a",
                                              folder_.path() + "/a/b/up");
  }

  // The matches, from the folder on.
  std::vector<std::string> Matches(const std::string& pattern) const {
    std::vector<std::string> matches =
        MatchPattern(folder_.path() + "/" + pattern);
    for (std::string& match : matches) {
      match = match.substr(folder_.path().size() + 1);
    }
    return matches;
  }

  const TemporaryFolder folder_;
};

TEST_F(PatternTest, MatchesNames) {
  const struct {
    const char* pattern;
    std::vector<std::string> matches;
  } kCases[] = {
      {"a/*.txt", {"a/2020.txt"}},
      {"?/b/*.txt", {"a/b/2020.txt"}},
      {"a/.2*", {"a/.2020.txt"}},
      {"a/[b-c]", {"a/b"}},
      {"a/b/./202?.txt", {"a/b/./2020.txt"}},
      {"a//b/*.txt", {"a/b/2020.txt"}},
      {"a/20*.txt/x*", {}},
      {"no/*.txt", {}},
      {"2020.txt", {"2020.txt"}},
      {"no.txt", {}},
      // A link is followed where one name stands for it.
      {"a/b/up/*.txt", {"a/b/up/2020.txt"}},
  };
  for (const auto& c : kCases) EXPECT_EQ(Matches(c.pattern), c.matches);
}

TEST_F(PatternTest, MatchesAnyFolders) {
  const struct {
    const char* pattern;
    std::vector<std::string> matches;
  } kCases[] = {
      {"**/2020.txt", {"2020.txt", "a/2020.txt", "a/b/2020.txt"}},
      {"a/**/202?.txt", {"a/2020.txt", "a/b/2020.txt", "a/b/c/2021.txt"}},
      {"a/**", {"a", "a/b", "a/b/c"}},
      {"**/b/**/*.txt", {"a/b/2020.txt", "a/b/c/2021.txt"}},
      {"**/**/2021.txt", {"a/b/c/2021.txt"}},
      // Within a name they are two stars.
      {"a/**.txt", {"a/2020.txt"}},
  };
  for (const auto& c : kCases) EXPECT_EQ(Matches(c.pattern), c.matches);
}

TEST_F(PatternTest, MatchesFromTheCurrentFolder) {
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(folder_.path());
  const std::vector<std::string> names = MatchPattern("**/b/*.txt");
  const std::vector<std::string> folders = MatchPattern("**");
  std::filesystem::current_path(before);
  EXPECT_THAT(names, testing::ElementsAre("a/b/2020.txt"));
  EXPECT_THAT(folders, testing::ElementsAre(".", "a", "a/b", "a/b/c"));
}

}  // namespace pattern_test
}  // namespace nianbao::client
