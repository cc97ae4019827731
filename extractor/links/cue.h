// Words of link rules, written with alternatives.
#ifndef NIANBAO_EXTRACTOR_LINKS_CUE_H_
#define NIANBAO_EXTRACTOR_LINKS_CUE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace nianbao::extractor {

// All words that `cue` stands for: "(受理|收到)复议(申请)?" gives 受理复议,
// 受理复议申请, 收到复议, 收到复议申请. Parentheses do not nest; full-width
// ones（）are part of the word. INVALID_ARGUMENT for a malformed cue, an empty
// word, or more than 256 words.
absl::StatusOr<std::vector<std::u16string>> ExpandCue(std::u16string_view cue);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_LINKS_CUE_H_
