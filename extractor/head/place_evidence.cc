// Chinese is printed without blanks, and the names of divisions are words:
//     示范县           ends in 范县
//     二十大关于       has 大关, 行政和解 has 政和, 县公安局 has 公安
//     新城区的改造     is no 新城区
// A word is taken for a division by what stands around it.
//
//   in full, 3 characters or more    is meant, but for ordinary words (新城区),
//                                    which need their city before them
//   in full, 2 characters (范县)     is meant where a word may begin: at the
//                                    begin, behind a mark, 在 or 由, or behind
//                                    a division
//   without suffix                   of a province or prefecture is meant;
//                                    of a county where a word behind or before
//                                    it says so: 法治缙云, 华容分局, 安溪县委
//   a town                           where a word may begin, when it ends in
//                                    镇, 乡, 街道 or 苏木
//
// Names that stand side by side go down: the second is a division of the first
// or of one before it. 徐州市鼓楼区 is that of Xuzhou; where there is no such
// division the name is a stranger's (a development zone's, a former one's).
#include "extractor/head/place_evidence.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "extractor/text/utf16.h"
#include "extractor/text/words.h"

namespace nianbao::extractor {
namespace {

// Names of divisions that are ordinary words as well.
constexpr View kOrdinary[] = {
    u"城区",   u"郊区",   u"矿区",   u"新城区", u"老城区", u"市中区",
    u"东区",   u"西区",   u"新区",   u"港口区", u"城中区", u"城东区",
    u"城西区", u"城北区", u"城厢区", u"江北区", u"河东区", u"高新区",
    u"开发区", u"工业区", u"合作市", u"民族区", u"中心区", u"城关区",
    u"新市区", u"龙头镇", u"中心镇", u"新城镇", u"城关镇", u"集镇"};
// Stems of prefectures and provinces that are ordinary words.
constexpr View kOrdinaryStems[] = {u"安康", u"长治", u"大同", u"保定", u"固原",
                                   u"广安", u"海东", u"海西", u"海北", u"通化",
                                   u"中山", u"三明", u"和田", u"定西", u"吉安",
                                   u"黄南", u"南平", u"来宾", u"东方", u"昌都"};
// Stems of counties that are: 会同市发改委编制 has no 会同 in it.
constexpr View kOrdinaryCountyStems[] = {
    u"会同", u"和平", u"平安", u"资源", u"公安", u"大关", u"和政",
    u"政和", u"民权", u"安定", u"前进", u"东风", u"向阳", u"新兴",
    u"红旗", u"光明", u"新建", u"复兴", u"共和", u"同心", u"合作",
    u"宣化", u"开化", u"定安", u"建始", u"联合", u"团结", u"新城"};
// What stands behind the stem of a county that is meant, and before it.
constexpr View kBehindStem[] = {
    u"分局", u"县委", u"区委", u"市委",     u"日报", u"晚报",
    u"发布", u"融媒", u"普法", u"新闻网",   u"经验", u"特色",
    u"样板", u"实践", u"模式", u"建设规划", u"县局", u"县政府",
    u"一张", u"讯",   u"地区", u"网"};
constexpr View kBeforeStem[] = {u"法治", u"平安", u"清廉", u"数字", u"智慧",
                                u"美丽", u"和谐", u"文明", u"信用", u"幸福",
                                u"大美", u"魅力", u"诚信", u"书香", u"无讼",
                                u"清风", u"政协", u"中共"};
// Characters behind which a word may begin though they are Chinese.
constexpr View kBetween = u"在由从向对及与和是为原现经据至到驻离去入赴府";
constexpr View kTownEndings[] = {u"镇", u"乡", u"街道", u"苏木"};

// What stands around a mention.
struct Around {
  // Directly behind another place.
  bool behind_place = false;
  View before;
  View after;

