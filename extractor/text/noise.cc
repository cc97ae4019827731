// One pass that writes the text over itself, shorter.
//
// Nearly every unit is kept at the cost of one bit: only those of kSuspects are
// looked at. Of them an opening bracket may begin a reading,
//     發(fā)布      ( letters of one syllable ) behind a Chinese character
// which is dropped as a whole. A tone mark makes sure of it; syllables without
// one may be something else (附件(an)), and need company: they are counted
// first, and a single one stays.
#include "extractor/text/noise.h"

#include <algorithm>
#include <bitset>
#include <string>
#include <string_view>

#include "extractor/text/number.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

constexpr View kLettersO = u"OoОоΟο";
constexpr View kFootnotes = u"¹²³⁴⁵⁶⁷⁸⁹⁰";
// Letters of zhuang, the longest syllable.
constexpr size_t kLongestSyllable = 6;
// Readings without a tone mark are believed from this number on.
constexpr int kReadingsToBelieve = 2;
// Digits of the groups that a blank parts: 1 234 567.
constexpr size_t kGroup = 3;

// Vowels with a tone mark, and the plain letter of each.
constexpr View kToned = u"āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ";
constexpr View kPlain = u"aaaaeeeeiiiioooouuuuvvvvnnn";
static_assert(kToned.size() == kPlain.size());

constexpr View kInitials[] = {u"zh", u"ch", u"sh", u"b", u"p", u"m", u"f", u"d",
                              u"t",  u"n",  u"l",  u"g", u"k", u"h", u"j", u"q",
                              u"x",  u"r",  u"z",  u"c", u"s", u"y", u"w"};
constexpr View kFinals[] = {
    u"a",   u"o",  u"e",   u"i",   u"u",    u"v",    u"ai",  u"ei",  u"ui",
    u"ao",  u"ou", u"iu",  u"ie",  u"ue",   u"ve",   u"er",  u"an",  u"en",
    u"in",  u"un", u"vn",  u"ang", u"eng",  u"ing",  u"ong", u"ia",  u"ian",
    u"iao", u"ua", u"uai", u"uan", u"uang", u"iang", u"uo",  u"iong"};

bool IsSyllable(View letters) {
  for (View initial : kInitials) {
    if (StartsWith(letters, 0, initial)) {
      letters.remove_prefix(initial.size());
      break;
    }
  }
  return std::find(std::begin(kFinals), std::end(kFinals), letters) !=
         std::end(kFinals);
}

// A reading in brackets at `i`.
struct Reading {
  // Units with both brackets; 0 for none.
  size_t length = 0;
  bool toned = false;
};

Reading ReadingAt(View text, size_t i) {
  Reading reading;
  if (i == 0 || !IsHan(text[i - 1])) return reading;
  std::u16string letters;
  size_t end = i + 1;
  for (; end < text.size() && letters.size() <= kLongestSyllable; ++end) {
    const size_t tone = kToned.find(text[end]);
    if (tone != npos) {
      letters += kPlain[tone];
      reading.toned = true;
    } else if (text[end] == u'ü') {
      letters += u'v';
    } else if (text[end] >= u'a' && text[end] <= u'z') {
      letters += text[end];
    } else {
      break;
    }
  }
  if (At(text, end) != u')' || !IsSyllable(letters)) return {};
  reading.length = end + 1 - i;
  return reading;
}

int CountReadings(View text) {
  int count = 0;
  for (size_t i = text.find(u'('); i != npos; i = text.find(u'(', i + 1)) {
    count += ReadingAt(text, i).length > 0;
  }
  return count;
}

size_t DigitsFrom(View text, size_t i) {
  size_t n = 0;
  while (n <= kGroup && IsDigit(At(text, i + n))) ++n;
  return n;
}

size_t DigitsBefore(View text, size_t end) {
  size_t n = 0;
  while (n <= kGroup && n < end && IsDigit(text[end - 1 - n])) ++n;
  return n;
}

// The blank at `i` is within a number of which `before` has been written.
bool JoinsNumber(View text, size_t i, View before) {
  const size_t left = DigitsBefore(before, before.size());
  const size_t right = DigitsFrom(text, i + 1);
  if (left == 0 || left > kGroup || right == 0 || right > kGroup) return false;
  return text[i] == kTightBlank || right == kGroup;
}

bool IsPrivate(char16_t c) { return c >= 0xE000 && c <= 0xF8FF; }

bool IsChineseYearDigit(char16_t c) {
  return c == u'〇' || c == u'零' || (c != u'两' && ChineseDigit(c) > 0);
}

const std::bitset<65536>& Suspects() {
  static const auto* const suspects = [] {
    auto* const bits = new std::bitset<65536>();
    bits->set(u'(');
    for (View set : {kLettersO, kFootnotes}) {
      for (char16_t c : set) bits->set(c);
    }
    bits->set(kTightBlank);
    bits->set(kWideBlank);
    for (uint32_t c = 0xE000; c <= 0xF8FF; ++c) bits->set(c);
    return bits;
  }();
  return *suspects;
}

}  // namespace

void DropNoise(NormalizedText& text) {
  std::u16string& units = text.text;
  const std::bitset<65536>& suspects = Suspects();
  const auto first = std::find_if(units.begin(), units.end(),
                                  [&](char16_t c) { return suspects.test(c); });
  if (first == units.end()) return;
  const bool believe = CountReadings(units) >= kReadingsToBelieve;
  // Where the digits behind the last joined blank begin: 1 234 567.
  size_t group = 0;
  size_t size = static_cast<size_t>(first - units.begin());
  for (size_t i = size; i < units.size();) {
    char16_t unit = units[i];
    size_t dropped = 0;
    if (suspects.test(unit)) {
      const View before = View(units).substr(0, size);
      const char16_t last = before.empty() ? u'\0' : before.back();
      const char16_t next = At(units, i + 1);
      if (unit == u'(') {
        const Reading reading = ReadingAt(units, i);
        if (reading.toned || believe) dropped = reading.length;
      } else if (unit == kTightBlank || unit == kWideBlank) {
        if (JoinsNumber(units, i, before.substr(group))) {
          dropped = 1;
          group = size;
        } else {
          unit = u' ';
        }
      } else if (IsOneOf(unit, kFootnotes)) {
        dropped = IsDigit(last) && IsHan(next);
      } else if (IsPrivate(unit)) {
        dropped = IsDigit(last) || IsDigit(next);
      } else if (IsChineseYearDigit(last) &&
                 (IsChineseYearDigit(next) || next == u'年' ||
                  IsOneOf(next, kLettersO))) {
        unit = u'〇';
      }
    }
    if (dropped > 0) {
      i += dropped;
      continue;
    }
    units[size] = unit;
    text.offsets[size] = text.offsets[i];
    ++size;
    ++i;
  }
  text.offsets[size] = text.offsets[units.size()];
  units.resize(size);
  text.offsets.resize(size + 1);
}

}  // namespace nianbao::extractor
