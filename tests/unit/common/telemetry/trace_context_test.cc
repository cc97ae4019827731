#include "common/telemetry/trace_context.h"

#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao {
namespace trace_context_test {

using ::testing::MatchesRegex;

constexpr char kTrace[] = "4bf92f3577b34da6a3ce929d0e0e4736";
constexpr char kParent[] = "00f067aa0ba902b7";

TEST(TraceContextTest, TakesOverWhatIsWellFormed) {
  const struct {
    const char* header;
    bool sampled;
  } cases[] = {
      {"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", true},
      {"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00", false},
      {"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-02", false},
      {"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0b", true},
      // A later version, with a field that is not known here.
      {"01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what", true},
  };
  for (const auto& [header, sampled] : cases) {
    const TraceContext context = ContinueTrace(header);
    EXPECT_EQ(context.trace_id, kTrace) << header;
    EXPECT_EQ(context.parent_span_id, kParent) << header;
    EXPECT_NE(context.span_id, kParent) << header;
    EXPECT_THAT(context.span_id, MatchesRegex("[0-9a-f]{16}")) << header;
    EXPECT_EQ(context.sampled, sampled) << header;
  }
}

TEST(TraceContextTest, BeginsATraceWhenMalformed) {
  for (const char* header : {
           "",
           "garbage",
           "00",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
           // Upper case, short, long, all zero.
           "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b70-01",
           "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
           "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
           // Flags, version, and a field too many for that version.
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x",
           "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
           "0-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 ",
       }) {
    const TraceContext context = ContinueTrace(header);
    EXPECT_THAT(context.trace_id, MatchesRegex("[0-9a-f]{32}")) << header;
    EXPECT_NE(context.trace_id, kTrace) << header;
    EXPECT_EQ(context.parent_span_id, "") << header;
    EXPECT_TRUE(context.sampled) << header;
  }
}

TEST(TraceContextTest, IdsDiffer) {
  std::set<std::string> ids;
  for (int i = 0; i < 1000; ++i) ids.insert(RandomId());
  EXPECT_EQ(ids.size(), 1000);
}

}  // namespace trace_context_test
}  // namespace nianbao
