#include "extractor/figures/reading.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "extractor/head/dates.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

constexpr size_t kClauseWindow = 64;
// Most characters from a figure to what became of it.
constexpr size_t kStartWindow = 16;

bool IsClauseEnd(char16_t c) { return IsOneOf(c, u",;:。!?\n"); }

// True for units that measure a change as they stand.
bool IsRelative(View unit) {
  return unit == u"%" || unit == u"‰" || unit == u"百分点" || unit == u"倍" ||
         unit == u"番";
}

// The last year named in text[begin, end) that says when a figure was so, not
// what it is compared with or what a document is called.
std::optional<int> LastYear(View text, size_t begin, size_t end) {
  if (end < begin + 5) return std::nullopt;
  for (size_t i = end - 4; i-- > begin;) {
    if (text[i] != u'2' || text[i + 1] != u'0' || !IsDigit(text[i + 2]) ||
        !IsDigit(text[i + 3]) || At(text, i + 4) != u'年') {
      continue;
    }
    const char16_t before = i > 0 ? text[i - 1] : u'\0';
    // 2019年工作 inside a clause names a thing, not the time of the figure.
    if (i > begin && !IsClauseEnd(before) &&
        !IsOneOf(before, u"在由从到至、(争划")) {
      continue;
    }
    if (IsDigit(before)) continue;
    const View after = text.substr(i + 5, std::min<size_t>(9, end - i - 5));
    const size_t past = after.find(u'前');
    if (past != npos && past <= 6 && !Contains(after.substr(0, past), u",")) {
      continue;
    }
    if (after.substr(0, 2) == u"以来" || after.substr(0, 1) == u"-" ||
        after.substr(0, 1) == u"—") {
      continue;
    }
    return 2000 + (text[i + 2] - u'0') * 10 + (text[i + 3] - u'0');
  }
  return std::nullopt;
}

class Reader {
 public:
  Reader(View text, const Outline& outline, const Reporter& reporter,
         const Lexicon& lexicon)
      : text_(text),
        outline_(outline),
        report_year_(reporter.year),
        is_province_(reporter.is_province),
        lexicon_(lexicon) {}

  std::vector<Reading> Run() {
    for (size_t s = 0; s < outline_.sentences.size(); ++s) {
      ReadSentence(static_cast<int>(s));
    }
    return std::move(readings_);
  }

 private:
  void ReadSentence(int index) {
    const OutlineSentence& sentence = outline_.sentences[index];
    std::vector<Figure> figures =
        FindFigures(text_, sentence.begin, sentence.end, lexicon_);
    EnterParagraph(sentence);
    if (figures.empty()) return;
    EnterSection(sentence.section);
    first_ = readings_.size();
    for (size_t f = 0; f < figures.size(); ++f) {
      Reading reading;
      reading.sentence = index;
      Bound(sentence, figures, f, reading);
      reading.figure = std::move(figures[f]);
      reading.continues = Continues(reading);
      SetPart(reading);
      SetKind(reading);
      SetYear(reading);
      SetScope(reading);
      reading.of_some = OfSome(reading);
      reading.bare = lexicon_.IsBare(Left(reading));
      if (reading.continues) {
        reading.left = Previous()->left;
        reading.left_end = Previous()->left_end;
      }
      readings_.push_back(std::move(reading));
    }
    for (size_t r = first_; r < readings_.size(); ++r) {
      Distribute(r);
      SetStart(r);
    }
  }

  // 压缩至, 整合为; not the 为 of 由20名律师为18名老人….
  static bool Becomes(View words) {
    if (words.find(u';') != npos) return false;
    if (words.find_first_of(u"至到") != npos) return true;
    const size_t as = words.find(u'为');
    return as != npos && as > 0 &&
           IsOneOf(words[as - 1], u"减增升降缩短并合整改变展简少加高大");
  }

  // 由60天压缩至20天: a figure that another of its unit has taken the place of.
  void SetStart(size_t r) {
    if (r + 1 == readings_.size()) return;
    Reading& from = readings_[r];
    const Reading& to = readings_[r + 1];
    if (from.kind == v1::KIND_RANK || from.figure.unit != to.figure.unit ||
        !IsStart(from)) {
      return;
    }
    const View between =
        text_.substr(from.figure.end, to.figure.begin - from.figure.end);
    from.is_start = between.size() <= kStartWindow && Becomes(between);
  }

