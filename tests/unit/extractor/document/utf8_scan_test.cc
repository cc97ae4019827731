#include "extractor/document/utf8_scan.h"

#include "gtest/gtest.h"

namespace nianbao::extractor {
namespace utf8_scan_test {

constexpr size_t kNone = absl::string_view::npos;

TEST(ScanUtf8Test, NamesTheFirstByteThatIsNotUtf8) {
  const struct {
    absl::string_view bytes;
    size_t invalid;
  } kCases[] = {
      {"", kNone},
      {"受理12件", kNone},
      {"é\U00020000\U0010FFFF\uFFFF", kNone},
      {"受理\xFF", 6},
      {"受\xE7\x90", 3},        // cut short
      {"a\x80", 1},             // a trail byte alone
      {"\xC0\xAF", 0},          // overlong
      {"\xE0\x80\xAF", 0},      // overlong
      {"a\xED\xA0\x80", 1},     // a surrogate
      {"\xF4\x90\x80\x80", 0},  // past U+10FFFF
      {"\xE7\x90\xC3", 0},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(ScanUtf8(c.bytes).invalid, c.invalid) << c.bytes;
  }
}

TEST(ScanUtf8Test, FindsNulsAndReplacementCharacters) {
  const Utf8Scan scan = ScanUtf8(absl::string_view("受\uFFFD理\0\uFFFD", 13));
  EXPECT_EQ(scan.invalid, kNone);
  EXPECT_EQ(scan.nul, 9u);
  EXPECT_EQ(scan.replacement, 3u);
  EXPECT_EQ(scan.replacements, 2u);
}

}  // namespace utf8_scan_test
}  // namespace nianbao::extractor
