#include "extractor/document/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <bit>
#include <bitset>
#include <cstring>
#include <memory>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "extractor/text/normalize.h"

namespace nianbao::extractor {
namespace {

constexpr size_t kNone = absl::string_view::npos;
// Bytes looked at to tell a character set by its text.
constexpr size_t kSampleBytes = 64 << 10;
// Bytes of a finished conversion looked at; each document pays for these.
constexpr size_t kJudgedBytes = 2 << 10;
// Bytes given to ICU's detector, which reads 3 to 7 MB/s.
constexpr size_t kDetectedBytes = 16 << 10;
// Where markup may declare its character set; HTML asks for 1,024.
constexpr size_t kMarkupBytes = 4096;
// Share of common characters among those beyond ASCII: 0.5 to 0.7 in reports,
// under 0.05 when they are read in a wrong character set.
constexpr double kPlausibleShare = 0.15;
// Fewer characters beyond ASCII tell nothing.
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

struct Share {
  size_t common = 0;
  size_t all = 0;
  double value() const {
    return all == 0 ? 0 : static_cast<double>(common) / all;
  }
};

Share CommonShare(std::u16string_view text) {
  const std::bitset<0x10000>& common = CommonCharacters();
  Share share;
  for (const char16_t c : text) {
    if (c < 0x80) continue;
    ++share.all;
    share.common += common[c];
  }
  return share;
}

// From the first byte beyond ASCII on, at an even offset for UTF-16.
absl::string_view Sample(absl::string_view bytes) {
  const auto first = std::find_if(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x80;
  });
  const size_t begin =
      first == bytes.end() ? 0 : (first - bytes.begin()) & ~size_t{1};
  return bytes.substr(begin, kSampleBytes);
}

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

// Superset of what the name is used for. The Chinese names have been used for
// texts in GB18030 ever since there are pages.
std::string ConverterName(absl::string_view charset) {
  const std::string name = absl::AsciiStrToLower(charset);
  if (absl::StartsWith(name, "gb") || absl::StrContains(name, "euc-cn") ||
      name == "cp936" || name == "x-gbk" || name == "ms936") {
    return "GB18030";
  }
  if (absl::StartsWith(name, "big5") || name == "cp950" || name == "x-x-big5") {
    return "Big5-HKSCS";
  }
  // Without its mark, which is cut off before.
  if (name == "utf-16") return "UTF-16LE";
  return name;
}

// ICU ignores what is no letter or digit; a name that errors quote must not
// hold just anything.
bool IsCharsetName(absl::string_view name) {
  constexpr size_t kLongest = 40;
  return name.size() <= kLongest &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return absl::ascii_isgraph(c); });
}

// Null for none of that name.
Converter OpenConverter(const std::string& charset) {
  if (!IsCharsetName(charset)) return Converter(nullptr, &ucnv_close);
  UErrorCode error = U_ZERO_ERROR;
  Converter converter(ucnv_open(ConverterName(charset).c_str(), &error),
                      &ucnv_close);
  if (U_FAILURE(error)) converter.reset();
  return converter;
}

// One-byte sets hold no Chinese, and take every byte for valid.
bool IsOneByte(const UConverter& converter) {
  return ucnv_getMaxCharSize(&converter) == 1;
}

// UTF-16 of the bytes; `*consumed` tells how far the conversion came.
std::u16string ToUtf16(UConverter& converter, absl::string_view bytes,
                       size_t* consumed, UErrorCode* error) {
  std::u16string text(bytes.size() + 16, u'\0');
  const char* source = bytes.data();
  char16_t* target = text.data();
  ucnv_toUnicode(&converter, &target, text.data() + text.size(), &source,
                 bytes.data() + bytes.size(), nullptr, /*flush=*/true, error);
  text.resize(target - text.data());
  *consumed = source - bytes.data();
  return text;
}

double Plausibility(absl::string_view sample, const std::string& charset) {
  const Converter converter = OpenConverter(charset);
  if (converter == nullptr) return 0;
  UErrorCode error = U_ZERO_ERROR;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_SUBSTITUTE, nullptr,
                      nullptr, nullptr, &error);
  size_t consumed;
  return CommonShare(ToUtf16(*converter, sample, &consumed, &error)).value();
}

