#include "extractor/head/issuer_name.h"

#include <algorithm>
#include <vector>

#include "extractor/head/body_names.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// The name of the division with those above it, as official texts print them:
// 海淀区 is 北京市海淀区 in full, 庄河市 stands alone; a town stands with its
// county.
std::u16string FullName(const DivisionEntry& division) {
  const std::u16string name = FromUtf8(division.name);
  const DivisionEntry* parent = division.parent;
  if (parent == nullptr) return name;
  // 苏州工业园区 has the name of its city in its own.
  constexpr size_t kStem = 2;
  const bool has_parents_name =
      name.size() > FromUtf8(parent->name).size() &&
      StartsWith(name, 0, FromUtf8(parent->name).substr(0, kStem));
  const bool stands_alone = division.level == v1::LEVEL_PREFECTURE ||
                            (division.level == v1::LEVEL_COUNTY &&
                             (!EndsWith(name, u"区") || has_parents_name));
  return stands_alone ? name : FullName(*parent) + name;
}

// True when the printed name names `division` by a word that is no name of
// today: 即墨市人民政府 is what signed before there was a 即墨区.
bool NamesFormer(View printed, const DivisionEntry& division,
                 const PlaceNames& places) {
  const View name = WithoutGovernment(printed);
  if (name.size() == printed.size() ||
      EndsWith(name, FromUtf8(division.name))) {
    return false;
  }
  const std::vector<PlaceNames::Mention> mentions = places.Find(name);
  if (mentions.empty()) return false;
  const PlaceNames::Mention& last = mentions.back();
  const bool renamed = last.is_former && last.end == name.size();
  return (renamed || NamesFormerKind(name, last)) &&
         std::count(last.divisions->begin(), last.divisions->end(), &division) >
             0;
}

// 金华市教育局 for 市教育局 or 教育局 of 金华市.
std::u16string DepartmentName(const DivisionEntry& division, View printed) {
  const std::u16string own = FromUtf8(division.name);
  const size_t at = printed.rfind(own);
  // 宝坻区交通局 calls itself so.
  if (at == 0 && printed.size() > own.size()) return std::u16string(printed);
  // 广州市公安局增城区分局 is in full.
  if (at != npos && at > own.size() && EndsWith(printed, u"分局")) {
    return std::u16string(printed);
  }
  // So is 鄂州市生态环境局华容分局.
  if (division.parent != nullptr && EndsWith(printed, u"分局") &&
      StartsWith(printed, 0, FromUtf8(division.parent->name))) {
    return std::u16string(printed);
  }
  View body = at == npos ? printed : printed.substr(at + own.size());
  if (at == npos && body.size() > 1 &&
      View(u"省市区县旗州").find(body[0]) != npos) {
    body.remove_prefix(1);
  }
  // The tax authorities are the state's own and say so before the division.
  const View state = u"国家税务总局";
  const std::u16string head(StartsWith(printed, 0, state) ? state : View());
  if (StartsWith(body, 0, state)) body.remove_prefix(state.size());
  if (body.empty()) return {};
  return head + FullName(division) + std::u16string(body);
}

std::u16string GovernmentName(const DivisionEntry& division, v1::Level level,
                              View printed) {
  const std::u16string full = FullName(division);
  // 长宁区新泾镇人民政府 calls itself so.
  if (level == v1::LEVEL_TOWNSHIP && division.parent != nullptr &&
      StartsWith(printed, 0, FromUtf8(division.parent->name)) &&
      (EndsWith(printed, u"人民政府") || EndsWith(printed, u"办事处"))) {
    return std::u16string(printed);
  }
  // A zone has a committee, if anything.
  if (EndsLikeZone(full)) {
    return Contains(printed, FromUtf8(division.name)) ? std::u16string(printed)
                                                      : full;
  }
  // A subdistrict has no government but an office of the district's.
  if (level == v1::LEVEL_TOWNSHIP && EndsWith(full, u"街道")) {
    return EndsWith(printed, u"街道办事处") && Contains(printed, u"人民政府")
               ? std::u16string(printed)
               : full + u"办事处";
  }
  // So has a prefecture or league, of the province's.
  if (level == v1::LEVEL_PREFECTURE &&
      (EndsWith(full, u"地区") || EndsWith(full, u"盟"))) {
    return full + u"行政公署";
  }
  return full + u"人民政府";
}

}  // namespace

std::u16string IssuerName(const DivisionEntry* division, v1::Level level,
                          View printed, const PlaceNames& places) {
  if (division == nullptr) return std::u16string(printed);
  if (level == v1::LEVEL_DEPARTMENT) return DepartmentName(*division, printed);
  if (NamesFormer(printed, *division, places)) return std::u16string(printed);
  return GovernmentName(*division, level, printed);
}

}  // namespace nianbao::extractor
