// What is planned is no statistic of the year, so plans must be told apart.
//
//     三、2023年工作安排           a heading of plans: all below it is planned
//     二、存在问题和下一步打算     a mixed one: from the announcing word on
//     下一步,…                     an opening: the rest of its paragraph
//     力争2023年培训500人次        a word: the rest of its sentence
//     要达到100%, 预计3亿元        a word of its figure alone
// and so must standards, which say what ought to be:
//     每季度不少于1次              a duty
//     低于最低标准80%              what something is measured against
// Where a plan starts from (由9人发展到15人) is how things are, and a sentence
// that tells what is done (截至6月,已培训500人次) tells no plan, whatever its
// heading.
//
// State follows sections, paragraphs and sentences; each figure looks at the
// words since the one before it.
#include "extractor/figures/plans.h"

#include <algorithm>

#include "extractor/figures/printed_unit.h"
#include "extractor/head/dates.h"
#include "extractor/text/words.h"

namespace nianbao::extractor {
namespace {

// 狠抓重点任务落实 heads what was done.
bool TellsWork(View heading) {
  if (ContainsAny(heading, {u"下一步", u"下一阶段", u"明年", u"今后", u"未来",
                            u"打算", u"计划", u"安排", u"目标"}))
    return false;
  if (ContainsAny(heading, {u"完成情况", u"进展情况", u"开展情况", u"落实情况",
                            u"总结", u"回顾"}))
    return true;
  for (View verb : {u"狠抓", u"抓好", u"抓实", u"抓牢", u"聚焦", u"围绕",
                    u"紧扣", u"推进", u"推动", u"落实", u"加强", u"强化",
                    u"细化", u"压实", u"健全", u"完善", u"坚持", u"突出"}) {
    const size_t at = heading.find(verb);
    if (at != npos && at <= 4) return true;
  }
  return false;
}

// True for units of things that come one by one, as 项, 件 and 人次.
bool IsClassifier(View unit) {
  return !IsDuration(unit) && !IsOneOf(unit[0], u"%‰百元倍分亩学课米");
}

// 完成下达的6万平方米的年度目标任务, 超额完成每月5条政务信息公开任务: what was
// to be done.
bool IsOfTask(const FigureWords& words) {
  constexpr size_t kReach = 16;
  const size_t end = words.reading.figure.end;
  const View after =
      words.text.substr(end, std::min(kReach, words.reading.clause_end - end));
  const View left = words.Left();
  const bool set = EndsWith(left, u"每月") || EndsWith(left, u"每年") ||
                   EndsWith(left, u"每季度") || EndsWith(left, u"下达的") ||
                   StartsWith(after, 0, u"的");
  return set && (Contains(left, u"完成") || Contains(left, u"下达")) &&
         (EndsWith(after, u"任务") || EndsWith(after, u"目标"));
}

// 与100%的目标仍有距离, 没到95%考核线, 完成年度任务10万平方米.
bool IsMeasuredAgainst(const FigureWords& words) {
  const size_t end = words.reading.figure.end;
  View after = words.text.substr(end, words.reading.clause_end - end);
  if (StartsWith(after, 0, u"的")) after.remove_prefix(1);
  if (StartsWithAny(after, {u"目标", u"最低", u"考核线", u"通报线", u"标准线",
                            u"底线", u"红线", u"警戒线"}) ||
      EndsWithAny(words.Left(),
                  {u"任务是", u"任务为", u"目标是", u"考核指标"})) {
    return true;
  }
  // 超额完成目标任务40% is what was reached.
  return words.reading.figure.unit != u"%" &&
         EndsWithAny(words.Left(), {u"年度任务", u"全年任务", u"目标任务"});
}

// The last item or clause of the words.
View LastItem(View words) {
  return words.substr(words.find_last_of(u",;。、") + 1);
}

// 要达到100%, 要控制在5%以内, 全年要办600件: what a verb behind 要 asks for.
bool IsAskedFor(View left) {
  constexpr size_t kReach = 8;
  left = LastItem(left.substr(left.size() - std::min(left.size(), kReach)));
  const size_t at = left.rfind(u'要');
  if (at == npos || at + 1 >= left.size()) return false;
  const char16_t before = at > 0 ? left[at - 1] : u'\0';
  return !IsOneOf(before, u"主重需必首只摘纪概简次") &&
         StartsWithAny(left.substr(at + 1),
                       {u"达到", u"保持", u"控制", u"办", u"完成", u"建",
                        u"实现", u"提高", u"提升", u"再", u"新", u"扩"});
}

// 预计年产值3亿元: of this figure alone, not of its sentence.
bool IsExpected(View left) {
  return ContainsAny(LastItem(left), {u"预计", u"预期"});
}

// 每季度不少于1次, 满意率低于最低标准80%.
bool IsStandard(const FigureWords& words, const Lexicon& lexicon) {
  View left = words.Left();
  for (View link : {u"为", u"是"}) {
    if (EndsWith(left, link)) left.remove_suffix(link.size());
  }
  const Figure& figure = words.reading.figure;
  if (IsOfTask(words) || IsMeasuredAgainst(words)) return true;
  // 调整许可标准76项 counts standards.
  if (lexicon.standard.Before(left, left.size()) > 0 &&
      (IsOneOf(left.back(), u"值线限") || !IsClassifier(figure.unit))) {
    return true;
  }
  const View modifier =
      words.text.substr(figure.begin, figure.number_begin - figure.begin);
  const bool limit =
      StartsWith(modifier, 0, u"不") || StartsWith(modifier, 0, u"至");
  if (StartsWith(modifier, 0, u"不得")) return true;
  const View clause = words.ClauseBefore();
  return limit && lexicon.duty.In(clause) && !Contains(clause, u"达") &&
         !Contains(clause, u"已");
}

}  // namespace

void PlanReader::EnterSentence(const OutlineSentence& sentence) {
  if (sentence.paragraph != paragraph_) {
    paragraph_ = sentence.paragraph;
    opened_ = false;
  }
  size_t begin = sentence.begin;
  while (begin < sentence.end && text_[begin] == u' ') ++begin;
  const View words = text_.substr(begin, sentence.end - begin);
  // What follows in the paragraph is planned, too.
  opened_ |= lexicon_.plan_opening.At(words, 0) > 0;
}

void PlanReader::EnterSection(int section) {
  // Deeper headings are sentences as a rule, which may name plans in passing.
  constexpr int kDeepestPlanHeading = 2;
  // A paragraph that goes on behind its heading.
  constexpr size_t kLongestHeading = 40;
  if (section == section_) return;
  section_ = section;
  planned_ = false;
  announced_ = false;
  mixed_ = false;
  plan_year_ = 0;
  for (int s = section; s >= 0; s = outline_.sections[s].parent) {
    const OutlineSection& heading = outline_.sections[s];
    if (heading.depth > kDeepestPlanHeading ||
        heading.end - heading.begin > kLongestHeading) {
      continue;
    }
    const View words = text_.substr(heading.begin, heading.end - heading.begin);
    const auto years = FindYears(words);
    const int year = years.has_value() ? years->last : 0;
    mixed_ |= Contains(words, u"问题") || Contains(words, u"不足") ||
              Contains(words, u"困难");
    const bool later = report_year_ > 0 && year > report_year_;
    if (TellsWork(words) || (!later && !lexicon_.plan_heading.In(words))) {
      continue;
    }
    planned_ = true;
    if (year > report_year_ && plan_year_ == 0) {
      plan_year_ = year;
    } else if (Contains(words, u"明年") && report_year_ > 0) {
      plan_year_ = report_year_ + 1;
    }
  }
}

bool PlanReader::IsTarget(const FigureWords& words) {
  // Under 三、问题和下一步打算 the plans go on from the word that announces
  // them; elsewhere it holds for its sentence.
  if (words.previous == nullptr && !mixed_) announced_ = false;
  const View since = words.Since();
  announced_ |= (lexicon_.target.In(since) && !CarriesOver(since)) ||
                (mixed_ && lexicon_.plan_heading.In(since));
  // 由9人发展到15人: where the plan starts from is no plan.
  if (IsStart(words, lexicon_)) return false;
  done_ = (words.previous != nullptr && done_) || lexicon_.done.In(since);
  const View left = words.Left();
  if (announced_ || IsStandard(words, lexicon_) || IsAskedFor(left) ||
      IsExpected(left)) {
    return true;
  }
  return (opened_ || (planned_ && !mixed_)) && !done_;
}

}  // namespace nianbao::extractor
