// From quantities to readings, sentence by sentence.
//
// The words that speak of a figure stand before it, back to the figure before
// it or to the begin of its clause, and after it up to the next figure or
// comma:
//
//     全年受理187件,较上年增长12.5%,其中网上申请43件、信函9件。
//     |--left-|figure  |---left---|      |---left--|   |left|
//
// With these words bounded, each figure is asked, in this order:
//   a part?    其中 before it, until a semicolon
//   a rank, a plan (plans.h), a change (change.h) or a level?
//   of which year? (years.h)
//   of whom? (scope.h)
// Then each sentence is looked at once more: a list that shares its words gets
// them dealt out (收到、受理分别为3件、2件), and a figure that another has
// taken the place of is marked (由60天压缩至20天).
//
// Linear: each figure looks at the words since the one before it, or at a
// bounded number of characters of its clause.
#include "extractor/figures/figure_reader.h"

#include <algorithm>
#include <utility>

#include "common/domain/report_limits.h"
#include "extractor/figures/change.h"
#include "extractor/figures/figure_words.h"
#include "extractor/figures/plans.h"
#include "extractor/figures/quantity.h"
#include "extractor/figures/scope.h"
#include "extractor/figures/years.h"
#include "extractor/text/furniture.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// Most characters from a figure to what became of it: 由60天压缩至20天.
constexpr size_t kStartWindow = 16;

// The words between two figures say that the second takes the place of the
// first: 压缩至, 整合为; not the 为 of 由20名律师为18名老人….
bool Becomes(View words) {
  if (words.find(u';') != npos) return false;
  if (words.find_first_of(u"至到") != npos) return true;
  const size_t as = words.find(u'为');
  return as != npos && as > 0 &&
         IsOneOf(words[as - 1], u"减增升降缩短并合整改变展简少加高大");
}

// Where the last word that deals figures out stands in `words`: 分别, 各; npos
// for none.
size_t FindDealingWord(View words) {
  for (View word : {u"分别", u"依次", u"平均", u"各"}) {
    const size_t at = words.rfind(word);
    if (at != npos && at > 0) return at;
  }
  return npos;
}

class FigureReader {
 public:
  FigureReader(View text, const Outline& outline, const Reporter& reporter,
               const Lexicon& lexicon)
      : text_(text),
        outline_(outline),
        reporter_(reporter),
        lexicon_(lexicon),
        furniture_(text),
        plans_(text, outline, reporter.year, lexicon),
        years_(reporter, lexicon) {}

  std::vector<Reading> Run(absl::FunctionRef<bool()> stopped,
                           std::vector<Figure>* impossible) {
    impossible_ = impossible;
    for (size_t s = 0; s < outline_.sentences.size(); ++s) {
      if (readings_.size() > kMaxObservations || stopped()) break;
      ReadSentence(static_cast<int>(s));
    }
    return std::move(readings_);
  }

 private:
  void ReadSentence(int index) {
    const OutlineSentence& sentence = outline_.sentences[index];
    if (furniture_.Is(sentence)) return;
    std::vector<Figure> figures =
        FindFigures(text_, sentence.begin, sentence.end, lexicon_);
    SetImpossibleApart(figures);
    plans_.EnterSentence(sentence);
    if (figures.empty()) return;
    plans_.EnterSection(sentence.section);
    first_ = readings_.size();
    for (size_t f = 0; f < figures.size(); ++f) {
      Reading reading;
      reading.sentence = index;
      Bound(sentence, figures, f, reading);
      reading.figure = std::move(figures[f]);
      Read(reading);
      readings_.push_back(std::move(reading));
    }
    for (size_t r = first_; r < readings_.size(); ++r) {
      DealOut(r);
      SetStart(r);
    }
  }

  void SetImpossibleApart(std::vector<Figure>& figures) {
    const auto first = std::stable_partition(
        figures.begin(), figures.end(),
        [](const Figure& figure) { return !figure.impossible; });
    if (impossible_ != nullptr) {
      impossible_->insert(impossible_->end(), first, figures.end());
    }
    figures.erase(first, figures.end());
  }

  // Sets the words that speak of the figure.
  void Bound(const OutlineSentence& sentence,
             const std::vector<Figure>& figures, size_t f,
             Reading& reading) const {
    const Figure& figure = figures[f];
    const size_t from = f > 0 ? figures[f - 1].end : sentence.begin;
    // 受理:45件: the label before the colon is of the clause.
    const size_t label = EndOfLabel(from, figure.begin);
    size_t clause = label;
    while (clause > from && !IsClauseEnd(text_[clause - 1])) --clause;
    size_t end = figure.end;
    if (f > 0 && clause == from) {
      // In the clause of the figure before, whose bounds are known.
      clause = Previous()->clause_begin;
      end = std::max(end, Previous()->clause_end);
    }
    while (end < sentence.end && !IsClauseEnd(text_[end])) ++end;
    reading.clause_begin = clause;
    reading.clause_end = end;
    reading.left = f > 0 ? std::max(clause, figures[f - 1].end) : clause;
    reading.left_end = figure.begin;
    reading.right = end;
    if (f + 1 < figures.size() && figures[f + 1].begin <= end) {
      // 收案45件 结案:36件: the label is of the next figure.
      const size_t next = figures[f + 1].begin;
      reading.right = EndOfLabel(figure.end, next) < next ? figure.end : next;
    }
    // What follows 、 belongs to the next item of a list, and a remark in
    // parentheses is of its own.
    const size_t item =
        text_.substr(0, reading.right).find_first_of(u"、(", figure.end);
    if (item != npos) reading.right = item;
  }

