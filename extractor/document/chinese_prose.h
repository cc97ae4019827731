// Whether a text reads like Chinese prose, by the characters it is made of.
#ifndef NIANBAO_EXTRACTOR_DOCUMENT_CHINESE_PROSE_H_
#define NIANBAO_EXTRACTOR_DOCUMENT_CHINESE_PROSE_H_

#include <string_view>

#include "absl/strings/string_view.h"

namespace nianbao::extractor {

// A text with a lower share of common characters is no Chinese prose: the share
// is 0.5 to 0.7 in reports, and under 0.05 when they are read in a wrong
// character set.
inline constexpr double kLeastCommonShare = 0.15;

// The share of frequent characters and punctuation of Chinese among those
// beyond ASCII; 0 when there are none.
double ShareOfCommon(std::u16string_view text);

// The part of a document that tells what it is written in: up to 64 KB from the
// first byte beyond ASCII on, at an even offset for UTF-16.
absl::string_view SampleOf(absl::string_view bytes);

// True unless `utf8`, valid, has many characters beyond ASCII of which few are
// those that Chinese prose is made of. Looks at 2 KB.
bool ReadsLikeChinese(absl::string_view utf8);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_DOCUMENT_CHINESE_PROSE_H_
