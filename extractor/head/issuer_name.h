// The full name of a report's issuer.
#ifndef NIANBAO_EXTRACTOR_HEAD_ISSUER_NAME_H_
#define NIANBAO_EXTRACTOR_HEAD_ISSUER_NAME_H_

#include <string>
#include <string_view>

#include "common/domain/gazetteer.h"
#include "extractor/head/place_names.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// The name of the body of that level whose division is `division` (null when
// unknown), which the report calls `printed`: 北京市海淀区人民政府 for 区政府,
// 金华市教育局 for 市教育局. As printed where the report uses a name that the
// division had before, where the printed name is in full, and where nothing
// better is known; empty when nothing is.
std::u16string IssuerName(const DivisionEntry* division, v1::Level level,
                          std::u16string_view printed,
                          const PlaceNames& places);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_HEAD_ISSUER_NAME_H_
