// Files of hashed tokens: any bytes give entries that keep to what their header
// promises, or an error that shows nothing of what a line holds.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "common/rpc/access/token_file.h"
#include "extractor/document/utf8_scan.h"
#include "tests/fuzz/require.h"

namespace nianbao {
namespace {

// Longer than any word of an error, shorter than what is secret.
constexpr size_t kTellingBytes = 24;

void RequireSilence(absl::string_view text, const absl::Status& status) {
  Require(absl::IsInvalidArgument(status), "an error is the file's");
  Require(
      extractor::ScanUtf8(status.message()).invalid == absl::string_view::npos,
      "an error is in UTF-8");
  for (const absl::string_view word :
       absl::StrSplit(text, absl::ByAnyChar(" \t\r\n"))) {
    Require(word.size() < kTellingBytes ||
                !absl::StrContains(status.message(), word),
            "an error shows nothing of the file");
  }
}

void ReadAnyTokens(absl::string_view text) {
  const absl::StatusOr<std::vector<TokenEntry>> entries = ParseTokens(text);
  if (!entries.ok()) {
    RequireSilence(text, entries.status());
    return;
  }
  Require(entries->size() <= 10000, "there are at most 10,000 entries");
  for (const TokenEntry& entry : *entries) {
    Require(!entry.name.empty() && entry.name.size() <= 64 &&
                std::all_of(entry.name.begin(), entry.name.end(),
                            absl::ascii_isgraph),
            "a name is a short word");
    Require(!entry.access.empty(), "an entry gives access to something");
  }
}

}  // namespace
}  // namespace nianbao

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  nianbao::ReadAnyTokens(
      absl::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