// UTF-16 by the NULs of its ASCII characters; empty without them.
std::string CharsetByNuls(absl::string_view bytes) {
  size_t nuls[2] = {0, 0};
  for (size_t i = 0; i < bytes.size(); ++i) nuls[i & 1] += bytes[i] == 0;
  const size_t all = nuls[0] + nuls[1];
  if (bytes.size() % 2 != 0 || all * 50 < bytes.size()) return "";
  if (nuls[0] * 20 < nuls[1]) return "UTF-16LE";
  if (nuls[1] * 20 < nuls[0]) return "UTF-16BE";
  return "";
}

std::string DetectedCharset(absl::string_view sample) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(
      ucsdet_open(&error), &ucsdet_close);
  const size_t size = std::min(sample.size(), kDetectedBytes);
  ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(size),
                 &error);
  const UCharsetMatch* const match = ucsdet_detect(detector.get(), &error);
  if (match == nullptr) return "";
  const char* const name = ucsdet_getName(match, &error);
  if (U_FAILURE(error)) return "";
  const Converter converter = OpenConverter(name);
  return converter == nullptr || IsOneByte(*converter) ? "" : name;
}

// True when the first three of four bytes are a character of U+1000 to U+CFFF,
// which most characters are: three bytes without further conditions.
bool IsHanInUtf8(const uint8_t* bytes) {
  using Bytes = std::array<uint8_t, 4>;
  constexpr auto kMask = std::bit_cast<uint32_t>(Bytes{0xF0, 0xC0, 0xC0, 0});
  constexpr auto kForm = std::bit_cast<uint32_t>(Bytes{0xE0, 0x80, 0x80, 0});
  uint32_t four;
  memcpy(&four, bytes, sizeof(four));
  return (four & kMask) == kForm && *bytes > 0xE0 && *bytes < 0xED;
}

absl::Status Malformed(absl::string_view charset, size_t byte) {
  return BadRequest("document.content",
                    absl::StrCat("is not valid ", charset, " at byte ", byte));
}

struct Candidate {
  std::string charset;
  double plausibility = 0;
};

// Those that read like Chinese, the best first; a declared one before all.
std::vector<Candidate> PlausibleCandidates(absl::string_view bytes,
                                           const std::string& declared) {
  const absl::string_view sample = Sample(bytes);
  std::vector<Candidate> candidates = {
      {"UTF-8"}, {"GB18030"}, {"Big5"}, {"UTF-16LE"}, {"UTF-16BE"}};
  if (!declared.empty()) candidates.insert(candidates.begin(), {declared});
  for (Candidate& candidate : candidates) {
    candidate.plausibility = Plausibility(sample, candidate.charset);
  }
  if (!declared.empty() && candidates.front().plausibility >= kPlausibleShare) {
    candidates.front().plausibility = 1;
  }
  std::erase_if(candidates, [](const Candidate& candidate) {
    return candidate.plausibility < kPlausibleShare;
  });
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) {
                     return a.plausibility > b.plausibility;
                   });
  return candidates;
}

}  // namespace

Utf8Scan ScanUtf8(absl::string_view bytes) {
  Utf8Scan scan;
  const auto* p = reinterpret_cast<const uint8_t*>(bytes.data());
  const size_t size = bytes.size();
  for (size_t i = 0; i < size;) {
    for (; i + 4 <= size && IsHanInUtf8(p + i); i += 3) {
    }
    if (i == size) break;
    const uint8_t lead = p[i];
    if (lead < 0x80) {
      if (lead == 0 && scan.nul == kNone) scan.nul = i;
      ++i;
    } else if (lead > 0xE0 && lead < 0xF0 && lead != 0xED && i + 2 < size &&
               (p[i + 1] & 0xC0) == 0x80 && (p[i + 2] & 0xC0) == 0x80) {
      if (lead == 0xEF && p[i + 1] == 0xBF && p[i + 2] == 0xBD &&
          scan.replacements++ == 0) {
        scan.replacement = i;
      }
      i += 3;
    } else {
      const size_t begin = i;
      UChar32 c;
      U8_NEXT(p, i, size, c);
      if (c < 0) {
        scan.invalid = begin;
        return scan;
      }
    }
  }
  return scan;
}

