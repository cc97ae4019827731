#include "common/rpc/access/call_limit.h"

#include <optional>

#include "gtest/gtest.h"

namespace nianbao {
namespace call_limit_test {

TEST(CallLimitTest, TicketsComeBack) {
  CallLimit limit(2);
  auto first = limit.TryEnter();
  auto second = limit.TryEnter();
  EXPECT_TRUE(first.has_value() && second.has_value());
  EXPECT_FALSE(limit.TryEnter().has_value());
  first.reset();
  EXPECT_TRUE(limit.TryEnter().has_value());
}

}  // namespace call_limit_test
}  // namespace nianbao