  // 收到、受理分别为3件、2件: gives each figure of the list its own item.
  void Distribute(size_t r) {
    const Reading& head = readings_[r];
    if (head.continues) return;
    size_t run = 1;
    while (r + run < readings_.size() && readings_[r + run].continues) ++run;
    if (run < 2) return;
    size_t apart = npos;
    const size_t window =
        std::max(head.clause_begin,
                 head.left_end - std::min(head.left_end, kClauseWindow));
    const View words = text_.substr(window, head.left_end - window);
    for (View word : {u"分别", u"依次", u"平均", u"各"}) {
      apart = words.rfind(word);
      if (apart != npos && apart > 0) break;
      apart = npos;
    }
    if (apart == npos) return;
    apart += window;
    const size_t from =
        std::max(head.left, apart - std::min(apart, kClauseWindow));
    std::vector<size_t> bounds = {from};
    for (size_t i = from; i < apart; ++i) {
      if (IsOneOf(text_[i], u"、和及与")) bounds.push_back(i + 1);
    }
    bounds.push_back(apart + 1);
    if (bounds.size() != run + 1) return;
    for (size_t k = 0; k < run; ++k) {
      readings_[r + k].left = bounds[k];
      readings_[r + k].left_end = bounds[k + 1] - 1;
    }
  }

  // Whether figures under the section are plans, and for which year.
  void EnterSection(int section) {
    if (section == section_) return;
    section_ = section;
    plan_ = false;
    announced_ = false;
    mixed_ = false;
    plan_year_ = 0;
    for (int s = section; s >= 0; s = outline_.sections[s].parent) {
      const OutlineSection& heading = outline_.sections[s];
      if (heading.depth > 2) continue;
      const View words =
          text_.substr(heading.begin, heading.end - heading.begin);
      const int year = HeadingYear(heading);
      mixed_ |= Contains(words, u"问题") || Contains(words, u"不足") ||
                Contains(words, u"困难");
      if (!lexicon_.plan_heading.In(words) &&
          (report_year_ == 0 || year <= report_year_)) {
        continue;
      }
      plan_ = true;
      if (year > report_year_ && plan_year_ == 0) {
        plan_year_ = year;
      } else if (Contains(words, u"明年") && report_year_ > 0) {
        plan_year_ = report_year_ + 1;
      }
    }
  }

  int HeadingYear(const OutlineSection& heading) const {
    const auto years =
        FindYears(text_.substr(heading.begin, heading.end - heading.begin));
    return years.has_value() ? years->last : 0;
  }

  void Bound(const OutlineSentence& sentence,
             const std::vector<Figure>& figures, size_t f, Reading& reading) {
    const Figure& figure = figures[f];
    const size_t from = f > 0 ? figures[f - 1].end : sentence.begin;
    size_t clause = figure.begin;
    while (clause > from && !IsClauseEnd(text_[clause - 1])) --clause;
    size_t end = figure.end;
    if (f > 0 && clause == from) {
      clause = Previous()->clause_begin;
      end = std::max(end, Previous()->clause_end);
    }
    while (end < sentence.end && !IsClauseEnd(text_[end])) ++end;
    reading.clause_begin = clause;
    reading.clause_end = end;
    reading.left = f > 0 ? std::max(clause, figures[f - 1].end) : clause;
    reading.left_end = figure.begin;
    reading.right =
        f + 1 < figures.size() ? std::min(end, figures[f + 1].begin) : end;
    // What follows 、 belongs to the next item of a list, and a remark in
    // parentheses is of its own.
    const size_t item =
        text_.substr(0, reading.right).find_first_of(u"、(", figure.end);
    if (item != npos) reading.right = item;
  }

  // The clause before the figure, as far as it matters.
  View ClauseBefore(const Reading& r) const {
    const size_t n = std::min(r.figure.begin - r.clause_begin, kClauseWindow);
    return text_.substr(r.figure.begin - n, n);
  }

  View Left(const Reading& r) const {
    return text_.substr(r.left, r.figure.begin - r.left);
  }

