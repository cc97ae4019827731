#include "extractor/head/body_names.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "extractor/head/place_evidence.h"
#include "extractor/text/words.h"

namespace nianbao::extractor {
namespace {

// The longest first is not needed: any of them tells the level.
constexpr View kTownshipEndings[] = {u"街道办事处", u"街道", u"街",    u"镇",
                                     u"乡",         u"苏木", u"办事处"};

// An ending of a department that begins further right than this belongs to
// another body that the clause mentions.
constexpr size_t kDepartmentWindow = 26;

// Characters of the shortest name of a department, which says whose it is:
// 市政务办, 县公安局, but not 我局.
constexpr size_t kShortestBody = 3;

// What the names of zones end in that have a committee for a government.
constexpr View kZones[] = {
    u"新区",   u"开发区", u"高新区",     u"园区",   u"管理区", u"合作区",
    u"试验区", u"示范区", u"保税区",     u"度假区", u"新城",   u"风景区",
    u"名胜区", u"经开区", u"自贸区",     u"产业园", u"科学城", u"生态城",
    u"集聚区", u"功能区", u"出口加工区", u"兵团",   u"工业园", u"科技城"};

}  // namespace

bool EndsLikeDepartment(View name) {
  return EndsWithAny(name, kDepartmentEndings);
}

size_t EndOfDepartment(View clause) {
  size_t best = 0;
  for (View ending : kDepartmentEndings) {
    // These also end words that are no bodies.
    if (ending == u"委员会" || ending == u"中心" || ending == u"院" ||
        ending == u"办公室") {
      continue;
    }
    const size_t at = clause.substr(0, kDepartmentWindow).find(ending);
    // 区委 and 市委 are the party committee.
    if (at == npos || at == 0 || at + ending.size() < kShortestBody ||
        (ending == u"委" &&
         View(u"省市区县旗州党工纪常").find(clause[at - 1]) != npos)) {
      continue;
    }
    best = std::max(best, at + ending.size());
  }
  return Contains(clause.substr(0, best), u"人民政府") ? 0 : best;
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

bool EndsLikeZone(View name) {
  return EndsWithAny(name, kZones) && !EndsWith(name, u"浦东新区") &&
         !EndsWith(name, u"滨海新区") && !EndsWith(name, u"沈北新区");
}

bool NamesZone(View name, const PlaceNames& names) {
  const std::vector<Place> places =
      MeantPlaces(name, TextKind::kName, names).places;
  for (View zone : kZones) {
    for (size_t at = name.find(zone); at != npos;
         at = name.find(zone, at + 1)) {
      const bool is_division =
          std::any_of(places.begin(), places.end(), [&](const Place& place) {
            return place.begin <= at && at < place.end;
          });
      // 新城区 is a district, 开发区大道 a street; a zone's name ends there, or
      // goes on with what governs it.
      const View rest = name.substr(at + zone.size());
      const bool ends = rest.empty() || StartsWith(rest, 0, u"管") ||
                        EndsLikeDepartment(rest);
      if (at > 0 && !is_division && ends) return true;
    }
  }
  return false;
}

v1::Level LevelOfName(View name, const PlaceNames& names) {
  if (name.empty() || NamesZone(name, names)) return v1::LEVEL_UNSPECIFIED;
  const View place = WithoutGovernment(name);
  if (EndsWithAny(place, kTownshipEndings)) return v1::LEVEL_TOWNSHIP;
  const Places meant = MeantPlaces(place, TextKind::kName, names);
  const std::vector<PlaceNames::Mention> mentions = names.Find(place);
  if (!mentions.empty() && NamesFormerKind(place, mentions.back())) {
    return mentions.back().divisions->front()->level;
  }
  if (!meant.places.empty() && meant.places.back().end == place.size()) {
    return meant.places.back().divisions.front()->level;
  }
  // A name that ends in a division is that of its government; 金华市教育局 only
  // begins with one.
  const bool is_government = place.size() < name.size();
  if (!is_government && EndsLikeDepartment(place)) return v1::LEVEL_DEPARTMENT;
  return v1::LEVEL_UNSPECIFIED;
}

}  // namespace nianbao::extractor
