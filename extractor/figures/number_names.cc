// Telling names from counts.
//
// Official prose is full of numbers that count nothing: 三项制度 is the name of
// a policy, 两个维护 a slogan, 一支队伍 has an article, 8:30 is a time and
// 〔2021〕6号 an identifier. What tells them is close by: the mark before
// digits, the noun after a small Chinese numeral, the preposition before a day.
// Arabic digits count unless a mark ties them to something; Chinese numerals
// below ten or so count only where no name is likely:
//     受理案件三十余件     counts: 余
//     落实三项制度         a name: 制度 follows
//     制定办法一件。       counts: at the end of a clause
//     打造一支队伍         an article
//
// All look-ups are at a place: constant time, but for a list of ordinals
// (第一、二、三次), which is walked back to its 第.
#include "extractor/figures/number_names.h"

#include "extractor/figures/printed_unit.h"

namespace nianbao::extractor {
namespace {

bool IsAsciiLetter(char16_t c) {
  return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

// The mark at `at`, before a number, makes it part of an identifier: 8:30, 6+4,
// but not 问题:23个, 265批次/871人次 or 同比+17.9%.
bool JoinsIdentifier(const Stretch& stretch, char16_t mark, size_t at) {
  const char16_t before = stretch.text[at - 1];
  switch (mark) {
    case u'—':
    case u'-':
      return IsDigit(before) || IsAsciiLetter(before);
    case u':':
      // 8:30, and 浏览次数:871, which is the page's own counter.
      return IsDigit(before) || IsAsciiLetter(before) ||
             stretch.lexicon.page_counters.Before(stretch.text, at) > 0;
    case u'/':
      return !IsHan(before);
    case u'+':
      return !IsOneOf(before, u"比长幅速");
    default:
      return true;
  }
}

// For digits.
bool ContinuesIdentifier(const Stretch& stretch, const Number& number) {
  const char16_t before = stretch.Before(number.begin);
  if (number.begin > 1) {
    if (IsOneOf(before, u".:/-—+·第〔[*×") &&
        JoinsIdentifier(stretch, before, number.begin - 1)) {
      return true;
    }
    // 8时30分.
    if (IsOneOf(before, u"时点") && IsDigit(stretch.text[number.begin - 2])) {
      return true;
    }
  }
  return IsAsciiLetter(before) || before == u'"';
}

// For Chinese numerals: 第一、二、三次会议.
bool ContinuesOrdinal(const Stretch& stretch, const Number& number) {
  const char16_t before = stretch.Before(number.begin);
  if (before == u'第' || IsDigit(before)) return true;
  size_t i = number.begin;
  while (i > stretch.begin + 1 && stretch.text[i - 1] == u'、' &&
         ChineseDigit(stretch.text[i - 2]) > 0) {
    i -= 2;
  }
  return i < number.begin && i > stretch.begin && stretch.text[i - 1] == u'第';
}

// 市十四届人大五次会议: the fifth session, not five; 三次、四次全会.
bool NumbersSession(const Stretch& stretch, const Number& number, View unit,
                    size_t after) {
  const View text = stretch.text;
  size_t end = after;
  while (At(text, end) == u'、' && ChineseDigit(At(text, end + 1)) > 0 &&
         At(text, end + 2) == u'次') {
    end += 3;
  }
  return unit == u"次" &&
         (StartsWith(text, end, u"全会") ||
          (StartsWith(text, after, u"会议") &&
           IsOneOf(stretch.Before(number.begin), u"大会届委协")));
}

// True for a number of days that is the day of a month.
bool IsDayOfMonth(const Stretch& stretch, const Number& number, size_t after,
                  bool listed) {
  const char16_t before = stretch.Before(number.begin);
  if (before == u'月' || number.value.mantissa == 0) return true;
  // 23日,省公安厅通报…: where a clause begins.
  const bool opens =
      number.begin == stretch.begin || IsOneOf(before, u",。;:!?\n(");
  if (opens && !listed && At(stretch.text, after) == u',') return true;
  // 60日、30日分别压缩至20日、10日, but not 3月5日至8日.
  const bool result = before == u'至' && number.begin > stretch.begin + 1 &&
                      IsOneOf(stretch.text[number.begin - 2], u"缩短降减压到");
  return !listed && !result && IsOneOf(before, u"至-—~、.") &&
         !IsOneOf(At(stretch.text, after), u"内以");
}

}  // namespace

bool IsPartOfName(const Stretch& stretch, const Number& number) {
  return IsDigit(stretch.text[number.begin])
             ? ContinuesIdentifier(stretch, number)
             : ContinuesOrdinal(stretch, number);
}

bool IsChineseName(const Stretch& stretch, const Number& number, View unit,
                   size_t after, bool at_least) {
  const View text = stretch.text;
  if (at_least || number.bare_scale) return false;
  // 二三类 names kinds, 七八十件 counts; nothing is called by a fraction.
  if (number.approximate) {
    return number.end == number.begin + 2 && IsOneOf(unit[0], u"类级期批");
  }
  if (number.value.exponent < 0) return unit == u"分";
  if (IsDuration(unit) || unit == u"元" || unit == u"分" || unit == u"点" ||
      unit == u"度") {
    // 三天, 一元, 五分: amounts below a hundred are printed in digits, but for
    // limits: 三日内.
    return number.value.mantissa < 100 && !IsOneOf(At(text, after), u"内");
  }
  if (unit == u"倍") return false;
  if (stretch.lexicon.name_before.Before(text, number.begin) > 0) return true;
  // Counting says 两; 二次会议 is the second.
  if (number.end == number.begin + 1 && text[number.begin] == u'二') {
    return true;
  }
  if (NumbersSession(stretch, number, unit, after)) return true;
  // 三项制度 is a name, 三项制度办法 counts texts, and so does
  // 三批“一证通办”事项.
  const bool in_turns =
      At(text, after) == u'“' && IsOneOf(unit[0], u"批次期场轮");
  if (!in_turns && stretch.lexicon.slogan_nouns.At(text, after) > 0 &&
      !StartsWith(text, after, u"制度办法")) {
    return true;
  }
  if (number.value.mantissa > 1) return false;
  // 一 counts only at the end of a clause, after what is counted.
  return !(IsOneOf(At(text, after), u",。;、)\n") &&
           IsOneOf(unit[0], u"期场起宗件份篇部例家"));
}

bool IsDateOrSlogan(const Stretch& stretch, const Number& number, View unit,
                    size_t after, bool listed) {
  if (unit == u"日") return IsDayOfMonth(stretch, number, after, listed);
  // 24小时 and 365天 say "always", unless they are a limit: 24小时内.
  const bool always = (unit == u"小时" && number.value.mantissa == 24) ||
                      (unit == u"天" && number.value.mantissa == 365) ||
                      stretch.Before(number.begin) == u'×';
  return always && !IsOneOf(At(stretch.text, after), u"内以");
}

}  // namespace nianbao::extractor