  // Where the label of a figure at `begin` ends, before its colon; `begin` when
  // it has none in text[from, begin).
  size_t EndOfLabel(size_t from, size_t begin) const {
    return begin > from + 1 && text_[begin - 1] == u':' ? begin - 1 : begin;
  }

  // Says what the figure tells.
  void Read(Reading& r) {
    const FigureWords words{text_, r, Previous(),
                            outline_.sentences[r.sentence].begin};
    r.continues = Continues(words);
    r.is_part = IsPartOfWhole(words, lexicon_);
    SetKind(words, r);
    years_.SetYear(words, plans_.plan_year(), r);
    r.scope = ScopeOf(words, reporter_.is_province, lexicon_);
    r.of_some = SpeaksOfSome(words, lexicon_);
    r.bare = lexicon_.IsBare(words.Left());
    if (r.continues) {
      r.left = Previous()->left;
      r.left_end = Previous()->left_end;
    }
  }

  // The reading just before in the same sentence; null for the first.
  const Reading* Previous() const {
    return readings_.size() > first_ ? &readings_.back() : nullptr;
  }

  // Only a conjunction stands between this figure and the one before.
  static bool Continues(const FigureWords& words) {
    const View left = words.Left();
    return words.previous != nullptr &&
           words.reading.left == words.previous->figure.end &&
           (left == u"、" || left == u"和" || left == u"及" || left == u"与");
  }

  void SetKind(const FigureWords& words, Reading& r) {
    if (r.figure.is_rank) {
      r.kind = v1::KIND_RANK;
      return;
    }
    // A plan to change something by a share is a plan.
    if (plans_.IsTarget(words)) {
      r.kind = v1::KIND_TARGET;
      return;
    }
    int sign = ChangeSign(words, reporter_.year, lexicon_);
    if (sign == 0 && GoesOnChanging(words)) {
      sign = words.previous->figure.value.mantissa < 0 ? -1 : 1;
    }
    if (sign != 0) {
      r.kind = v1::KIND_CHANGE;
      // A printed sign is part of the value already: 增长-1.2%.
      if (r.figure.sign == 0) r.figure.value.mantissa *= sign;
    }
  }

  // 分别增长3%、5%: the second is a change as the first is.
  static bool GoesOnChanging(const FigureWords& words) {
    const Reading& r = words.reading;
    // 同比减少23宗166人次.
    if (words.previous != nullptr && words.Left().empty() &&
        words.previous->figure.end == r.figure.begin) {
      return words.previous->kind == v1::KIND_CHANGE;
    }
    return r.continues && words.previous->kind == v1::KIND_CHANGE &&
           (words.previous->figure.unit == r.figure.unit ||
            Contains(words.ClauseBefore(), u"分别"));
  }

  // 收到、受理分别为3件、2件: gives each figure of a list that begins at `r`
  // its own item of the words before the list, when there are as many.
  void DealOut(size_t r) {
    const Reading& head = readings_[r];
    if (head.continues) return;
    size_t run = 1;
    while (r + run < readings_.size() && readings_[r + run].continues) ++run;
    if (run < 2) return;
    const size_t window =
        std::max(head.clause_begin,
                 head.left_end - std::min(head.left_end, kClauseReach));
    const size_t found =
        FindDealingWord(text_.substr(window, head.left_end - window));
    if (found == npos) return;
    const size_t apart = window + found;
    // 2022年、2023年分别受理32件、45件: years are dealt out elsewhere.
    if (text_[apart - 1] == u'年') return;
    const size_t from =
        std::max(head.left, apart - std::min(apart, kClauseReach));
    // Where each item begins, and one more as if another followed.
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

  // 由60天压缩至20天: marks a figure that another of its unit has taken the
  // place of.
  void SetStart(size_t r) {
    if (r + 1 == readings_.size()) return;
    Reading& from = readings_[r];
    const Reading& to = readings_[r + 1];
    if (from.kind == v1::KIND_RANK || from.figure.unit != to.figure.unit ||
        !IsStart({text_, from}, lexicon_)) {
      return;
    }
    const View between =
        text_.substr(from.figure.end, to.figure.begin - from.figure.end);
    from.is_start = between.size() <= kStartWindow && Becomes(between);
  }

  const View text_;
  const Outline& outline_;
  const Reporter reporter_;
  const Lexicon& lexicon_;
  FurnitureReader furniture_;
  PlanReader plans_;
  YearReader years_;
  std::vector<Reading> readings_;
  std::vector<Figure>* impossible_ = nullptr;
  // First reading of the current sentence.
  size_t first_ = 0;
};

}  // namespace

std::vector<Reading> ReadFigures(View text, const Outline& outline,
                                 const Reporter& reporter,
                                 const Lexicon& lexicon,
                                 absl::FunctionRef<bool()> stopped,
                                 std::vector<Figure>* impossible) {
  return FigureReader(text, outline, reporter, lexicon)
      .Run(stopped, impossible);
}

}  // namespace nianbao::extractor
