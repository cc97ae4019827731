#include "extractor/figures/quantity.h"

#include <algorithm>
#include <array>
#include <optional>

#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// Quotations up to this many characters are names.
constexpr size_t kLongestQuotedName = 16;

bool IsDuration(View unit) {
  return unit == u"日" || unit == u"天" || unit == u"小时" || unit == u"分钟" ||
         unit == u"个月" || unit == u"工作日" || unit == u"个工作日" ||
         unit == u"个小时";
}

// What a unit can begin.
enum class UnitClass : uint8_t { kOther, kOpening, kFigure };

UnitClass ClassOf(char16_t c) {
  static const auto* const classes = [] {
    auto* table = new std::array<UnitClass, 65536>();
    for (uint32_t u = 0; u < table->size(); ++u) {
      const auto unit = static_cast<char16_t>(u);
      const bool figure =
          IsDigit(unit) || IsChineseNumeral(unit) || IsOneOf(unit, u"第居首");
      (*table)[u] = figure                   ? UnitClass::kFigure
                    : IsOneOf(unit, u"《“[") ? UnitClass::kOpening
                                             : UnitClass::kOther;
    }
    return table;
  }();
  return (*classes)[c];
}

// Reads the quantities of one stretch of text.
class Scanner {
 public:
  Scanner(View text, size_t begin, size_t end, const Lexicon& lexicon)
      : text_(text.substr(0, end)), begin_(begin), lexicon_(lexicon) {}

  std::vector<Figure> Run() {
    size_t i = begin_;
    while (i < text_.size()) {
      const char16_t c = text_[i];
      const UnitClass unit_class = ClassOf(c);
      if (unit_class == UnitClass::kOpening) TrackQuotes(i);
      if (unit_class != UnitClass::kFigure || i < quote_end_) {
        ++i;
        continue;
      }
      std::optional<Figure> figure = ReadAt(i);
      if (figure.has_value()) {
        i = figure->end;
        figures_.push_back(*std::move(figure));
      } else {
        i = skip_to_;
      }
    }
    ShareUnits();
    return std::move(figures_);
  }

 private:
  // 3个、5个、22个工作日: 个 stands for the unit that ends the list.
  void ShareUnits() {
    for (size_t f = figures_.size(); f-- > 1;) {
      Figure& item = figures_[f - 1];
      const Figure& next = figures_[f];
      const bool listed =
          next.begin == item.end + 1 && IsOneOf(text_[item.end], u"、和及");
      if (listed && item.unit == u"个" &&
          (next.unit == u"工作日" || next.unit == u"百分点" ||
           next.unit == u"个月")) {
        item.unit = next.unit;
      }
    }
  }

  // Titles in 《》, document numbers in [], and short quotations hold names.
  void TrackQuotes(size_t i) {
    if (i < quote_end_) return;
    const char16_t c = text_[i];
    const char16_t close = c == u'《' ? u'》' : c == u'“' ? u'”' : u']';
    const size_t longest = c == u'《' ? 80 : kLongestQuotedName;
    const size_t at =
        text_.substr(i, std::min(longest, text_.size() - i)).find(close);
    if (at != npos) quote_end_ = i + at;
  }

  std::optional<Figure> ReadAt(size_t i) {
    skip_to_ = i + 1;
    if (text_[i] == u'第') return ReadOrdinal(i);
    if (text_[i] == u'居' || text_[i] == u'首') return ReadFirstPlace(i);
    if (std::optional<Figure> f = ReadFraction(i); f.has_value()) return f;
    const std::optional<Number> number = ParseNumber(text_, i);
    if (!number.has_value()) {
      // An identifier, or no numeral: 三四轮车.
      const bool digits = IsDigit(text_[i]);
      while (skip_to_ < text_.size() &&
             (digits ? IsDigit(text_[skip_to_])
                     : ChineseDigit(text_[skip_to_]) > 0)) {
        ++skip_to_;
      }
      return std::nullopt;
    }
    skip_to_ = std::max(number->end, i + 1);
    if (IsPartOfName(*number)) return std::nullopt;
    if (std::optional<Figure> f = ReadTenths(*number); f.has_value()) return f;
    return ReadCounted(*number);
  }

