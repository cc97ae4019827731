// Which character set a document is in, when it does not say so or lies.
//
// A page of a county may be in UTF-8, GB18030, Big5 or UTF-16; its server may
// call it ISO-8859-1, and its <meta> GB2312 while it uses characters that only
// GBK has. So names are hints. Each candidate converts a sample, and the share
// of common characters in it (chinese_prose.h) says how well it reads:
//     GB18030   0.59      a report as it was written
//     Big5      0.02      the same bytes read wrongly
// Candidates that read like Chinese are tried on the whole document, the best
// first, a declared one before all; the first in which every byte is valid is
// taken, or else the first in which but a few are not: a stray byte, or a last
// character cut in two, must not cost a document. Where none reads like
// Chinese, UTF-16 is told by the NULs of its ASCII characters, then ICU's
// detector is asked.
//
// Linear: six samples of 64 KB, then the document once for each candidate that
// is left, which is one but for odd inputs.
#include "extractor/document/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "extractor/document/chinese_prose.h"
#include "extractor/document/utf8_scan.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// Bytes given to ICU's detector, which reads 3 to 7 MB/s: some milliseconds.
constexpr size_t kDetectedBytes = 16 << 10;
// Where markup may declare its character set. HTML asks for the first 1,024
// bytes; pages whose head begins with comments need more.
constexpr size_t kMarkupBytes = 4096;

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

// The converter for what texts of that name are really in: a superset of the
// named set. All Chinese names have been used for texts in GB18030 ever since
// there are pages.
std::string ConverterName(absl::string_view charset) {
  const std::string name = absl::AsciiStrToLower(charset);
  if (absl::StartsWith(name, "gb") || absl::StrContains(name, "euc-cn") ||
      name == "cp936" || name == "x-gbk" || name == "ms936") {
    return "GB18030";
  }
  if (absl::StartsWith(name, "big5") || name == "cp950" || name == "x-x-big5") {
    return "Big5-HKSCS";
  }
  // ICU's "utf-16" asks for a byte order mark; here a text with one has been
  // told by it before.
  if (name == "utf-16") return "UTF-16LE";
  return name;
}

// ICU ignores what is no letter or digit in a name, so that it would take
// anything with the right letters; a name that errors quote must be printable
// and short. The longest of ICU's own names has 36 characters.
bool IsCharsetName(absl::string_view name) {
  constexpr size_t kLongest = 40;
  return name.size() <= kLongest &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return absl::ascii_isgraph(c); });
}

// Null when there is no character set of that name.
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
  // No character set gives more units than it has bytes; the converter asks for
  // some room beyond.
  std::u16string text(bytes.size() + 16, u'\0');
  const char* source = bytes.data();
  char16_t* target = text.data();
  ucnv_toUnicode(&converter, &target, text.data() + text.size(), &source,
                 bytes.data() + bytes.size(), nullptr, /*flush=*/true, error);
  text.resize(target - text.data());
  *consumed = source - bytes.data();
  return text;
}

// How well the sample reads in the character set; 0 for an unknown set.
double Plausibility(absl::string_view sample, const std::string& charset) {
  const Converter converter = OpenConverter(charset);
  if (converter == nullptr) return 0;
  UErrorCode error = U_ZERO_ERROR;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_SUBSTITUTE, nullptr,
                      nullptr, nullptr, &error);
  size_t consumed;
  return ShareOfCommon(ToUtf16(*converter, sample, &consumed, &error));
}

// Tells UTF-16 by the NULs of its ASCII characters, which stand at odd offsets
// in little endian and at even ones in big endian; empty without them. A
// fiftieth of the bytes must be NULs, and nineteen of twenty on the same side:
// line breaks and figures alone make that many, and binary files do not.
std::string CharsetByNuls(absl::string_view bytes) {
  size_t nuls[2] = {0, 0};
  for (size_t i = 0; i < bytes.size(); ++i) nuls[i & 1] += bytes[i] == 0;
  const size_t all = nuls[0] + nuls[1];
  if (bytes.size() % 2 != 0 || all * 50 < bytes.size()) return "";
  if (nuls[0] * 20 < nuls[1]) return "UTF-16LE";
  if (nuls[1] * 20 < nuls[0]) return "UTF-16BE";
  return "";
}

// What ICU's detector says of the sample; empty when it says nothing of use.
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

// CESU-8, as some programs write UTF-8, has two surrogates of three bytes for a
// character beyond U+FFFF: ED A1 81 ED BC 80. Each pair becomes one U+FFFD.
std::string JoinSurrogates(absl::string_view bytes) {
  const auto is_half = [&](size_t i, unsigned char first, unsigned char last) {
    if (i + 3 > bytes.size() || bytes[i] != '\xED') return false;
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    return second >= first && second <= last;
  };
  std::string joined;
  size_t copied = 0;
  for (size_t i = bytes.find('\xED'); i != npos; i = bytes.find('\xED', i)) {
    if (!is_half(i, 0xA0, 0xAF) || !is_half(i + 3, 0xB0, 0xBF)) {
      ++i;
      continue;
    }
    absl::StrAppend(&joined, bytes.substr(copied, i - copied), "\uFFFD");
    i += 6;
    copied = i;
  }
  absl::StrAppend(&joined, bytes.substr(copied));
  return joined;
}

