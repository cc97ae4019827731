#include "client/output/printable.h"

#include "gtest/gtest.h"

namespace nianbao::client {
namespace printable_test {

struct TextCase {
  const char* text;
  const char* printable;
  const char* without_controls;
  const char* escaped;
};

constexpr TextCase kCases[] = {
    {"年报, 12%", "年报, 12%", "年报, 12%", "年报, 12%"},
    {"a\x1b]0;x\x07", "a ]0;x ", "a ]0;x ", "a\\u001b]0;x\\u0007"},
    {"a\nb\tc\rd", "a b c d", "a\nb c d", "a\nb\tc\\u000dd"},
    // The one-byte form of ESC [, and a line separator.
    {"a\u009b2J\u2028", "a 2J ", "a 2J ", "a\\u009b2J\\u2028"},
    {"\u202Ea\u2066b\u200F\u061C", "ab", "\u202Ea\u2066b\u200F\u061C",
     "\\u202ea\\u2066b\\u200f\\u061c"},
    {"a\xff\x9b", "a\uFFFD\uFFFD", "a\uFFFD\uFFFD", "a\\xff\\x9b"},
    // Joins characters, and is no mark of direction.
    {"a\u200Db", "a\u200Db", "a\u200Db", "a\u200Db"},
};

TEST(Printable, MakesTextHarmless) {
  for (const TextCase& c : kCases) {
    EXPECT_EQ(Printable(c.text), c.printable);
    EXPECT_EQ(WithoutControls(c.text), c.without_controls);
    EXPECT_EQ(Escaped(c.text), c.escaped);
  }
}

}  // namespace printable_test
}  // namespace nianbao::client