  // 第二, 第17位, 第一名 after 排名, 位列 and the like.
  std::optional<Figure> ReadOrdinal(size_t i) {
    const std::optional<Number> number = ParseNumber(text_, i + 1);
    if (!number.has_value()) return std::nullopt;
    skip_to_ = number->end;
    size_t end = number->end;
    const char16_t next = At(text_, end);
    const bool has_unit = IsOneOf(next, u"位名") &&
                          !StartsWith(text_, end, u"位数") &&
                          !StartsWith(text_, end, u"位访");
    if (has_unit) ++end;
    const size_t from = i - std::min<size_t>(i - begin_, 14);
    View before = text_.substr(from, i - from);
    if (const size_t stop = before.find_last_of(u"。;\n"); stop != npos) {
      before.remove_prefix(stop + 1);
    }
    const bool announced =
        lexicon_.rank.In(before) || (has_unit && next == u'位');
    const bool closed = IsOneOf(At(text_, end), u",。;、)\n”(") ||
                        end >= text_.size() || has_unit;
    if (!announced || !closed || (!has_unit && IsAsciiOrdinal(i, end))) {
      return std::nullopt;
    }
    return Rank(i, end, number->value);
  }

  // 第1条 and the like are no ranks, but 排名第3 is.
  bool IsAsciiOrdinal(size_t i, size_t) const {
    return !lexicon_.rank.Before(text_, i) &&
           lexicon_.other_body.Before(text_, i) == 0 &&
           !IsOneOf(At(text_, i - 1), u"市省区县国列名居");
  }

  // 居首, 位居榜首, 居全市之首.
  std::optional<Figure> ReadFirstPlace(size_t i) {
    size_t begin = i, end = 0;
    if (text_[i] == u'居') {
      const View rest = text_.substr(i, 14);
      const size_t first = rest.find(u'首');
      const size_t stop = rest.find_first_of(u",。;、\n");
      if (first == npos || first > stop) {
        return std::nullopt;
      }
      const bool whole = first == 1 || rest.substr(first - 1, 2) == u"之首" ||
                         rest.substr(first - 1, 2) == u"榜首" ||
                         rest.substr(first, 2) == u"首位";
      if (!whole) return std::nullopt;
      end = i + first + 1;
      if (At(text_, end) == u'位') ++end;
    } else {
      const bool place =
          StartsWith(text_, i, u"首位") && lexicon_.rank.Before(text_, i) > 0;
      if (!place) return std::nullopt;
      end = i + 2;
    }
    return Rank(begin, end, Decimal{1, 0});
  }

  // 百分之九十五, 五分之一, 半数, 一半.
  std::optional<Figure> ReadFraction(size_t i) {
    if (StartsWith(text_, i, u"半数") || StartsWith(text_, i, u"一半") ||
        (text_[i] == u'半' && IsOneOf(At(text_, i - (i > 0)), u"过近超") &&
         i > begin_ && IsOneOf(At(text_, i + 1), u",。;、的"))) {
      const size_t end =
          i + (text_[i] == u'半' && At(text_, i + 1) != u'数' ? 1 : 2);
      return Finish(i, end, Decimal{50, 0}, u"%", false);
    }
    size_t denominator_end = i;
    int64_t denominator = 0;
    if (StartsWith(text_, i, u"百分之")) {
      denominator = 100;
      denominator_end = i + 1;
    } else if (const auto n = ParseNumber(text_, i);
               n.has_value() && n->chinese && n->value.exponent == 0 &&
               StartsWith(text_, n->end, u"分之")) {
      denominator = n->value.mantissa;
      denominator_end = n->end;
    }
    if (denominator < 2) return std::nullopt;
    const std::optional<Number> top = ParseNumber(text_, denominator_end + 2);
    if (!top.has_value()) return std::nullopt;
    Decimal value = top->value;
    if (denominator != 100) {
      if (value.exponent != 0) return std::nullopt;
      const double share = 100.0 * value.mantissa / denominator;
      value = Decimal{static_cast<int64_t>(share * 1e4 + 0.5), -4};
      while (value.exponent < 0 && value.mantissa % 10 == 0) {
        value.mantissa /= 10;
        ++value.exponent;
      }
    } else if (At(text_, top->end) == u'点' && top->chinese) {
      if (const auto part = ParseNumber(text_, top->end + 1);
          part.has_value() && part->value.mantissa < 10) {
        value = Decimal{value.mantissa * 10 + part->value.mantissa, -1};
        return Finish(i, part->end, value, u"%", false);
      }
    }
    return Finish(i, top->end, value, u"%", top->at_least);
  }

