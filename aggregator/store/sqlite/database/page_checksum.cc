#include "aggregator/store/sqlite/database/page_checksum.h"

#include "absl/strings/match.h"

namespace nianbao::aggregator {
namespace {

// With the 0 at its end.
constexpr absl::string_view kMagic("SQLite format 3", 16);
constexpr size_t kHeaderBytes = 100;

// Compilers make one instruction of it.
uint32_t ReadWord(const char* bytes) {
  const auto* const byte = reinterpret_cast<const uint8_t*>(bytes);
  return uint32_t{byte[0]} | uint32_t{byte[1]} << 8 | uint32_t{byte[2]} << 16 |
         uint32_t{byte[3]} << 24;
}

absl::string_view Checked(absl::string_view page) {
  return page.substr(0, page.size() - kChecksumBytes);
}

}  // namespace

uint64_t ChecksumOf(absl::string_view bytes) {
  uint32_t s1 = 0, s2 = 0;
  for (size_t i = 0; i + 8 <= bytes.size(); i += 8) {
    s1 += ReadWord(bytes.data() + i) + s2;
    s2 += ReadWord(bytes.data() + i + 4) + s1;
  }
  return uint64_t{s2} << 32 | s1;
}

bool HasItsChecksum(absl::string_view page) {
  const char* const end = page.data() + page.size() - kChecksumBytes;
  return ChecksumOf(Checked(page)) ==
         (uint64_t{ReadWord(end + 4)} << 32 | ReadWord(end));
}

void SetChecksum(char* page, size_t size) {
  uint64_t sum = ChecksumOf(Checked(absl::string_view(page, size)));
  for (char* byte = page + size - kChecksumBytes; byte < page + size; ++byte) {
    *byte = static_cast<char>(sum & 0xff);
    sum >>= 8;
  }
}

int ChecksummedPageSize(absl::string_view header) {
  if (header.size() < kHeaderBytes || !absl::StartsWith(header, kMagic) ||
      header[20] != kChecksumBytes) {
    return 0;
  }
  // Big-endian; 1 stands for 65536, which does not fit.
  const int size =
      static_cast<uint8_t>(header[16]) << 8 | static_cast<uint8_t>(header[17]);
  const int page_size = size == 1 ? 65536 : size;
  return IsPageSize(page_size) ? page_size : 0;
}

bool IsPageSize(int64_t size) {
  return size >= 512 && size <= 65536 && (size & (size - 1)) == 0;
}

}  // namespace nianbao::aggregator
