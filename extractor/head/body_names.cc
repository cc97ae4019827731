#include "extractor/head/body_names.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace nianbao::extractor {
namespace {

// The longest first is not needed: any of them tells the level.
constexpr View kTownshipEndings[] = {u"街道办事处", u"街道", u"街",    u"镇",
                                     u"乡",         u"苏木", u"办事处"};

bool EndsWithAny(View name, const auto& endings) {
  return std::any_of(std::begin(endings), std::end(endings),
                     [&](View ending) { return EndsWith(name, ending); });
}

}  // namespace

bool EndsLikeDepartment(View name) {
  return EndsWithAny(name, kDepartmentEndings);
}

View WithoutGovernment(View name) {
  for (View tail : {u"人民政府", u"政府", u"办事处", u"行政公署", u"行署"}) {
    if (EndsWith(name, tail)) return name.substr(0, name.size() - tail.size());
  }
  return name;
}

bool NamesFormerKind(View name, const PlaceNames::Mention& last) {
  return last.is_stem && last.end + 1 == name.size() &&
         View(u"市县区旗").find(name.back()) != npos;
}

v1::Level LevelOfName(View name, const PlaceNames& places) {
  if (name.empty()) return v1::LEVEL_UNSPECIFIED;
  const View place = WithoutGovernment(name);
  if (EndsWithAny(place, kTownshipEndings)) return v1::LEVEL_TOWNSHIP;
  const std::vector<PlaceNames::Mention> mentions = places.Find(place);
  if (!mentions.empty() && (mentions.back().end == place.size() ||
                            NamesFormerKind(place, mentions.back()))) {
    return mentions.back().divisions->front()->level;
  }
  // A name that ends in a division is that of its government; 金华市教育局 only
  // begins with one.
  const bool is_government = place.size() < name.size();
  if (!is_government && EndsLikeDepartment(place)) return v1::LEVEL_DEPARTMENT;
  return v1::LEVEL_UNSPECIFIED;
}

}  // namespace nianbao::extractor
