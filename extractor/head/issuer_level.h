// The level of a report's issuer, by how its text speaks of itself.
#ifndef NIANBAO_EXTRACTOR_HEAD_ISSUER_LEVEL_H_
#define NIANBAO_EXTRACTOR_HEAD_ISSUER_LEVEL_H_

#include <string_view>

#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// The narrowest level that the text speaks of as its own often enough (我局,
// 全镇, 区政府); LEVEL_UNSPECIFIED when it speaks of none. Linear time.
v1::Level LevelOfText(std::u16string_view text);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_HEAD_ISSUER_LEVEL_H_
