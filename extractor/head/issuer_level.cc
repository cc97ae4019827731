#include "extractor/head/issuer_level.h"

#include <algorithm>
#include <array>

#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// Characters of the opening, where a report speaks of itself first: its words
// count three times.
constexpr size_t kOpening = 160;
constexpr double kVotesInOpening = 3;
// Shares of the votes, fitted by hand on the annotated reports (tests/gold).
// Departments and towns also speak of the city above them (全市), all the more
// when they report on its orders: a quarter of the votes is enough for them.
constexpr double kNarrowShare = 0.25;
// A county that says 全市 nearly as often as 全区 is a county.
constexpr double kNextToBest = 0.8;

// How texts speak of the body that writes them.
struct SelfWord {
  View word;
  v1::Level level;
};
constexpr SelfWord kSelfWords[] = {
    {u"局党组", v1::LEVEL_DEPARTMENT},   {u"我局", v1::LEVEL_DEPARTMENT},
    {u"本局", v1::LEVEL_DEPARTMENT},     {u"局党委", v1::LEVEL_DEPARTMENT},
    {u"厅党组", v1::LEVEL_DEPARTMENT},   {u"我厅", v1::LEVEL_DEPARTMENT},
    {u"我委", v1::LEVEL_DEPARTMENT},     {u"委党组", v1::LEVEL_DEPARTMENT},
    {u"全局", v1::LEVEL_DEPARTMENT},     {u"我镇", v1::LEVEL_TOWNSHIP},
    {u"镇党委", v1::LEVEL_TOWNSHIP},     {u"镇政府", v1::LEVEL_TOWNSHIP},
    {u"全镇", v1::LEVEL_TOWNSHIP},       {u"我乡", v1::LEVEL_TOWNSHIP},
    {u"乡党委", v1::LEVEL_TOWNSHIP},     {u"乡政府", v1::LEVEL_TOWNSHIP},
    {u"全乡", v1::LEVEL_TOWNSHIP},       {u"我街道", v1::LEVEL_TOWNSHIP},
    {u"街道党工委", v1::LEVEL_TOWNSHIP}, {u"我街", v1::LEVEL_TOWNSHIP},
    {u"街道办事处", v1::LEVEL_TOWNSHIP}, {u"本街道", v1::LEVEL_TOWNSHIP},
    {u"街道辖区", v1::LEVEL_TOWNSHIP},   {u"街道劳动", v1::LEVEL_TOWNSHIP},
    {u"全街道", v1::LEVEL_TOWNSHIP},     {u"街道司法所", v1::LEVEL_TOWNSHIP},
    {u"我区", v1::LEVEL_COUNTY},         {u"全区", v1::LEVEL_COUNTY},
    {u"区政府", v1::LEVEL_COUNTY},       {u"区委", v1::LEVEL_COUNTY},
    {u"我县", v1::LEVEL_COUNTY},         {u"全县", v1::LEVEL_COUNTY},
    {u"县政府", v1::LEVEL_COUNTY},       {u"县人民政府", v1::LEVEL_COUNTY},
    {u"县委", v1::LEVEL_COUNTY},         {u"我旗", v1::LEVEL_COUNTY},
    {u"全旗", v1::LEVEL_COUNTY},         {u"旗政府", v1::LEVEL_COUNTY},
    {u"我市", v1::LEVEL_PREFECTURE},     {u"全市", v1::LEVEL_PREFECTURE},
    {u"市政府", v1::LEVEL_PREFECTURE},   {u"全州", v1::LEVEL_PREFECTURE},
    {u"州政府", v1::LEVEL_PREFECTURE},   {u"我州", v1::LEVEL_PREFECTURE},
    {u"我省", v1::LEVEL_PROVINCE},       {u"全省", v1::LEVEL_PROVINCE},
    {u"省政府", v1::LEVEL_PROVINCE},     {u"自治区", v1::LEVEL_PROVINCE},
    {u"省人民政府", v1::LEVEL_PROVINCE},
};

}  // namespace

v1::Level LevelOfText(View text) {
  std::array<double, v1::Level_ARRAYSIZE> votes{};
  for (const SelfWord& self : kSelfWords) {
    for (size_t at = text.find(self.word); at != npos;
         at = text.find(self.word, at + 1)) {
      votes[self.level] += at < kOpening ? kVotesInOpening : 1;
    }
  }
  double all = 0;
  for (double v : votes) all += v;
  if (all == 0) return v1::LEVEL_UNSPECIFIED;
  for (v1::Level level : {v1::LEVEL_DEPARTMENT, v1::LEVEL_TOWNSHIP}) {
    if (votes[level] >= std::max(1.0, all * kNarrowShare)) return level;
  }
  v1::Level best = v1::LEVEL_PROVINCE;
  for (v1::Level level : {v1::LEVEL_PREFECTURE, v1::LEVEL_COUNTY}) {
    if (votes[level] >= votes[best] * kNextToBest) best = level;
  }
  return best;
}

}  // namespace nianbao::extractor