  // 三成, 两成多, 六成二; 翻一番, 翻两番.
  std::optional<Figure> ReadTenths(const Number& number) {
    const size_t end = number.end;
    if (At(text_, end) == u'番' && number.value.mantissa < 10) {
      const size_t from = number.begin - std::min<size_t>(number.begin, 4);
      if (text_.substr(from, number.begin - from).find(u'翻') == npos) {
        return std::nullopt;
      }
      return Finish(number.begin, end + 1, number.value, u"番", false);
    }
    if (At(text_, end) != u'成' || number.bare_scale ||
        number.value.mantissa > 10 || number.value.exponent != 0 ||
        GuardFails(u"成", end + 1)) {
      return std::nullopt;
    }
    const char16_t next = At(text_, end + 1);
    const int more = next == u'半' ? 5 : std::max(ChineseDigit(next), 0);
    const Decimal value{number.value.mantissa * 10 + more, 0};
    return Finish(number.begin, end + 1 + (more > 0), value, u"%", false);
  }

  // 558件, 45.6万人次, 三十余场: a number and its unit.
  std::optional<Figure> ReadCounted(const Number& number) {
    size_t i = number.end;
    bool at_least = number.at_least;
    if (IsOneOf(At(text_, i), u"余多几") ||
        (At(text_, i) == u'+' && number.value.mantissa > 1)) {
      ++i;
      at_least = true;
    }
    int index = -1;
    size_t length = lexicon_.unit_trie.Longest(text_, i, &index);
    std::u16string unit;
    if (length > 0) {
      unit = lexicon_.units[index];
      i = ExtendUnit(i + length, unit);
      if (GuardFails(unit, i)) return std::nullopt;
    } else {
      std::optional<std::u16string> implied = UnitOfBareNumber(number);
      if (!implied.has_value()) implied = UnitOfNextItem(number);
      if (!implied.has_value()) return std::nullopt;
      unit = *std::move(implied);
    }
    if (number.chinese && IsChineseName(number, unit, i, at_least)) {
      return std::nullopt;
    }
    if (lexicon_.name_after.At(text_, i) > 0) return std::nullopt;
    if (IsDuration(unit) && IsDateOrSlogan(number, unit, i)) {
      return std::nullopt;
    }
    if (const auto it = lexicon_.unit_aliases.find(unit);
        it != lexicon_.unit_aliases.end()) {
      unit = it->second;
    }
    std::optional<Figure> figure =
        Finish(number.begin, i, number.value, unit, at_least);
    if (number.bare_scale && figure->modifier == v1::MODIFIER_EXACT) {
      return std::nullopt;
    }
    return figure;
  }

  // 批 in 批(件)次, 场 in 场(次), 条 in 条次: adds the rest of the unit.
  size_t ExtendUnit(size_t i, std::u16string& unit) const {
    if (At(text_, i) == u'(') {
      int inner = -1;
      const size_t length = lexicon_.unit_trie.Longest(text_, i + 1, &inner);
      size_t close = i + 1 + length;
      if (length == 0 && At(text_, i + 1) == u'次') close = i + 2;
      if (close > i + 1 && At(text_, close) == u')') {
        unit.append(text_.substr(i, close + 1 - i));
        i = close + 1;
      }
    }
    if (At(text_, i) == u'/') {
      int per = -1;
      const size_t length = lexicon_.unit_trie.Longest(text_, i + 1, &per);
      if (length > 0) {
        unit.append(text_.substr(i, length + 1));
        i += length + 1;
      }
    }
    if (At(text_, i) == u'次' && unit.back() != u'次' && unit != u"%" &&
        unit != u"个" && unit != u"元") {
      unit.push_back(u'次');
      ++i;
    }
    return i;
  }

  // 参与人数超过100万: the measure noun before the number says the unit.
  std::optional<std::u16string> UnitOfBareNumber(const Number& number) const {
    if (IsOneOf(At(text_, number.end), u"年月.-:")) return std::nullopt;
    size_t end = number.begin;
    while (true) {
      const size_t n = std::max({lexicon_.at_least_before.Before(text_, end),
                                 lexicon_.approximate_before.Before(text_, end),
                                 lexicon_.exact_before.Before(text_, end)});
      if (n == 0 || end - n <= begin_) break;
      end -= n;
    }
    return lexicon_.UnitOfMeasureNoun(text_, end);
  }