  // The reading just before in the same sentence; null for the first.
  const Reading* Previous() const {
    return readings_.size() > first_ ? &readings_.back() : nullptr;
  }

  // Where the words that no earlier figure of the sentence has begin.
  size_t Since(const Reading& r) const {
    return Previous() != nullptr ? Previous()->figure.end
                                 : outline_.sentences[r.sentence].begin;
  }
  View WordsSince(const Reading& r) const {
    return text_.substr(Since(r), r.figure.begin - Since(r));
  }

  // Only a conjunction stands between this figure and the one before.
  bool Continues(const Reading& r) const {
    const View left = Left(r);
    return Previous() != nullptr && r.left == Previous()->figure.end &&
           (left == u"、" || left == u"和" || left == u"及" || left == u"与");
  }

  void SetPart(Reading& r) const {
    const View words = WordsSince(r);
    const bool goes_on = Previous() != nullptr && Previous()->is_part &&
                         words.find(u';') == npos;
    r.is_part = goes_on || lexicon_.part.In(words);
  }

  void SetKind(Reading& r) {
    if (r.figure.is_rank) {
      r.kind = v1::KIND_RANK;
      return;
    }
    // A plan to change something by a share is a plan.
    if (ReadTarget(r)) {
      r.kind = v1::KIND_TARGET;
      return;
    }
    int sign = ChangeSign(r);
    if (sign == 0 && r.continues && Previous()->kind == v1::KIND_CHANGE &&
        (Previous()->figure.unit == r.figure.unit ||
         Contains(ClauseBefore(r), u"分别"))) {
      sign = Previous()->figure.value.mantissa < 0 ? -1 : 1;
    }
    if (sign != 0) {
      r.kind = v1::KIND_CHANGE;
      r.figure.value.mantissa *= sign;
    }
  }

  // +1 or -1 for a change up or down, 0 for none.
  int ChangeSign(const Reading& r) const {
    View left = Left(r);
    if (EndsWith(left, u"净增")) return 1;
    // 较上年减少2,905次,降幅31.9%: the comparison goes on.
    const bool goes_on = Previous() != nullptr && !left.empty() &&
                         Previous()->kind == v1::KIND_CHANGE &&
                         lexicon_.IsBare(left);
    // 918件,上年为1103件,减少16.8%.
    const bool after_last_year =
        Previous() != nullptr && Previous()->kind == v1::KIND_LEVEL &&
        report_year_ > 0 && Previous()->year == report_year_ - 1 &&
        lexicon_.IsBare(left);
    const bool compared =
        goes_on || after_last_year || lexicon_.comparison.In(ClauseBefore(r));
    if (compared && EndsWith(left, u"+")) return 1;
    if (compared && EndsWith(left, u"-")) return -1;
    const View unit = r.figure.unit;
    if (unit == u"番") return 1;
    if (unit == u"倍" && (compared || IsTimesOfYear(left))) return 1;
    if (!lexicon_.other_body.In(left)) {
      View noun = left;
      for (View filler : {u"为", u"达", u"达到", u"分别"}) {
        if (EndsWith(noun, filler)) noun.remove_suffix(filler.size());
      }
      if (EndsWith(noun, u"增幅")) return 1;
      if (EndsWith(noun, u"降幅")) return -1;
    }
    // 比2022年多拆370平方米.
    if (compared && left.size() > 2 && left[left.size() - 2] == u'多') return 1;
    if (compared && left.size() > 2 && left[left.size() - 2] == u'少')
      return -1;
    for (View filler : {u"了", u"约", u"近", u"超过", u"超", u"逾"}) {
      if (EndsWith(left, filler)) left.remove_suffix(filler.size());
    }
    const size_t up = lexicon_.up.Before(left, left.size());
    const size_t down = lexicon_.down.Before(left, left.size());
    const size_t reduction = lexicon_.reduction.Before(left, left.size());
    if (up == 0 && down == 0 && reduction == 0) return 0;
    if (EndsWith(left, u"新增")) return compared ? 1 : 0;
    const bool weak = std::max(up, down) == 1 && reduction == 0;
    if (weak && !compared && !IsRelative(unit)) return 0;
    if (reduction >= std::max(up, down) && !compared) return 0;
    if (up > 0 && !compared && !IsRelative(unit) && !EndsWith(left, u"增加") &&
        !EndsWith(left, u"增长")) {
      return 0;
    }
    return up > 0 ? 1 : -1;
  }