ByteOrderMark FindByteOrderMark(absl::string_view bytes) {
  using absl::StartsWith;
  if (StartsWith(bytes, "\xEF\xBB\xBF")) return {"UTF-8", 3};
  if (StartsWith(bytes, absl::string_view("\xFF\xFE\0\0", 4))) {
    return {"UTF-32LE", 4};
  }
  if (StartsWith(bytes, absl::string_view("\0\0\xFE\xFF", 4))) {
    return {"UTF-32BE", 4};
  }
  if (StartsWith(bytes, "\xFF\xFE")) return {"UTF-16LE", 2};
  if (StartsWith(bytes, "\xFE\xFF")) return {"UTF-16BE", 2};
  // GB 18030-2005, 4.2: the four bytes of U+FEFF.
  if (StartsWith(bytes, "\x84\x31\x95\x33")) return {"GB18030", 4};
  return {};
}

absl::string_view CharsetInMarkup(absl::string_view bytes) {
  bytes = bytes.substr(0, kMarkupBytes);
  const std::string lower = absl::AsciiStrToLower(bytes);
  for (const auto& [tag, attribute] :
       {std::pair<const char*, const char*>{"<?xml", "encoding"},
        {"<meta", "charset"}}) {
    for (size_t at = lower.find(tag); at != kNone;
         at = lower.find(tag, at + 1)) {
      const size_t end = lower.find('>', at);
      size_t name = lower.find(attribute, at);
      if (name == kNone || name > end) continue;
      name = lower.find_first_not_of(" \t\r\n", name + strlen(attribute));
      if (name == kNone || lower[name] != '=') continue;
      name = lower.find_first_not_of(" \t\r\n\"'", name + 1);
      if (name == kNone) continue;
      const size_t stop = lower.find_first_of(" \t\r\n\"'/>;?", name);
      return bytes.substr(name, stop == kNone ? 0 : stop - name);
    }
  }
  return "";
}

absl::StatusOr<std::string> ConvertToUtf8(absl::string_view bytes,
                                          const std::string& charset) {
  const Converter converter = OpenConverter(charset);
  if (converter == nullptr) {
    return BadRequest("document.content", "is in an unknown character set");
  }
  UErrorCode error = U_ZERO_ERROR;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr,
                      nullptr, nullptr, &error);
  size_t consumed;
  const std::u16string text = ToUtf16(*converter, bytes, &consumed, &error);
  if (U_FAILURE(error)) {
    char malformed[32];
    int8_t length = sizeof(malformed);
    UErrorCode ignored = U_ZERO_ERROR;
    ucnv_getInvalidChars(converter.get(), malformed, &length, &ignored);
    return Malformed(charset, consumed - std::min<size_t>(consumed, length));
  }
  return ToUtf8(text);
}

absl::StatusOr<std::string> ConvertUndeclared(absl::string_view bytes,
                                              absl::string_view declared) {
  std::string named(declared);
  const Converter converter = OpenConverter(named);
  if (converter == nullptr || IsOneByte(*converter)) named.clear();

  absl::Status failure;
  for (const Candidate& candidate : PlausibleCandidates(bytes, named)) {
    absl::StatusOr<std::string> utf8 = ConvertToUtf8(bytes, candidate.charset);
    if (utf8.ok()) return utf8;
    failure.Update(utf8.status());
  }
  if (!failure.ok()) return failure;
  for (const std::string& charset :
       {named, CharsetByNuls(bytes), DetectedCharset(Sample(bytes))}) {
    if (charset.empty()) continue;
    absl::StatusOr<std::string> utf8 = ConvertToUtf8(bytes, charset);
    if (utf8.ok()) return utf8;
  }
  const Utf8Scan scan = ScanUtf8(bytes);
  if (scan.nul < scan.invalid) {
    return BadRequest(
        "document.content",
        absl::StrCat("is binary: it has a NUL at byte ", scan.nul));
  }
  return Malformed("UTF-8", scan.invalid);
}

bool ReadsLikeChinese(absl::string_view utf8) {
  const absl::string_view sample = Sample(utf8).substr(0, kJudgedBytes);
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
  return share.all < kFewCharacters || share.value() >= kPlausibleShare;
}

}  // namespace nianbao::extractor
