// The words of the sentence are gone through once for each figure, and mark the
// rules that use them and take the figure's unit:
//
//     全年受理行政复议申请187件
//         受理       action of reconsideration.accepted, litigation.accepted,
//         ... 行政复议   topic of all of reconsideration.*
// Marked rules are folded into their indicators, the best rule of each
// standing for it. A rule with an action beside the figure may take its topic
// from further away: the paragraph, the headings, the title.
//
// Cost: the words of the sentence times the rules that use them and take the
// unit.
#include "extractor/links/candidate_finder.h"

#include <algorithm>

namespace nianbao::extractor {
namespace {

// More candidates hardly ever hold the right one.
constexpr size_t kMostCandidates = 12;
// Characters of the first sentence that may be a title.
constexpr size_t kOpeningLength = 60;
// Characters back to the begin of the clause before.
constexpr size_t kClauseBack = 40;
// Longer words say no more.
constexpr size_t kLongestCounted = 9;

// What a place is worth when the best rule of an indicator and the best
// candidates are looked for: an order, not a weight.
constexpr int kPlaceValue[] = {10, 9, 8, 7, 6, 5, 4, 2, 3, 2, 3, 2, 1, 0};
// What an exclude among the own words takes from it.
constexpr int kExcludedCosts = 8;

// True when the reach of a rule carries its topics from there.
bool Reaches(v1::Reach reach, Place place) {
  if (place == kLabelHeading) return true;
  return place != kOpening &&
         (reach == v1::REACH_SECTION ||
          (place == kParagraph && reach == v1::REACH_PARAGRAPH));
}

}  // namespace

uint32_t BitsBetween(size_t from, size_t to) {
  if (from >= to) return 0;
  const uint32_t below = to >= 32 ? ~0u : (1u << to) - 1;
  return below & ~((1u << from) - 1);
}

void Stand::Improve(Place at, size_t size, int number) {
  const auto shorter = static_cast<uint8_t>(std::min(size, kLongestCounted));
  if (at < place || (at == place && shorter > length)) {
    *this = {at, shorter, number};
  }
}

CandidateFinder::CandidateFinder(
    const LinkRules& rules, const EvidenceIndex& index, const Scorer& scorer,
    View text, const Outline& outline, const std::vector<Reading>& readings,
    const TopicMemory& memory, const WordsBeside& beside)
    : rules_(rules),
      index_(index),
      scorer_(scorer),
      text_(text),
      readings_(readings),
      memory_(memory),
      beside_(beside),
      rule_stands_(rules.rules.size()),
      indicators_(rules.indicators.size()),
      opening_words_(rules.words.size(), 0),
      opening_families_(rules.families.size(), 0) {
  if (!outline.sentences.empty()) ReadOpening(outline);
}

void CandidateFinder::ReadOpening(const Outline& outline) {
  const OutlineSentence& first = outline.sentences.front();
  const View opening =
      text_.substr(0, std::min(first.end, first.begin + kOpeningLength));
  for (size_t i = first.begin; i < opening.size(); ++i) {
    rules_.trie.ForEachMatch(opening, i, [&](size_t, int word) {
      opening_words_[word] = 1;
      const int family = rules_.topic_family[word];
      if (family >= 0) opening_families_[family] = 1;
    });
  }
}

void CandidateFinder::MoveTo(size_t figure, const Counted& counted) {
  reading_ = &readings_[figure];
  counted_ = &counted;
  own_from_ =
      beside_.SharesWords(figure) ? readings_[figure - 1].left : reading_->left;
  ++stamp_;
  touched_rules_.clear();
  found_.clear();
  known_ = 0;
  rules_of_unit_ =
      &index_.RulesOf(reading_->figure.unit, reading_->kind == v1::KIND_CHANGE);
  NoteWords();
  FoldRules();
  Cap();
}

void CandidateFinder::Add(int indicator) {
  if (std::find(found_.begin(), found_.end(), indicator) != found_.end()) {
    return;
  }
  Touch(indicator);
  found_.push_back(indicator);
}

void CandidateFinder::NoteWords() {
  const Reading& r = *reading_;
  clause_before_ = r.clause_begin;
  const size_t bound =
      std::max(memory_.sentence_begin(),
               r.clause_begin - std::min(r.clause_begin, kClauseBack));
  if (clause_before_ > bound) --clause_before_;
  while (clause_before_ > bound &&
         !IsOneOf(text_[clause_before_ - 1], u",;:。")) {
    --clause_before_;
  }
  for (const WordHit& hit : memory_.hits()) {
    if (hit.begin >= r.clause_end) break;
    NoteHit(hit);
  }
}

Place CandidateFinder::PlaceOf(const WordHit& hit) const {
  const Reading& r = *reading_;
  const size_t end = hit.begin + hit.length;
  if (end <= r.figure.begin) {
    if (hit.begin >= r.left && end <= r.left_end) {
      return end >= counted_->left_end ? kTouching : kOwnBefore;
    }
    if (hit.begin >= own_from_ && end <= r.left) return kSharedWords;
    if (hit.begin >= r.clause_begin) return kBeforeInClause;
    return hit.begin >= clause_before_ ? kClauseBefore : kSentence;
  }
  if (hit.begin < r.figure.end) return kNowhere;
  if (hit.begin == counted_->right_begin) return kRightNoun;
  return hit.begin < counted_->right_end ? kOwnAfter : kAfterInClause;
}

void CandidateFinder::NoteHit(const WordHit& hit) {
  const Place place = PlaceOf(hit);
  if (place == kNowhere) return;
  const Counted& counted = *counted_;
  const size_t end = hit.begin + hit.length;
  uint32_t left = 0, right = 0;
  if (place <= kOwnBefore && place != kRightNoun) {
    const size_t to = std::min(end, counted.left_end);
    const size_t from = std::max(hit.begin, counted.left_begin);
    if (from < to) {
      left = BitsBetween(counted.left_end - to,
                         std::min(counted.left_end - from, kCoverLeft));
    }
  } else if (place == kRightNoun || place == kOwnAfter) {
    right = BitsBetween(hit.begin - counted.right_begin,
                        std::min(end - counted.right_begin, kCoverRight));
  }
  known_ |= left;
  const bool own = place <= kSharedWords;
  for (const Mention& mention : rules_of_unit_->MentionsOf(hit.word)) {
    RuleStand& stand = rule_stands_[mention.rule];
    if (stand.stamp != stamp_) {
      stand = RuleStand{.stamp = stamp_};
      touched_rules_.push_back(mention.rule);
    }
    if (mention.role == Role::kExclude) {
      stand.excluded_by_own |= own;
      stand.excluded_by_clause |= place <= kAfterInClause;
      continue;
    }
    if (mention.role == Role::kTopic) {
      stand.topic.Improve(place, hit.length, hit.word);
    } else if (place <= kAfterInClause) {
      stand.action.Improve(place, hit.length, hit.word);
    }
    if ((left | right) != 0) {
      IndicatorStand& indicator = Touch(rules_.rules[mention.rule].indicator);
      indicator.covered |= left;
      indicator.right_covered |= right;
    }
  }
}

IndicatorStand& CandidateFinder::Touch(int indicator) {
  IndicatorStand& stand = indicators_[indicator];
  if (stand.stamp != stamp_) stand = IndicatorStand{.stamp = stamp_};
  return stand;
}

// Of an indicator that the weights were fitted to it is known what an exclude,
// and a topic further away, is worth; of another one the catalogue alone tells,
// and binds.
bool CandidateFinder::IsTrained(const LinkRule& rule) const {
  return scorer_.IsTrained(index_.IndicatorId(rule.indicator));
}

void CandidateFinder::NoteCarriedTopics(RuleStand& stand, int rule) {
  const LinkRule& of = rules_.rules[rule];
  const bool bound = !IsTrained(of);
  for (const int word : of.topics) {
    const Place place = CarriedPlace(word);
    if (place == kNowhere || (bound && !Reaches(of.reach, place))) continue;
    stand.topic.Improve(place, rules_.words[word].size(), word);
  }
}

Place CandidateFinder::CarriedPlace(int word) const {
  const size_t seen = memory_.SeenAt(word);
  if (seen != TopicMemory::kNever && seen >= memory_.ContextBegin()) {
    return kParagraph;
  }
  const int depth = memory_.HeadingDepth(word);
  if (depth == 0) return kLabelHeading;
  if (depth > 0) return kHeading;
  return opening_words_[word] != 0 ? kOpening : kNowhere;
}

// True when enough of the rule stands in reach to make a candidate.
bool CandidateFinder::Speaks(RuleStand& stand, int rule) {
  if (rules_.rules[rule].actions.empty()) {
    return stand.topic.place <= (reading_->bare ? kSentence : kAfterInClause);
  }
  if (stand.action.place == kNowhere) return stand.topic.place <= kOwnAfter;
  if (stand.topic.place == kNowhere) NoteCarriedTopics(stand, rule);
  return stand.topic.place != kNowhere;
}

int CandidateFinder::Quality(const RuleStand& stand, const LinkRule& rule) {
  int quality = 2 * kPlaceValue[stand.topic.place] + stand.topic.length;
  if (!rule.actions.empty()) {
    quality += 2 * kPlaceValue[stand.action.place] + stand.action.length;
  }
  if (stand.excluded_by_own) quality -= kExcludedCosts;
  return quality;
}

void CandidateFinder::FoldRules() {
  for (const int r : touched_rules_) {
    const LinkRule& rule = rules_.rules[r];
    if (rule_stands_[r].excluded_by_own && !IsTrained(rule)) continue;
    if (!Speaks(rule_stands_[r], r)) continue;
    IndicatorStand& indicator = Touch(rule.indicator);
    const int quality = Quality(rule_stands_[r], rule);
    if (indicator.rule < 0) {
      found_.push_back(rule.indicator);
    } else if (indicator.quality >= quality) {
      continue;
    }
    indicator.rule = r;
    indicator.quality = quality;
    indicator.unit = rules_of_unit_->FitOf(r);
  }
}

// Keeps the best.
void CandidateFinder::Cap() {
  if (found_.size() <= kMostCandidates) return;
  std::nth_element(found_.begin(), found_.begin() + kMostCandidates,
                   found_.end(), [&](int a, int b) {
                     const int left = indicators_[a].quality;
                     const int right = indicators_[b].quality;
                     return left != right ? left > right : a < b;
                   });
  found_.resize(kMostCandidates);
}

}  // namespace nianbao::extractor