  // 7.4和5.9个百分点: an item without a unit has that of the next one.
  std::optional<std::u16string> UnitOfNextItem(const Number& number) const {
    if (number.chinese || !IsOneOf(At(text_, number.end), u"、和及与") ||
        IsOneOf(number.begin > 0 ? text_[number.begin - 1] : u'\0', u"《“·")) {
      return std::nullopt;
    }
    size_t i = number.end;
    std::optional<Number> next;
    for (int items = 0; items < 8 && IsOneOf(At(text_, i), u"、和及与");
         ++items) {
      if (!IsDigit(At(text_, i + 1))) return std::nullopt;
      next = ParseNumber(text_, i + 1);
      if (!next.has_value()) return std::nullopt;
      i = next->end;
    }
    if (IsOneOf(At(text_, i), u"余多")) ++i;
    int index = -1;
    const size_t length = lexicon_.unit_trie.Longest(text_, i, &index);
    if (length == 0 || GuardFails(lexicon_.units[index], i + length)) {
      return std::nullopt;
    }
    std::u16string unit = lexicon_.units[index];
    ExtendUnit(i + length, unit);
    return unit;
  }

  bool GuardFails(View unit, size_t after) const {
    const auto it = lexicon_.unit_guards.find(std::u16string(unit));
    return it != lexicon_.unit_guards.end() && it->second.At(text_, after) > 0;
  }

  // The number continues an identifier, a version or a date.
  bool IsPartOfName(const Number& number) const {
    const char16_t before = number.begin > 0 ? text_[number.begin - 1] : u'\0';
    if (IsDigit(text_[number.begin])) {
      if (number.begin > 1 && IsOneOf(before, u".:/-—+·第〔[") &&
          JoinsIdentifier(before, number.begin - 1)) {
        return true;
      }
      // 8时30分.
      if (IsOneOf(before, u"时点") && number.begin > 1 &&
          IsDigit(text_[number.begin - 2])) {
        return true;
      }
      return (before >= u'a' && before <= u'z') ||
             (before >= u'A' && before <= u'Z') || before == u'"';
    }
    if (before == u'第' || IsDigit(before)) return true;
    // 第一、二、三次会议.
    size_t i = number.begin;
    while (i > begin_ + 1 && text_[i - 1] == u'、' &&
           ChineseDigit(text_[i - 2]) > 0) {
      i -= 2;
    }
    return i < number.begin && i > begin_ && text_[i - 1] == u'第';
  }

  // The mark before a number makes it part of an identifier: 8:30, 6+4, but not
  // 问题:23个, 265批次/871人次 or 同比+17.9%.
  bool JoinsIdentifier(char16_t mark, size_t at) const {
    const char16_t before = text_[at - 1];
    switch (mark) {
      case u'—':
      case u'-':
        return IsDigit(before);
      case u':':
        return before < 0x3400 || lexicon_.page_counters.Before(text_, at) > 0;
      case u'/':
        return before < 0x3400;
      case u'+':
        return !IsOneOf(before, u"比长幅");
      default:
        return true;
    }
  }

  // 三项制度, 一支队伍, 两个维护: a small numeral in a name or as an article.
  bool IsChineseName(const Number& number, View unit, size_t after,
                     bool at_least) const {
    if (at_least || number.bare_scale) return false;
    if (IsDuration(unit) || unit == u"元" || unit == u"分" || unit == u"点" ||
        unit == u"度") {
      return number.value.mantissa < 100 && !IsOneOf(At(text_, after), u"内");
    }
    if (unit == u"倍") return false;
    if (lexicon_.name_before.Before(text_, number.begin) > 0) return true;
    // Counting says 两; 二次会议 is the second.
    if (number.end == number.begin + 1 && text_[number.begin] == u'二') {
      return true;
    }
    // 市十四届人大五次会议.
    if (unit == u"次" && StartsWith(text_, after, u"会议") &&
        number.begin > 0 && IsOneOf(text_[number.begin - 1], u"大会届委协")) {
      return true;
    }
    if (lexicon_.slogan_nouns.At(text_, after) > 0 &&
        !StartsWith(text_, after, u"制度办法")) {
      return true;
    }
    if (number.value.mantissa > 1) return false;
    // 一 counts only at the end of a clause, after what is counted.
    return !(IsOneOf(At(text_, after), u",。;、)\n") &&
             IsOneOf(unit[0], u"期场起宗件份篇部例家"));
  }

