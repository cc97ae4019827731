// The shorter forms that texts and people use of the names of divisions.
#ifndef NIANBAO_COMMON_DOMAIN_PLACE_FORMS_H_
#define NIANBAO_COMMON_DOMAIN_PLACE_FORMS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao {

// The display name without its suffix: 海淀 of 海淀区; empty when that would be
// a single character, or when it has none of the suffixes of provinces,
// prefectures and counties.
std::u16string StemOf(absl::string_view display_name);

// The short form of an autonomous prefecture, county or banner: 积石山县 for
// 积石山保安族东乡族撒拉族自治县, 恩施州 for 恩施土家族苗族自治州; empty for
// other names.
std::u16string ShortFormOf(absl::string_view display_name);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_DOMAIN_PLACE_FORMS_H_
