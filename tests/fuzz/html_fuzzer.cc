// Pages: any valid UTF-8 gives valid UTF-8, or INVALID_ARGUMENT.
#include <cstdint>
#include <cstdlib>

#include "extractor/document/html.h"
#include "extractor/document/utf8_scan.h"

namespace nianbao {
namespace {

void ReadAnyPage(absl::string_view page) {
  if (extractor::ScanUtf8(page).invalid != absl::string_view::npos) return;
  extractor::LooksLikeHtml(page);
  const absl::StatusOr<std::string> text = extractor::HtmlToText(page);
  const bool holds =
      text.ok() ? extractor::ScanUtf8(*text).invalid == absl::string_view::npos
                : absl::IsInvalidArgument(text.status());
  if (!holds) std::abort();
}

}  // namespace
}  // namespace nianbao

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  nianbao::ReadAnyPage(
      absl::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
