#include "extractor/decode.h"

#include "absl/strings/str_cat.h"
#include "common/status.h"
#include "extractor/extractor.h"

namespace nianbao {

absl::StatusOr<absl::string_view> Decode(const v1::Document& document) {
  const std::string& content = document.content();
  if (content.empty()) return BadRequest("document.content", "is empty");
  if (content.size() > kMaxDocumentBytes) {
    return BadRequest("document.content",
                      absl::StrCat("has ", content.size(),
                                   " bytes; the limit is ", kMaxDocumentBytes));
  }
  return content;
}

}  // namespace nianbao
