#include "extractor/document/utf8_scan.h"

#include <unicode/utf8.h>

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace nianbao::extractor {
namespace {

// True when the first three of four bytes are a character of U+1000 to U+CFFF,
// which most Chinese characters are: three bytes without further conditions,
// told by one comparison of four bytes.
bool IsHanInUtf8(const uint8_t* bytes) {
  using Bytes = std::array<uint8_t, 4>;
  constexpr auto kMask = std::bit_cast<uint32_t>(Bytes{0xF0, 0xC0, 0xC0, 0});
  constexpr auto kForm = std::bit_cast<uint32_t>(Bytes{0xE0, 0x80, 0x80, 0});
  uint32_t four;
  memcpy(&four, bytes, sizeof(four));
  return (four & kMask) == kForm && *bytes > 0xE0 && *bytes < 0xED;
}

// True for any other character of three bytes whose lead has no conditions on
// the byte that follows. `p` has three bytes at least.
bool IsPlainTriple(const uint8_t* p) {
  const uint8_t lead = p[0];
  return lead > 0xE0 && lead < 0xF0 && lead != 0xED && (p[1] & 0xC0) == 0x80 &&
         (p[2] & 0xC0) == 0x80;
}

bool IsReplacement(const uint8_t* p) {
  return p[0] == 0xEF && p[1] == 0xBF && p[2] == 0xBD;
}

}  // namespace

Utf8Scan ScanUtf8(absl::string_view bytes) {
  Utf8Scan scan;
  const auto* p = reinterpret_cast<const uint8_t*>(bytes.data());
  const size_t size = bytes.size();
  for (size_t i = 0; i < size;) {
    // Runs of Chinese characters take nine tenths of a report.
    for (; i + 4 <= size && IsHanInUtf8(p + i); i += 3) {
    }
    if (i == size) break;
    if (p[i] < 0x80) {
      if (p[i] == 0 && scan.nul == absl::string_view::npos) scan.nul = i;
      ++i;
    } else if (i + 2 < size && IsPlainTriple(p + i)) {
      if (IsReplacement(p + i) && scan.replacements++ == 0) {
        scan.replacement = i;
      }
      i += 3;
    } else {
      const size_t begin = i;
      UChar32 c;
      U8_NEXT(p, i, size, c);
      if (c < 0) {
        scan.invalid = begin;
        return scan;
      }
    }
  }
  return scan;
}

}  // namespace nianbao::extractor