  bool IsDateOrSlogan(const Number& number, View unit, size_t after) const {
    const char16_t before = number.begin > 0 ? text_[number.begin - 1] : u'\0';
    if (unit == u"日") {
      if (before == u'月' || number.value.mantissa == 0) return true;
      // 60日、30日分别压缩至20日、10日, but not 3月5日至8日.
      const bool listed = before == u'、' && !figures_.empty() &&
                          figures_.back().end + 1 == number.begin;
      const bool result = before == u'至' && number.begin > begin_ + 1 &&
                          IsOneOf(text_[number.begin - 2], u"缩短降减压到");
      return !listed && !result && IsOneOf(before, u"至-—~、.") &&
             !IsOneOf(At(text_, after), u"内以");
    }
    const bool always = (unit == u"小时" && number.value.mantissa == 24) ||
                        (unit == u"天" && number.value.mantissa == 365) ||
                        before == u'×';
    return always && !IsOneOf(At(text_, after), u"内以");
  }

  // Adds the modifiers around [begin, end).
  Figure Finish(size_t begin, size_t end, Decimal value, View unit,
                bool at_least) const {
    Figure figure;
    figure.number_begin = begin;
    figure.value = value;
    figure.unit = unit;
    bool approximate = false, at_most = false;
    while (true) {
      const size_t most = lexicon_.at_most_before.Before(text_, begin);
      const size_t least = lexicon_.at_least_before.Before(text_, begin);
      const size_t about = lexicon_.approximate_before.Before(text_, begin);
      size_t n = std::max({most, least, about});
      // 节约 and 治超 end in a modifier's character only.
      if (lexicon_.not_modifiers.Before(text_, begin) > n) break;
      if (n > 0) {
        // 不少于 is at least although 少于 is at most.
        if (n == most) {
          at_most = true;
        } else if (n == least) {
          at_least = true;
        } else {
          approximate = true;
        }
      } else if (StartsWith(text_, begin - (begin > 0), u"了") &&
                 EndsWith(text_.substr(0, begin - 1), u"超过")) {
        n = 1;
      }
      if (n == 0 || begin - n < begin_) break;
      begin -= n;
    }
    while (true) {
      size_t n = lexicon_.at_most_after.At(text_, end);
      if (n > 0 && (n > 1 || IsDuration(unit))) {
        at_most = true;
      } else if ((n = lexicon_.at_least_after.At(text_, end)) > 0 &&
                 !(n == 1 &&
                   IsOneOf(At(text_, end + 1), u"元种项个年部门方"))) {
        at_least = true;
      } else if ((n = lexicon_.approximate_after.At(text_, end)) > 0) {
        approximate = true;
      } else {
        n = lexicon_.exact_after.At(text_, end);
      }
      if (n == 0) break;
      end += n;
    }
    figure.begin = begin;
    figure.end = end;
    figure.modifier = approximate ? v1::MODIFIER_APPROXIMATE
                      : at_most   ? v1::MODIFIER_AT_MOST
                      : at_least  ? v1::MODIFIER_AT_LEAST
                                  : v1::MODIFIER_EXACT;
    return figure;
  }

  static Figure Rank(size_t begin, size_t end, Decimal value) {
    Figure figure;
    figure.begin = begin;
    figure.number_begin = begin;
    figure.end = end;
    figure.value = value;
    figure.unit = u"位";
    figure.is_rank = true;
    return figure;
  }

  View text_;
  size_t begin_;
  const Lexicon& lexicon_;
  std::vector<Figure> figures_;
  size_t quote_end_ = 0;
  size_t skip_to_ = 0;
};

}  // namespace

std::vector<Figure> FindFigures(View text, size_t begin, size_t end,
                                const Lexicon& lexicon) {
  return Scanner(text, begin, end, lexicon).Run();
}

}  // namespace nianbao::extractor