absl::Status Malformed(absl::string_view charset, size_t byte) {
  return BadRequest("document.content",
                    absl::StrCat("is not valid ", charset, " at byte ", byte));
}

// A character set and how well the document reads in it.
struct Candidate {
  std::string charset;
  double plausibility = 0;
};

// The character sets in which the document reads like Chinese, the best first;
// a declared one before all.
std::vector<Candidate> PlausibleCandidates(absl::string_view bytes,
                                           const std::string& declared) {
  const absl::string_view sample = SampleOf(bytes);
  std::vector<Candidate> candidates = {
      {"UTF-8"}, {"GB18030"}, {"Big5"}, {"UTF-16LE"}, {"UTF-16BE"}};
  if (!declared.empty()) candidates.insert(candidates.begin(), {declared});
  for (Candidate& candidate : candidates) {
    candidate.plausibility = Plausibility(sample, candidate.charset);
  }
  if (!declared.empty() &&
      candidates.front().plausibility >= kLeastCommonShare) {
    candidates.front().plausibility = 1;
  }
  std::erase_if(candidates, [](const Candidate& candidate) {
    return candidate.plausibility < kLeastCommonShare;
  });
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) {
                     return a.plausibility > b.plausibility;
                   });
  return candidates;
}

}  // namespace

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
    for (size_t at = lower.find(tag); at != npos;
         at = lower.find(tag, at + 1)) {
      const size_t end = lower.find('>', at);
      size_t name = lower.find(attribute, at);
      if (name == npos || name > end) continue;
      name = lower.find_first_not_of(" \t\r\n", name + strlen(attribute));
      if (name == npos || lower[name] != '=') continue;
      name = lower.find_first_not_of(" \t\r\n\"'", name + 1);
      if (name == npos) continue;
      const size_t stop = lower.find_first_of(" \t\r\n\"'/>;?", name);
      return bytes.substr(name, stop == npos ? 0 : stop - name);
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

absl::StatusOr<std::string> ConvertDamaged(absl::string_view bytes,
                                           const std::string& charset) {
  // One in so many characters may be malformed, and a few more in a short text:
  // more of them are no slip, but another character set.
  constexpr size_t kCharactersPerSlip = 500;
  constexpr size_t kSlipsAnyway = 2;
  constexpr size_t kLeastForSlip = 16;
  const Converter converter = OpenConverter(charset);
  if (converter == nullptr) return ConvertToUtf8(bytes, charset);
  UErrorCode error = U_ZERO_ERROR;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_SUBSTITUTE, nullptr,
                      nullptr, nullptr, &error);
  size_t consumed;
  std::string joined;
  if (ConverterName(charset) == "utf-8") {
    joined = JoinSurrogates(bytes);
    bytes = joined;
  }
  const std::u16string text = ToUtf16(*converter, bytes, &consumed, &error);
  const auto slips =
      static_cast<size_t>(std::count(text.begin(), text.end(), u'\uFFFD'));
  if (U_FAILURE(error) || slips * kLeastForSlip > text.size() ||
      slips > kSlipsAnyway + text.size() / kCharactersPerSlip) {
    return ConvertToUtf8(bytes, charset);
  }
  return ToUtf8(text);
}

absl::StatusOr<std::string> ConvertUndeclared(absl::string_view bytes,
                                              absl::string_view declared,
                                              std::string* charset) {
  const auto convert = [&](const std::string& candidate) {
    absl::StatusOr<std::string> utf8 = ConvertToUtf8(bytes, candidate);
    if (utf8.ok() && charset != nullptr) *charset = candidate;
    return utf8;
  };
  std::string named(declared);
  const Converter converter = OpenConverter(named);
  if (converter == nullptr || IsOneByte(*converter)) named.clear();

  absl::Status failure;
  const std::vector<Candidate> candidates = PlausibleCandidates(bytes, named);
  for (const Candidate& candidate : candidates) {
    absl::StatusOr<std::string> utf8 = convert(candidate.charset);
    if (utf8.ok()) return utf8;
    failure.Update(utf8.status());
  }
  for (const Candidate& candidate : candidates) {
    absl::StatusOr<std::string> utf8 = ConvertDamaged(bytes, candidate.charset);
    if (utf8.ok() && charset != nullptr) *charset = candidate.charset;
    if (utf8.ok()) return utf8;
  }
  if (!failure.ok()) return failure;
  for (const std::string& candidate :
       {named, CharsetByNuls(bytes), DetectedCharset(SampleOf(bytes))}) {
    if (candidate.empty()) continue;
    absl::StatusOr<std::string> utf8 = convert(candidate);
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

}  // namespace nianbao::extractor
