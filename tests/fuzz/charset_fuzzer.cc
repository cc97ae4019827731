// Telling and converting character sets: the result is valid UTF-8, or
// INVALID_ARGUMENT. Bytes up to the first line break are the declared set.
#include <cstdint>
#include <cstdlib>

#include "extractor/document/charset.h"
#include "extractor/document/chinese_prose.h"
#include "extractor/document/utf8_scan.h"

namespace nianbao {
namespace {

void Check(const absl::StatusOr<std::string>& utf8) {
  if (utf8.ok()) (void)extractor::ReadsLikeChinese(*utf8);
  const bool holds = utf8.ok() || absl::IsInvalidArgument(utf8.status());
  // Messages, too: they are fields of protocol buffers.
  const absl::string_view text =
      utf8.ok() ? absl::string_view(*utf8) : utf8.status().message();
  if (!holds || extractor::ScanUtf8(text).invalid != absl::string_view::npos)
    std::abort();
}

void ConvertAnything(absl::string_view data) {
  const size_t line = data.find('\n');
  const absl::string_view declared =
      line == absl::string_view::npos ? "" : data.substr(0, line);
  const absl::string_view bytes =
      line == absl::string_view::npos ? data : data.substr(line + 1);
  Check(extractor::ConvertUndeclared(bytes, declared));
  Check(extractor::ConvertUndeclared(bytes, extractor::CharsetInMarkup(bytes)));
  Check(extractor::ConvertToUtf8(bytes, std::string(declared)));
  if (const extractor::ByteOrderMark mark = extractor::FindByteOrderMark(bytes);
      mark.charset != nullptr) {
    Check(extractor::ConvertToUtf8(bytes, mark.charset));
  }
}

}  // namespace
}  // namespace nianbao

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  nianbao::ConvertAnything(
      absl::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
