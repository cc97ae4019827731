#include "common/rpc/access/call_limit.h"

#include <optional>

#include "gtest/gtest.h"

namespace nianbao {
namespace call_limit_test {

TEST(CallLimitTest, TicketsComeBack) {
  CallLimit limit(2, 2);
  auto first = limit.TryEnter("a");
  auto second = limit.TryEnter("a");
  EXPECT_TRUE(first.has_value() && second.has_value());
  EXPECT_FALSE(limit.TryEnter("a").has_value());
  EXPECT_FALSE(limit.TryEnter("b").has_value());
  first.reset();
  EXPECT_TRUE(limit.TryEnter("b").has_value());
}

TEST(CallLimitTest, AClientHasItsShareAndNoMore) {
  CallLimit limit(3, 2);
  auto first = limit.TryEnter("a");
  EXPECT_FALSE(limit.HasShare("a"));
  const auto second = limit.TryEnter("a");
  EXPECT_TRUE(limit.HasShare("a"));
  EXPECT_FALSE(limit.TryEnter("a").has_value());
  EXPECT_FALSE(limit.HasShare("b"));
  EXPECT_TRUE(limit.TryEnter("b").has_value());
  first.reset();
  EXPECT_FALSE(limit.HasShare("a"));
  EXPECT_TRUE(limit.TryEnter("a").has_value());
}

}  // namespace call_limit_test
}  // namespace nianbao
