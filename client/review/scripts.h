// Simplified and Traditional characters of a text, run by run.
#ifndef NIANBAO_CLIENT_REVIEW_SCRIPTS_H_
#define NIANBAO_CLIENT_REVIEW_SCRIPTS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "client/review/text.h"

namespace opencc {
class SimpleConverter;
}  // namespace opencc

namespace nianbao::client {

// Converts by OpenCC (t2s, s2t). Not thread-safe.
class ScriptConverter {
 public:
  // INTERNAL when the OpenCC dictionaries cannot be read.
  static absl::StatusOr<std::unique_ptr<ScriptConverter>> Create();
  ~ScriptConverter();

  // One string for each run of `lines`, which must be valid UTF-8 without NUL.
  // A line is converted whole, for its phrases; where that changes the number
  // of its characters, each run by itself. INTERNAL when OpenCC fails.
  absl::StatusOr<std::vector<std::string>> Simplified(
      absl::Span<const TextLine> lines) const;
  absl::StatusOr<std::vector<std::string>> Traditional(
      absl::Span<const TextLine> lines) const;

 private:
  ScriptConverter();

  std::unique_ptr<opencc::SimpleConverter> to_simplified_;
  std::unique_ptr<opencc::SimpleConverter> to_traditional_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_REVIEW_SCRIPTS_H_