  // 是2015年的2.4倍, 为去年的1.5倍.
  static bool IsTimesOfYear(View left) {
    return EndsWith(left, u"年的") || EndsWith(left, u"同期的") ||
           EndsWith(left, u"年同期");
  }

  // Under a plan's heading every figure is one; where the heading also speaks
  // of problems, and elsewhere, from the word that announces it on.
  bool ReadTarget(const Reading& r) {
    if (Previous() == nullptr && !mixed_) announced_ = false;
    const View words = WordsSince(r);
    announced_ |= (lexicon_.target.In(words) && !CarriesOver(words)) ||
                  (mixed_ && lexicon_.plan_heading.In(words));
    // 由9人发展到15人: where the plan starts from is no plan.
    if (IsStart(r)) return false;
    return announced_ || opened_ || (plan_ && !mixed_);
  }

  // 结转下年度1件 was so at the end of this one.
  static bool CarriesOver(View words) { return Contains(words, u"结转下"); }

  bool IsStart(const Reading& r) const {
    View left = Left(r);
    left.remove_suffix(lexicon_.former.Before(left, left.size()));
    return EndsWith(left, u"由") || EndsWith(left, u"从");
  }

  // Notes a sentence that opens a paragraph, or the rest of one, with plans.
  void EnterParagraph(const OutlineSentence& sentence) {
    if (sentence.paragraph != paragraph_) {
      paragraph_ = sentence.paragraph;
      opened_ = false;
    }
    size_t begin = sentence.begin;
    while (begin < sentence.end && text_[begin] == u' ') ++begin;
    const View words = text_.substr(begin, sentence.end - begin);
    opened_ |= lexicon_.plan_opening.At(words, 0) > 0;
  }

  // 2019年、2020年、2021年分别受理20件、30件、40件: a year for each figure.
  void NameListedYears(const Reading& r) {
    if (!r.continues) {
      listed_years_.clear();
      next_listed_ = 0;
      const View words = WordsSince(r);
      if (!Contains(words, u"分别") && !Contains(words, u"依次")) return;
      for (size_t i = 0; i + 5 <= words.size(); ++i) {
        const auto year = FindYears(words.substr(i, 6));
        if (year.has_value() && year->begin == 0) {
          listed_years_.push_back(year->last);
          i += 4;
        }
      }
      if (listed_years_.size() < 2) listed_years_.clear();
    } else {
      ++next_listed_;
    }
  }

  // Follows the years named up to the figure.
  void NameYear(const Reading& r) {
    if (Previous() == nullptr) {
      named_.reset();
      next_year_ = false;
    }
    const auto named_here = LastYear(text_, Since(r), r.figure.begin);
    NameListedYears(r);
    if (named_here.has_value()) named_ = named_here;
    const View words = WordsSince(r);
    for (View next : {u"明年", u"下一年", u"下年"}) {
      next_year_ |= Contains(words, next) && !CarriesOver(words);
    }
  }

  void SetYear(Reading& r) {
    r.year = report_year_;
    const View left = Left(r);
    NameYear(r);
    if (next_listed_ < listed_years_.size()) {
      r.year = listed_years_[next_listed_];
      return;
    }
    if (const auto base = ComparedYear(r); base.has_value()) {
      r.year = *base;
      return;
    }
    for (View last_year : {u"上年", u"去年"}) {
      const size_t at = left.rfind(last_year);
      if (at == npos || report_year_ == 0) continue;
      const char16_t before = at > 0 ? left[at - 1] : u'\0';
      const bool carried_over = left.substr(at + 2, 2) == u"结转";
      const bool of_base = EndsWith(left, u"的");
      if (!carried_over && (of_base || !IsOneOf(before, u"较比与同是")) &&
          r.kind != v1::KIND_CHANGE) {
        r.year = report_year_ - 1;
        return;
      }
    }
    if (r.kind == v1::KIND_TARGET) {
      if (plan_year_ > 0) r.year = plan_year_;
      if (next_year_ && report_year_ > 0) r.year = report_year_ + 1;
      if (named_.has_value() && *named_ >= report_year_) {
        r.year = *named_;
      }
      return;
    }
    if (!named_.has_value() || report_year_ == 0) {
      if (named_.has_value()) r.year = *named_;
      return;
    }
    if (*named_ > report_year_ && IsStart(r)) return;
    if (*named_ > report_year_) {
      if (r.kind != v1::KIND_RANK) r.kind = v1::KIND_TARGET;
      r.figure.value.mantissa = std::abs(r.figure.value.mantissa);
      r.year = *named_;
      return;
    }
    // 由2022年的8.4%升至33.1%.
    const bool result = EndsWith(left, u"升至") || EndsWith(left, u"增至") ||
                        EndsWith(left, u"降至") || EndsWith(left, u"减至") ||
                        EndsWith(left, u"高到") || EndsWith(left, u"升到") ||
                        EndsWith(left, u"加到") || EndsWith(left, u"降到");
    if (!result && *named_ >= report_year_ - 10) r.year = *named_;
  }