  // A word may begin here.
  bool MayBegin() const {
    return behind_place || before.empty() || !IsHan(before.back()) ||
           IsOneOf(before.back(), kBetween);
  }
};

bool IsTown(const PlaceNames::Mention& mention) {
  return std::all_of(
      mention.divisions->begin(), mention.divisions->end(),
      [](const DivisionEntry* d) { return d->level == v1::LEVEL_TOWNSHIP; });
}

bool MeansByStem(View name, const PlaceNames::Mention& mention,
                 const Around& around, TextKind kind) {
  const bool above_county =
      std::any_of(mention.divisions->begin(), mention.divisions->end(),
                  [](const DivisionEntry* d) {
                    return d->level == v1::LEVEL_PROVINCE ||
                           d->level == v1::LEVEL_PREFECTURE;
                  });
  if (StartsWithAny(around.after, kBehindStem) ||
      EndsWithAny(around.before, kBeforeStem)) {
    return true;
  }
  // 即墨市, a district today.
  if (IsOneOf(At(around.after, 0), u"市县旗") && around.MayBegin() &&
      !IsAnyOf(name, kOrdinaryCountyStems)) {
    return true;
  }
  // 上海普陀 goes down, or it is no place of Shanghai's; 海淀 is all of the
  // name.
  if (kind == TextKind::kName) {
    const bool alone = around.before.empty() && around.after.empty();
    return (above_county && around.MayBegin()) || around.behind_place || alone;
  }
  return above_county && !IsAnyOf(name, kOrdinaryStems);
}

bool IsMeant(View name, const PlaceNames::Mention& mention,
             const Around& around, TextKind kind) {
  if (mention.is_stem) return MeansByStem(name, mention, around, kind);
  if (IsAnyOf(name, kOrdinary)) {
    return around.behind_place ||
           (kind == TextKind::kName && around.before.empty());
  }
  if (IsTown(mention)) {
    return EndsWithAny(name, kTownEndings) && name.size() > 2 &&
           around.MayBegin();
  }
  return name.size() > 2 || around.MayBegin();
}

void DropTowns(std::vector<const DivisionEntry*>& divisions) {
  std::erase_if(divisions, [](const DivisionEntry* d) {
    return d->level == v1::LEVEL_TOWNSHIP;
  });
}

// Those of the divisions that lie within one of `above`.
std::vector<const DivisionEntry*> Within(
    const std::vector<const DivisionEntry*>& divisions, const Place& above) {
  std::vector<const DivisionEntry*> within;
  for (const DivisionEntry* d : divisions) {
    const bool is_within =
        std::any_of(above.divisions.begin(), above.divisions.end(),
                    [&](const DivisionEntry* a) {
                      return a != d && Gazetteer::IsWithin(*d, *a);
                    });
    if (is_within) within.push_back(d);
  }
  return within;
}

}  // namespace

Places MeantPlaces(View text, TextKind kind, const PlaceNames& names) {
  Places found;
  // Where the row of names that stand side by side begins in `found`.
  size_t row = 0;
  for (const PlaceNames::Mention& mention : names.Find(text)) {
    const View name = text.substr(mention.begin, mention.end - mention.begin);
    Around around;
    around.behind_place =
        !found.places.empty() && found.places.back().end == mention.begin;
    around.before = text.substr(0, mention.begin);
    around.after = text.substr(mention.end);
    if (!IsMeant(name, mention, around, kind)) continue;
    Place place{mention.begin, mention.end, *mention.divisions, mention.is_stem,
                mention.until};
    // A town called 东城区 is none that a text would call so.
    if (!EndsWithAny(name, kTownEndings)) DropTowns(place.divisions);
    if (place.divisions.empty()) continue;
    if (!around.behind_place) row = found.places.size();
    // In a name, those apart from it narrow it down, too:
    // 鄂州市生态环境局华容分局.
    const size_t above = kind == TextKind::kName ? 0 : row;
    bool goes_down = row == found.places.size();
    for (size_t i = found.places.size(); i > above; --i) {
      auto within = Within(place.divisions, found.places[i - 1]);
      if (within.empty()) continue;
      place.divisions = std::move(within);
      goes_down = true;
      break;
    }
    if (!goes_down) {
      // 青田县公安局 has no 公安县 in it.
      found.has_stranger |= !mention.is_stem;
      continue;
    }
    found.places.push_back(std::move(place));
  }
  return found;
}

}  // namespace nianbao::extractor
