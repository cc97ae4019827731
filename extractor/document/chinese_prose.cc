// Chinese prose is made of few characters: the 300 or so below make more than
// half of a report. A text in GB18030 that is read as Big5 decodes nearly
// without an error, but into rare characters:
//     全年共受理行政复议  ->  孩篧粗傱縭俷葩祜
// So the share of frequent characters among those beyond ASCII tells whether a
// character set was the right one. Both scripts are listed, with punctuation
// and the words of administration, which reports use more than other prose.
//
// Costs one look at a table of bits (8 KB) for a character of the sample.
#include "extractor/document/chinese_prose.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <bitset>
#include <cstdint>

namespace nianbao::extractor {
namespace {

// Bytes looked at to tell a character set by its text: enough for a page whose
// head is scripts in ASCII, and read in well under a millisecond.
constexpr size_t kSampleBytes = 64 << 10;
// Bytes of a finished conversion looked at; every document pays for these.
constexpr size_t kJudgedBytes = 2 << 10;
// Fewer characters beyond ASCII tell nothing: a page of figures may have some.
constexpr size_t kFewCharacters = 32;

// The most frequent characters of Chinese prose and of these reports, in both
// scripts, with punctuation.
constexpr char16_t kCommon[] =
    u"的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可"
    u"主发"
    u"年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力"
    u"里如"
    u"水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其"
    u"些然"
    u"前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比"
    u"或但"
    u"质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程"
    u"展五"
    u"果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较"
    u"将组"
    u"府市区县局镇街执规落织监督服务案复议督查依权信息"
    u"這個為國時來們會對發動過說產種後學經進電現實點從業應開還間樣與關數內質氣"
    u"變條"
    u"沒結問無軍員總設長頭資邊級圖統將組縣區鎮執規織監務復議權報審處決辦強"
    u",。、;:“”()《》 ";

const std::bitset<0x10000>& CommonCharacters() {
  static const auto* const common = [] {
    auto* set = new std::bitset<0x10000>;
    for (const char16_t* c = kCommon; *c != 0; ++c) set->set(*c);
    return set;
  }();
  return *common;
}

// How many characters of a text are beyond ASCII, and common ones of these.
struct Share {
  size_t common = 0;
  size_t all = 0;
  double value() const {
    return all == 0 ? 0 : static_cast<double>(common) / all;
  }
};

}  // namespace

double ShareOfCommon(std::u16string_view text) {
  const std::bitset<0x10000>& common = CommonCharacters();
  Share share;
  for (const char16_t c : text) {
    if (c < 0x80) continue;
    ++share.all;
    share.common += common[c];
  }
  return share.value();
}

absl::string_view SampleOf(absl::string_view bytes) {
  const auto first = std::find_if(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x80;
  });
  const size_t begin =
      first == bytes.end() ? 0 : (first - bytes.begin()) & ~size_t{1};
  return bytes.substr(begin, kSampleBytes);
}

bool ReadsLikeChinese(absl::string_view utf8) {
  const absl::string_view sample = SampleOf(utf8).substr(0, kJudgedBytes);
  const std::bitset<0x10000>& common = CommonCharacters();
  Share share;
  const auto* p = reinterpret_cast<const uint8_t*>(sample.data());
  for (size_t i = 0; i < sample.size();) {
    UChar32 c;
    U8_NEXT(p, i, sample.size(), c);
    if (c < 0x80) continue;
    ++share.all;
    share.common += c < 0x10000 && common[c];
  }
  return share.all < kFewCharacters || share.value() >= kLeastCommonShare;
}

}  // namespace nianbao::extractor
