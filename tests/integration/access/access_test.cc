// Who may call what: both programs with tokens, every method that they tell of.
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/base/error_reason.h"
#include "common/base/sha256.h"
#include "common/rpc/wire/wire_status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/integration/access/generic_call.h"
#include "tests/integration/access/reflected_methods.h"
#include "tests/integration/program.h"
#include "tests/temporary_folder.h"

namespace nianbao {
namespace access_test {

using ::testing::ElementsAre;
using ::testing::TestWithParam;

// Each access has a token that is spelled like it.
const char* const kTokens[] = {"extract", "read", "write", "admin"};

std::string TokenFor(v1::Access access) {
  return kTokens[static_cast<int>(access) - 1];
}

std::string Reason(const Outcome& outcome) {
  return ReasonOf(FromGrpcStatus(outcome.status));
}

bool IsRefused(const Outcome& outcome) {
  return outcome.status.error_code() == grpc::StatusCode::UNAUTHENTICATED ||
         outcome.status.error_code() == grpc::StatusCode::PERMISSION_DENIED;
}

// Health and reflection.
bool IsForEverybody(const ReflectedMethod& method) {
  return absl::StartsWith(method.service, "grpc.health.") ||
         absl::StartsWith(method.service, "grpc.reflection.");
}

class AccessTest : public TestWithParam<const char*> {
 protected:
  AccessTest() {
    WriteTokens("");
    Start("listener { channelz: true }");
  }

  // Replaces the file as a whole by one with the tokens of kTokens and `more`.
  void WriteTokens(const std::string& more) {
    const std::string path = folder_.path() + "/tokens";
    std::ofstream file(path + ".partial");
    for (const char* token : kTokens) {
      file << Sha256Hex(token) << " " << token << " " << token << "\n";
    }
    file << more;
    file.close();
    std::filesystem::rename(path + ".partial", path);
  }

  void Start(const std::string& config) {
    const std::string path = folder_.path() + "/config.textproto";
    std::ofstream(path) << "auth { token_file: '" << folder_.path()
                        << "/tokens' }\n"
                        << config;
    std::vector<std::string> flags = {"--config", path};
    if (GetParam() == std::string("nianbao-aggregator")) {
      flags.insert(flags.end(), {"--db", folder_.path() + "/nianbao.db"});
    }
    program_.reset();
    program_ =
        std::make_unique<Program>(GetParam(), flags, folder_.path() + "/port");
    channel_ = program_->Connect();
    methods_ = ReflectMethods(channel_);
  }

  // A method that needs a token.
  const ReflectedMethod& GuardedMethod() const {
    for (const ReflectedMethod& method : methods_) {
      if (!IsForEverybody(method)) return method;
    }
    std::abort();
  }

  // Calls until the reason is that; false when it is not within 20 s.
  bool Becomes(const std::string& path, const std::string& token,
               const std::string& reason) {
    const absl::Time limit = absl::Now() + absl::Seconds(20);
    while (absl::Now() < limit) {
      if (Reason(Call(channel_, path, token)) == reason) return true;
    }
    return false;
  }

  TemporaryFolder folder_;
  std::unique_ptr<Program> program_;
  std::shared_ptr<grpc::Channel> channel_;
  std::vector<ReflectedMethod> methods_;
};

TEST_P(AccessTest, OnlyHealthAndReflectionAnswerWithoutAToken) {
  std::set<std::string> open;
  std::set<std::string> guarded;
  for (const ReflectedMethod& method : methods_) {
    const Outcome outcome = Call(channel_, method.path, "");
    if (IsForEverybody(method)) {
      EXPECT_FALSE(IsRefused(outcome)) << method.path;
      open.insert(method.service);
    } else {
      EXPECT_FALSE(outcome.answered) << method.path;
      EXPECT_EQ(outcome.status.error_code(), grpc::StatusCode::UNAUTHENTICATED)
          << method.path;
      EXPECT_EQ(Reason(outcome), "TOKEN_MISSING") << method.path;
      guarded.insert(method.path);
    }
  }
  EXPECT_THAT(open, ElementsAre("grpc.health.v1.Health",
                                "grpc.reflection.v1.ServerReflection",
                                "grpc.reflection.v1alpha.ServerReflection"));
  EXPECT_EQ(guarded.size(),
            GetParam() == std::string("nianbao-aggregator") ? 27 : 9);
}

TEST_P(AccessTest, EachMethodTakesItsAccessAndAdminAlone) {
  for (const ReflectedMethod& method : methods_) {
    if (IsForEverybody(method)) continue;
    ASSERT_NE(method.access, v1::ACCESS_UNSPECIFIED) << method.path;
    for (const std::string token : kTokens) {
      const Outcome outcome = Call(channel_, method.path, token);
      if (token == TokenFor(method.access) || token == "admin") {
        EXPECT_FALSE(IsRefused(outcome)) << method.path << " " << token << " "
                                         << outcome.status.error_message();
      } else {
        EXPECT_FALSE(outcome.answered) << method.path << " " << token;
        EXPECT_EQ(outcome.status.error_code(),
                  grpc::StatusCode::PERMISSION_DENIED)
            << method.path << " " << token;
        EXPECT_EQ(Reason(outcome), "ACCESS_MISSING");
      }
    }
  }
}

TEST_P(AccessTest, TokensComeAndGoWhileItRuns) {
  const std::string path = GuardedMethod().path;
  EXPECT_EQ(Reason(Call(channel_, path, "new")), "TOKEN_INVALID");
  WriteTokens(absl::StrCat(Sha256Hex("new"), " admin new\n"));
  EXPECT_TRUE(Becomes(path, "new", Reason(Call(channel_, path, "admin"))));
  WriteTokens(absl::StrCat(Sha256Hex("new"), " admin new 2020-01-01\n"));
  EXPECT_TRUE(Becomes(path, "new", "TOKEN_EXPIRED"));
  WriteTokens("");
  EXPECT_TRUE(Becomes(path, "new", "TOKEN_INVALID"));
  EXPECT_FALSE(IsRefused(Call(channel_, path, "admin")));
}

TEST_P(AccessTest, TooManyCallsAreToldWhenToComeBack) {
  Start("limits { calls_per_second: 1 }");
  const std::string path = GuardedMethod().path;
  Outcome outcome;
  for (int i = 0; i < 1000 && Reason(outcome) != "RATE_LIMITED"; ++i) {
    outcome = Call(channel_, path, "admin");
  }
  EXPECT_EQ(outcome.status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  const auto delay = RetryDelayOf(FromGrpcStatus(outcome.status));
  ASSERT_TRUE(delay.has_value());
  EXPECT_GT(*delay, absl::ZeroDuration());
  EXPECT_LE(*delay, absl::Seconds(1));
  EXPECT_EQ(outcome.pushback_ms,
            absl::StrCat(absl::ToInt64Milliseconds(*delay) + 1));
}

INSTANTIATE_TEST_SUITE_P(Programs, AccessTest,
                         ::testing::Values("nianbao-extractor",
                                           "nianbao-aggregator"),
                         [](const auto& program) {
                           return absl::StrCat(program.index);
                         });

}  // namespace access_test
}  // namespace nianbao
