#include "client/asking/profile.h"

#include <filesystem>
#include <fstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/temporary_folder.h"

namespace nianbao::client {
namespace profile_test {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

constexpr char kText[] = R"(
# of all
extractor = here:1
 aggregator=here:2
[office]
aggregator = there:2
tls = true

[ home ]
extractor = home:1
)";

TEST(ParseSettings, GivesAProfileItsOwnAndThoseOfAll) {
  EXPECT_THAT(*ParseSettings(kText, "office"),
              ElementsAre(Pair("aggregator", "there:2"),
                          Pair("extractor", "here:1"), Pair("tls", "true")));
  EXPECT_THAT(
      *ParseSettings(kText, "home"),
      ElementsAre(Pair("aggregator", "here:2"), Pair("extractor", "home:1")));
  EXPECT_THAT(
      *ParseSettings(kText, ""),
      ElementsAre(Pair("aggregator", "here:2"), Pair("extractor", "here:1")));
  EXPECT_THAT(*ParseSettings("", ""), IsEmpty());
}

TEST(ParseSettings, NamesTheProfilesThatThereAre) {
  const absl::Status status = ParseSettings(kText, "offce").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("no profile offce; there are home, office"));
}

TEST(ParseSettings, NamesTheLineThatIsWrong) {
  struct Case {
    const char* text;
    const char* message;
  };
  for (const Case& c :
       {Case{"\nextracter = a:1",
             "2: no setting extracter; did you mean "
             "extractor?"},
        Case{"colour = red", "1: no setting colour; there are extractor"},
        Case{"ca =", "1: ca has no value"},
        Case{"[a]\ntls = yes", "2: tls is true or false"}}) {
    SCOPED_TRACE(c.text);
    const absl::Status status = ParseSettings(c.text, "").status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()), HasSubstr(c.message));
  }
}

TEST(ReadSettings, TakesPathsFromTheFilesFolder) {
  const TemporaryFolder folder;
  const std::string file = folder.path() + "/config";
  std::ofstream(file) << "ca = office.crt\ntoken-file = /etc/token\n";
  const absl::StatusOr<Settings> settings = ReadSettings(file, "");
  ASSERT_TRUE(settings.ok()) << settings.status();
  EXPECT_EQ(settings->at("ca"), folder.path() + "/office.crt");
  EXPECT_EQ(settings->at("token-file"), "/etc/token");
}

TEST(ReadSettings, WantsAFileThatIsNamed) {
  const TemporaryFolder folder;
  EXPECT_EQ(ReadSettings(folder.path() + "/none", "").status().code(),
            absl::StatusCode::kNotFound);
}

}  // namespace profile_test
}  // namespace nianbao::client
