#include "client/calls/session.h"
#include "gmock/gmock.h"
#include "grpcpp/support/status.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace address_test {

using ::testing::HasSubstr;

TEST(CheckAddress, TakesWhatGrpcTakes) {
  for (const char* address :
       {"127.0.0.1:7701", "localhost:0", "[::1]:7701", "a.example.org:443",
        "dns:///a.example.org:7701", "unix:/run/nianbao"}) {
    EXPECT_TRUE(CheckAddress("--extractor", address).ok()) << address;
  }
}

TEST(CheckAddress, SaysWhatIsMissing) {
  struct Case {
    const char* address;
    const char* message;
  };
  for (const Case& c :
       {Case{"http://127.0.0.1:7701", "leave http:// out"},
        Case{"https://a.example.org", "leave https:// out"},
        Case{"a.example.org", "has no port"}, Case{"[::1]", "has no port"},
        Case{"a:", "has no port"}, Case{"a:http", "has no port"},
        Case{"", "has no port"}}) {
    SCOPED_TRACE(c.address);
    const absl::Status status = CheckAddress("--aggregator", c.address);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()), HasSubstr("--aggregator"));
    EXPECT_THAT(std::string(status.message()), HasSubstr(c.message));
  }
}

TEST(Session, TellsWhereAnotherServiceIs) {
  Session session;
  session.aggregator_address = "127.0.0.1:7701";
  const absl::Status status = session.AggregatorStatus(
      grpc::Status(grpc::StatusCode::UNIMPLEMENTED, ""));
  EXPECT_EQ(status.message(),
            "127.0.0.1:7701 is no nianbao-aggregator of this version; are "
            "--extractor and --aggregator swapped?");
}

}  // namespace address_test
}  // namespace nianbao::client
