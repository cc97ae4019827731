#include "common/base/address.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao {
namespace address_test {

TEST(AddressTest, KnowsThisMachine) {
  for (const char* host : {"127.0.0.1", "127.8.9.10", "::1", "localhost"}) {
    EXPECT_TRUE(IsLoopback(host)) << host;
  }
  for (const char* host : {"0.0.0.0", "128.0.0.1", "::", "example.org", ""}) {
    EXPECT_FALSE(IsLoopback(host)) << host;
  }
}

TEST(AddressTest, JoinsAndTakesApart) {
  EXPECT_EQ(JoinHostPort("127.0.0.1", 7701), "127.0.0.1:7701");
  EXPECT_EQ(JoinHostPort("::1", 7701), "[::1]:7701");
  EXPECT_EQ(HostOf("127.0.0.1:7701"), "127.0.0.1");
  EXPECT_EQ(HostOf("[::1]:7701"), "::1");
  EXPECT_EQ(HostOf("localhost"), "localhost");
}

TEST(AddressTest, ParsesHostAndPort) {
  const struct {
    const char* address;
    const char* host;
    int port;
  } cases[] = {{"127.0.0.1:9701", "127.0.0.1", 9701},
               {"[::1]:0", "[::1]", 0},
               {"db-1.example:65535", "db-1.example", 65535}};
  for (const auto& c : cases) {
    const auto parsed = ParseHostPort(c.address);
    ASSERT_TRUE(parsed.has_value()) << c.address;
    EXPECT_EQ(parsed->host, c.host);
    EXPECT_EQ(parsed->port, c.port);
  }
}

TEST(AddressTest, RefusesWhatIsNoHostAndPort) {
  for (const char* address :
       {"", "9701", "a", ":9701", "a:", "a:65536", "a:-1", "a:+80", "a: 80",
        "a:80s", "a:1,b:2", "a b:80", "http://a:80"}) {
    EXPECT_FALSE(ParseHostPort(address).has_value()) << address;
  }
}

}  // namespace address_test
}  // namespace nianbao