  // 较2019年的23.5%下降: what the figure before is compared with.
  std::optional<int> ComparedYear(const Reading& r) const {
    View left = Left(r);
    if (r.kind != v1::KIND_LEVEL || !lexicon_.comparison.In(left)) {
      return std::nullopt;
    }
    if (EndsWith(left, u"的")) left.remove_suffix(1);
    if (left.size() < 5 || !EndsWith(left, u"年")) return std::nullopt;
    const auto year = FindYears(left.substr(left.size() - 5));
    return year.has_value() ? std::optional<int>(year->last) : std::nullopt;
  }

  void SetScope(Reading& r) const {
    const View left = Left(r);
    if (lexicon_.other_body.In(left) || SpeaksOf(left, u"全国") ||
        (!is_province_ && SpeaksOf(left, u"全省"))) {
      r.scope = v1::SCOPE_OTHER;
    }
  }

  // 一些县区败诉率超过15%, 4个部门出庭率不足80%.
  bool OfSome(const Reading& r) const {
    const View left = Left(r);
    for (size_t i = 0; i < left.size(); ++i) {
      const size_t some = lexicon_.some.At(left, i);
      if (some > 0 && lexicon_.some_bodies.At(left, i + some) > 0) return true;
    }
    const Reading* const bodies = Previous();
    if (bodies == nullptr || bodies->figure.end != r.left ||
        (bodies->figure.unit != u"个" && bodies->figure.unit != u"家") ||
        r.figure.unit != u"%") {
      return false;
    }
    const View before = Left(*bodies);
    return before.find(u'全') == npos && !Contains(before, u"所有") &&
           lexicon_.counted_bodies.At(text_, bodies->figure.end) > 0;
  }

  // The words before the figure begin with the body they speak of.
  bool SpeaksOf(View left, View body) const {
    for (View lead : {u"、", u"而", u"目前", u"同期", u"和"}) {
      if (left.substr(0, lead.size()) == lead) left.remove_prefix(lead.size());
    }
    return left.substr(0, body.size()) == body &&
           lexicon_.own_of_nation.At(left, body.size()) == 0;
  }

  View text_;
  const Outline& outline_;
  int report_year_;
  bool is_province_;
  const Lexicon& lexicon_;
  std::vector<Reading> readings_;
  // First reading of the current sentence.
  size_t first_ = 0;
  int section_ = -2;
  bool plan_ = false;
  // The section speaks of problems, too.
  bool mixed_ = false;
  // A word that announces plans was read.
  bool announced_ = false;
  int plan_year_ = 0;
  int paragraph_ = -1;
  // The paragraph has opened its plans: 下一步,….
  bool opened_ = false;
  // Of the current sentence, up to the current figure: the last year named,
  // and whether 明年 was.
  std::optional<int> named_;
  bool next_year_ = false;
  // Years that a list of figures is distributed over, and which is next.
  std::vector<int> listed_years_;
  size_t next_listed_ = 0;
};

}  // namespace

std::vector<Reading> ReadFigures(View text, const Outline& outline,
                                 const Reporter& reporter,
                                 const Lexicon& lexicon) {
  return Reader(text, outline, reporter, lexicon).Run();
}

}  // namespace nianbao::extractor
