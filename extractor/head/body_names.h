// What the name of a public body tells by its ending: 金华市教育局 is a
// department, 太平镇人民政府 the government of a town.
#ifndef NIANBAO_EXTRACTOR_HEAD_BODY_NAMES_H_
#define NIANBAO_EXTRACTOR_HEAD_BODY_NAMES_H_

#include <string_view>

#include "extractor/head/place_names.h"
#include "extractor/text/utf16.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

inline constexpr View kDepartmentEndings[] = {
    u"公安机关", u"局",     u"厅",         u"委员会", u"委",     u"总队",
    u"支队",     u"大队",   u"中心",       u"专署",   u"院",     u"办公室",
    u"管委会",   u"法制办", u"政务办",     u"信访办", u"金融办", u"人防办",
    u"外事办",   u"应急办", u"扶贫办",     u"医保办", u"双创办", u"公管办",
    u"司法所",   u"分局",   u"公积金中心", u"联合社", u"合作社", u"海关",
    u"管理处",   u"监狱"};

// True when the name ends like that of a department.
bool EndsLikeDepartment(View name);

// Where the name of a department that the clause begins with ends; 0 when it
// begins with none.
size_t EndOfDepartment(View clause);

// The name without 人民政府, 办事处 and the like: the place it governs.
View WithoutGovernment(View name);

// True for 即墨市, a district today: the name ends in the stem of a division
// and in another kind than it is of. `last` is the last mention in it.
bool NamesFormerKind(View name, const PlaceNames::Mention& last);

// True when the name ends like that of a zone: 苏州工业园区. Districts that end
// so (浦东新区) are none.
bool EndsLikeZone(View name);

// True for a zone that is no division: 青岛西海岸新区, 成都高新区, 苏州工业园区
// 管理委员会, and for departments of one. False for 上海市浦东新区.
bool NamesZone(View name, const PlaceNames& places);

// The level of the body that goes by the name; LEVEL_UNSPECIFIED when the name
// does not tell.
v1::Level LevelOfName(View name, const PlaceNames& places);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_HEAD_BODY_NAMES_H_
