// The commands that look after a database, run as operators run them.
#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/integration/aggregator/service_client.h"
#include "tests/integration/program.h"
#include "tests/paths.h"
#include "tests/temporary_folder.h"

namespace nianbao::aggregator {
namespace maintenance_test {

using ::testing::AllOf;
using ::testing::HasSubstr;

struct Outcome {
  int code = -1;
  // Of both streams.
  std::string output;
};

class MaintenanceTest : public ::testing::Test {
 protected:
  // Runs nianbao-aggregator with `arguments`; at most 20 s.
  static Outcome Run(const std::string& arguments) {
    const std::string command =
        absl::StrCat("timeout 20 ", BuiltProgram("nianbao-aggregator"), " ",
                     arguments, " 2>&1");
    FILE* const pipe = popen(command.c_str(), "r");
    Outcome outcome;
    for (int c; (c = fgetc(pipe)) != EOF;)
      outcome.output += static_cast<char>(c);
    outcome.code = WEXITSTATUS(pclose(pipe));
    return outcome;
  }

  Program Serve() const {
    return Program("nianbao-aggregator", {"--db", db_},
                   folder_.path() + "/port");
  }

  TemporaryFolder folder_;
  const std::string db_ = folder_.path() + "/nianbao.db";
  const std::string backup_ = folder_.path() + "/backup.db";
};

TEST_F(MaintenanceTest, ADatabaseInUseIsVerifiedAndBackedUpButNotReplaced) {
  Program program = Serve();
  const auto stub = v1::AggregatorService::NewStub(program.Connect());
  ASSERT_EQ(
      Upload(*stub, {MakeReport("http://a.test/", "110108", 2020, 5)}).size(),
      1);
  EXPECT_EQ(Run("verify --db " + db_).code, 0);
  EXPECT_EQ(Run(absl::StrCat("backup --db ", db_, " --to ", backup_)).code, 0);
  const Outcome verified = Run("verify --db " + backup_);
  EXPECT_EQ(verified.code, 0);
  EXPECT_THAT(verified.output, HasSubstr("1 reports, 1 observations"));
  for (const std::string& arguments :
       {absl::StrCat("restore --replace --db ", db_, " --from ", backup_),
        absl::StrCat("--port 0 --db ", db_)}) {
    const Outcome refused = Run(arguments);
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.output,
                AllOf(HasSubstr(db_), HasSubstr("is in use by another")));
  }
  program.Signal(SIGTERM);
  EXPECT_EQ(program.Wait(), 0);
  EXPECT_EQ(Run(absl::StrCat("restore --db ", db_, " --from ", backup_)).code,
            1);
  EXPECT_EQ(
      Run(absl::StrCat("restore --db ", db_, " --from ", backup_, " --replace"))
          .code,
      0);
  EXPECT_EQ(Run("verify --db " + db_).code, 0);
}

TEST_F(MaintenanceTest, ADamagedFileIsNeitherServedNorRestored) {
  std::ofstream(backup_) << std::string(10000, 'x');
  for (const std::string& arguments :
       {"verify --db " + backup_, "--port 0 --db " + backup_,
        absl::StrCat("restore --db ", db_, " --from ", backup_)}) {
    const Outcome refused = Run(arguments);
    EXPECT_EQ(refused.code, 1) << arguments;
    EXPECT_THAT(refused.output, HasSubstr(backup_));
  }
  EXPECT_FALSE(std::ifstream(db_).is_open());
}

TEST_F(MaintenanceTest, EachCommandExplainsItself) {
  for (const std::string command : {"verify", "backup", "restore"}) {
    const Outcome help = Run(command + " --help");
    EXPECT_EQ(help.code, 0);
    EXPECT_THAT(help.output,
                HasSubstr(absl::StrCat("nianbao-aggregator ", command)));
    EXPECT_THAT(help.output, HasSubstr("Example"));
    EXPECT_NE(Run(command).code, 0);
  }
}

}  // namespace maintenance_test
}  // namespace nianbao::aggregator
