// The evidence of the model: what is said of each candidate of a figure.
//
//     全年受理行政复议申请187件,同比增长12%,其中信函43件
//     For reconsideration.accepted at 187件:
//       words     topic 行政复议 at a clause's own place, action 受理, both of
//                 one rule; they cover six of eight own characters, but not
//                 the last one
//       rules     the rules chose it, with 0.93
//       history   nothing of this indicator before
//       own       受理 + the indicator, 申请 + the indicator, ...
//     For none at 43件:
//       structure 其中 stands before, the pair 信函, the rules chose nothing
// Each is a feature: a small number of facts together (place of the topic x
// place of the action), since a log-linear model knows no others.
//
// How it is made: the words of the sentence are gone through once for each
// figure, and mark the rules that use them (arrays with stamps, so that nothing
// need be cleared). Marked rules that take the unit are folded into their
// indicators, the best rule of each counting. The twelve best are described.
//
// Cost: the words of the sentence times the rules that use them, and about a
// hundred features for each of some five candidates.
#include "extractor/links/evidence.h"

#include <algorithm>
#include <bit>
#include <iterator>

#include "extractor/text/number.h"

namespace nianbao::extractor {
namespace {

// Candidates besides none: more hardly ever hold the right one.
constexpr size_t kMostCandidates = 12;
// Features of a candidate, more than there can be: some 80 of its structure and
// one for each of at most 60 pairs.
constexpr size_t kMostFeatures = 192;
// Characters at the end of the own words, and at the begin of the noun on the
// right, that are looked at.
constexpr size_t kLeftPairs = 12;
constexpr size_t kRightPairs = 6;
constexpr size_t kClausePairs = 8;
constexpr size_t kHeadingPairs = 10;
constexpr size_t kLongestHeading = 30;
constexpr size_t kCoverLeft = 32;
constexpr size_t kCoverRight = 16;
// Characters of the first sentence that may be a title.
constexpr size_t kOpeningLength = 60;
// Characters back to the begin of the clause before.
constexpr size_t kClauseBack = 40;
// Figures of the sentence whose indicators are candidates again.
constexpr size_t kFiguresListed = 6;
// Longer words say no more.
constexpr size_t kLongestCounted = 9;

// What a place is worth when the best rule of an indicator and the best
// candidates are looked for: an order, not a weight.
constexpr int kPlaceValue[] = {10, 9, 8, 7, 6, 5, 4, 2, 3, 2, 3, 2, 1, 0};

// Numbers of features in the shared room. A number is never used anew.
enum Kind : uint32_t {
  kNoneBias = 1,
  kNoneUnit,
  kNoneUnitState,
  kNoneConstruction,
  kNoneState,
  kNoneScope,
  kNoneRun,
  kNoneSum,
  kNoneRules,
  kNoneRulesState,
  kNoneUnknown,
  kNoneCandidates,
  kNoneBefore,
  kNoneLengths,
  kNoneRightKnown,
  kNoneConstructionRules,
  kNoneEdges,
  kPlaces = 40,
  kTopicLength,
  kActionLength,
  kTopicSpread,
  kActionSpread,
  kExcluded,
  kGap,
  kUncovered,
  kHead,
  kRight,
  kCoverGap,
  kPlacesState,
  kTopicConstruction,
  kReach,
  kUnitFit,
  kFamilyBefore,
  kFamilyTopic,
  kRunPlaces,
  kEdges,
  kOpeningFamily,
  kUncoveredPlaces,
  kHeadKnown,
  kRules = 80,
  kRulesScore,
  kRulesPlaces,
  kRulesConstruction,
  kRulesBorrowed,
  kRulesHistory,
  kRulesHead,
  kRulesUncovered,
  kRulesOther,
  kRulesRun,
  kRulesState,
  kRulesMargin,
  kRulesExcluded,
  kRulesOwn,
  kRulesEdges,
  kRulesOpening,
  kHistory = 110,
  kHistoryState,
  kBefore,
  kBeforeState,
  kTotal,
  kUsedInSentence,
  kHistoryConstruction,
  kChanged,
};
// In the rooms of pairs: of none, and of single indicators.
constexpr uint32_t kPair = 1;
enum OwnKind : uint32_t {
  kPrior = 1,
  kPriorKind,
  kPriorUnit,
  kPriorPart,
};
enum PairTag : uint32_t {
  kLeftTag = 1,
  kHeadTag,
  kRightTag,
  kClauseTag,
  kHeadingTag,
  kEdgeTag,
  kTripleTag,
  kFirstTag,
};

// Small numbers as they are, larger ones in steps.
uint32_t Bucket(size_t n) {
  if (n < 4) return static_cast<uint32_t>(n);
  if (n < 6) return 4;
  if (n < 9) return 5;
  if (n < 14) return 6;
  return 7;
}

uint32_t PairOf(PairTag tag, char16_t a, char16_t b) {
  const auto plain = [](char16_t c) -> uint32_t {
    return IsDigit(c) ? u'0' : c;
  };
  return (tag * 0x9E3779B1u) ^ (plain(a) << 16 | plain(b));
}

// Bits [from, to) of a mask.
uint32_t BitsBetween(size_t from, size_t to) {
  if (from >= to) return 0;
  const uint32_t below = to >= 32 ? ~0u : (1u << to) - 1;
  return below & ~((1u << from) - 1);
}

uint32_t HashOf(const std::u16string& unit) {
  uint32_t hash = 0x811C9DC5u;
  for (const char16_t c : unit) hash = (hash ^ c) * 0x01000193u;
  return hash;
}

}  // namespace

Evidence::Evidence(const LinkRules& rules, const EvidenceIndex& index,
                   const Scorer& scorer, View text, const Outline& outline,
                   const std::vector<Reading>& readings,
                   const std::vector<Link>& links, const TopicMemory& memory,
                   const WordsBeside& beside)
    : rules_(rules),
      index_(index),
      scorer_(scorer),
      text_(text),
      outline_(outline),
      readings_(readings),
      links_(links),
      memory_(memory),
      beside_(beside),
      counted_(ReadCounted(text, outline, readings)),
      rule_slots_(rules.rules.size()),
      slots_(rules.indicators.size()),
      last_level_(rules.indicators.size(), -1),
      opening_words_(rules.words.size(), 0),
      opening_families_(rules.families.size(), 0) {
  if (outline.sentences.empty()) return;
  const OutlineSentence& first = outline.sentences.front();
  const View opening =
      text.substr(0, std::min(first.end, first.begin + kOpeningLength));
  for (size_t i = first.begin; i < opening.size(); ++i) {
    rules.trie.ForEachMatch(opening, i, [&](size_t, int word) {
      opening_words_[word] = 1;
      const int family = rules.topic_family[word];
      if (family >= 0) opening_families_[family] = 1;
    });
  }
}

bool Evidence::Stand::Improve(Place at, size_t size, int number) {
  const auto shorter = static_cast<uint8_t>(std::min(size, kLongestCounted));
  if (at > place || (at == place && shorter <= length)) return false;
  *this = {at, shorter, number};
  return true;
}

const Candidates& Evidence::Of(size_t figure, const RuleVote& vote) {
  figure_ = figure;
  reading_ = &readings_[figure];
  counted_now_ = &counted_[figure];
  ++stamp_;
  touched_rules_.clear();
  found_.clear();
  known_ = 0;
  out_.by_rules = vote.chosen;
  out_.indicators.clear();
  out_.begins.clear();
  used_ = 0;
  NoteUnit();
  NoteWords();
  FoldRules();
  Cap();
  AddOthers(vote);
  DescribeFigure();
  BeginCandidate(-1);
  DescribeNone(vote);
  for (const int indicator : found_) {
    BeginCandidate(indicator);
    Describe(indicator, vote);
  }
  out_.begins.push_back(static_cast<uint32_t>(used_));
  return out_;
}

// Makes room for the features of a candidate.
void Evidence::BeginCandidate(int indicator) {
  out_.indicators.push_back(indicator);
  out_.begins.push_back(static_cast<uint32_t>(used_));
  if (out_.features.size() < used_ + kMostFeatures) {
    out_.features.resize(used_ + 8 * kMostFeatures);
  }
}

void Evidence::NoteUnit() {
  const View unit = reading_->figure.unit;
  unit_fits_ = index_.FitsOfUnit(reading_->figure.unit);
  rate_change_ = reading_->kind == v1::KIND_CHANGE && unit == u"百分点";
  any_change_ = reading_->kind == v1::KIND_CHANGE &&
                (unit == u"%" || unit == u"倍" || unit == u"番");
}

UnitFit Evidence::FitOfUnit(int rule) const {
  if (any_change_) return UnitFit::kInClass;
  if (rate_change_) {
    return rules_.units[rules_.rules[rule].indicator] == u"%"
               ? UnitFit::kInClass
               : UnitFit::kNone;
  }
  return unit_fits_ == nullptr ? UnitFit::kNone : unit_fits_[rule];
}

void Evidence::Note(size_t figure, const Link& link) {
  if (link.indicator >= 0 && readings_[figure].kind == v1::KIND_LEVEL) {
    last_level_[link.indicator] = static_cast<int>(figure);
  }
}

// Marks the rules whose words stand in the sentence.
void Evidence::NoteWords() {
  const Reading& r = *reading_;
  own_from_ =
      beside_.SharesWords(figure_) ? readings_[figure_ - 1].left : r.left;
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

Evidence::Place Evidence::PlaceOf(const WordHit& hit) const {
  const Reading& r = *reading_;
  const size_t end = hit.begin + hit.length;
  if (end <= r.figure.begin) {
    if (hit.begin >= r.left && end <= r.left_end) {
      return end >= counted_now_->left_end ? kTouching : kOwnLeft;
    }
    if (hit.begin >= own_from_ && end <= r.left) return kSharedWords;
    if (hit.begin >= r.clause_begin) return kClauseLeft;
    return hit.begin >= clause_before_ ? kClauseBefore : kSentence;
  }
  if (hit.begin < r.figure.end) return kNowhere;
  if (hit.begin == counted_now_->right_begin) return kRightNoun;
  return hit.begin < counted_now_->right_end ? kOwnRight : kClauseRight;
}

void Evidence::NoteHit(const WordHit& hit) {
  const Place place = PlaceOf(hit);
  if (place == kNowhere) return;
  const Counted& counted = *counted_now_;
  const size_t end = hit.begin + hit.length;
  uint32_t left = 0, right = 0;
  if (place <= kOwnLeft && place != kRightNoun) {
    const size_t to = std::min(end, counted.left_end);
    const size_t from = std::max(hit.begin, counted.left_begin);
    if (from < to) {
      left = BitsBetween(counted.left_end - to,
                         std::min(counted.left_end - from, kCoverLeft));
    }
  } else if (place == kRightNoun || place == kOwnRight) {
    right = BitsBetween(hit.begin - counted.right_begin,
                        std::min(end - counted.right_begin, kCoverRight));
  }
  known_ |= left;
  const bool own = place <= kSharedWords;
  for (const Mention& mention : index_.MentionsOf(hit.word)) {
    if (FitOfUnit(mention.rule) == UnitFit::kNone) continue;
    RuleSlot& slot = rule_slots_[mention.rule];
    if (slot.stamp != stamp_) {
      slot = RuleSlot{.stamp = stamp_};
      touched_rules_.push_back(mention.rule);
    }
    if (mention.role == Role::kExclude) {
      slot.excluded_by_own |= own;
      slot.excluded_by_clause |= place <= kClauseRight;
      continue;
    }
    if (mention.role == Role::kTopic) {
      slot.topic.Improve(place, hit.length, hit.word);
    } else if (place <= kClauseRight) {
      slot.action.Improve(place, hit.length, hit.word);
    }
    if ((left | right) != 0) {
      IndicatorSlot& indicator = SlotOf(rules_.rules[mention.rule].indicator);
      indicator.covered |= left;
      indicator.right_covered |= right;
    }
  }
}

Evidence::IndicatorSlot& Evidence::SlotOf(int indicator) {
  IndicatorSlot& slot = slots_[indicator];
  if (slot.stamp != stamp_) slot = IndicatorSlot{.stamp = stamp_};
  return slot;
}

// A rule with an action beside the figure takes its topic from further away.
void Evidence::NoteCarriedTopics(RuleSlot& slot, int rule) {
  for (const int word : rules_.rules[rule].topics) {
    const Place place = CarriedPlace(word);
    if (place == kNowhere) continue;
    slot.topic.Improve(place, rules_.words[word].size(), word);
  }
}

Evidence::Place Evidence::CarriedPlace(int word) const {
  const size_t seen = memory_.SeenAt(word);
  if (seen != TopicMemory::kNever && seen >= memory_.ContextBegin()) {
    return kParagraph;
  }
  const int depth = memory_.HeadingDepth(word);
  if (depth == 0) return kLabelHeading;
  if (depth > 0) return kHeading;
  return opening_words_[word] != 0 ? kOpening : kNowhere;
}

int Evidence::Quality(const RuleSlot& slot, const LinkRule& rule) const {
  int quality = 2 * kPlaceValue[slot.topic.place] + slot.topic.length;
  if (!rule.actions.empty()) {
    quality += 2 * kPlaceValue[slot.action.place] + slot.action.length;
  }
  if (slot.excluded_by_own) quality -= 8;
  return quality;
}

void Evidence::FoldRules() {
  for (const int r : touched_rules_) {
    const LinkRule& rule = rules_.rules[r];
    RuleSlot& slot = rule_slots_[r];
    if (rule.actions.empty()) {
      if (slot.topic.place > (reading_->bare ? kSentence : kClauseRight)) {
        continue;
      }
    } else if (slot.action.place == kNowhere) {
      if (slot.topic.place > kOwnRight) continue;
    } else if (slot.topic.place == kNowhere) {
      NoteCarriedTopics(slot, r);
      if (slot.topic.place == kNowhere) continue;
    }
    IndicatorSlot& indicator = SlotOf(rule.indicator);
    const int quality = Quality(slot, rule);
    if (indicator.rule < 0) {
      found_.push_back(rule.indicator);
    } else if (indicator.quality >= quality) {
      continue;
    }
    indicator.rule = r;
    indicator.quality = quality;
    indicator.unit = FitOfUnit(r);
  }
}

// Keeps the best candidates, in the order of the catalogue.
void Evidence::Cap() {
  if (found_.size() > kMostCandidates) {
    std::nth_element(found_.begin(), found_.begin() + kMostCandidates,
                     found_.end(), [&](int a, int b) {
                       const int left = slots_[a].quality;
                       const int right = slots_[b].quality;
                       return left != right ? left > right : a < b;
                     });
    found_.resize(kMostCandidates);
  }
}

void Evidence::Add(int indicator) {
  if (std::find(found_.begin(), found_.end(), indicator) == found_.end()) {
    SlotOf(indicator);
    found_.push_back(indicator);
  }
}

// Adds what the rules fit or chose, and what figures before it are.
void Evidence::AddOthers(const RuleVote& vote) {
  for (const RuleVote::Fit& fit : vote.fits) Add(fit.indicator);
  if (vote.chosen.indicator >= 0) Add(vote.chosen.indicator);
  const size_t first = figure_ - std::min(figure_, kFiguresListed);
  for (size_t k = figure_; k-- > first;) {
    if (readings_[k].sentence != reading_->sentence) break;
    const int indicator = links_[k].indicator;
    if (indicator < 0) continue;
    if (reading_->kind == v1::KIND_CHANGE ||
        readings_[k].figure.unit == reading_->figure.unit) {
      Add(indicator);
    }
  }
  std::sort(found_.begin(), found_.end());
}

// What all candidates share.
void Evidence::DescribeFigure() {
  const Reading& r = *reading_;
  const Counted& counted = *counted_now_;
  unit_ = HashOf(r.figure.unit);
  state_ = static_cast<uint32_t>(r.kind) * 16 + r.bare * 8 + r.continues * 4 +
           r.is_part * 2 + (counted.right_end > counted.right_begin);
  most_covered_ = 0;
  for (const int indicator : found_) {
    const IndicatorSlot& slot = slots_[indicator];
    most_covered_ =
        std::max<size_t>(most_covered_, std::popcount(slot.covered) +
                                            std::popcount(slot.right_covered));
  }
  edges_ = (r.left > 0 ? text_[r.left - 1] : 0u) * 65536u +
           (r.figure.end < text_.size() ? text_[counted.right_end] : 0u);
  CollectPairs();
}

// The pairs of characters beside the figure.
void Evidence::CollectPairs() {
  own_pairs_.clear();
  none_pairs_.clear();
  const Counted& counted = *counted_now_;
  const size_t left_begin =
      std::max(counted.left_begin,
               counted.left_end - std::min(counted.left_end, kLeftPairs));
  const auto add = [&](PairTag tag, size_t begin, size_t end,
                       std::vector<uint32_t>& pairs) {
    for (size_t i = begin; i + 1 < end; ++i) {
      pairs.push_back(PairOf(tag, text_[i], text_[i + 1]));
    }
  };
  add(kLeftTag, left_begin, counted.left_end, own_pairs_);
  if (counted.left_end > left_begin) {
    own_pairs_.push_back(
        PairOf(kEdgeTag, text_[left_begin], left_begin == counted.left_begin));
  }
  if (counted.left_end >= counted.left_begin + 2) {
    own_pairs_.push_back(PairOf(kHeadTag, text_[counted.left_end - 2],
                                text_[counted.left_end - 1]));
  }
  if (counted.left_end >= counted.left_begin + 3) {
    own_pairs_.push_back(PairOf(kTripleTag, text_[counted.left_end - 2],
                                text_[counted.left_end - 1]) *
                             31 +
                         text_[counted.left_end - 3]);
  }
  if (counted.left_end >= counted.left_begin + 2) {
    own_pairs_.push_back(PairOf(kFirstTag, text_[counted.left_begin],
                                text_[counted.left_begin + 1]));
  }
  add(kRightTag, counted.right_begin,
      std::min(counted.right_end, counted.right_begin + kRightPairs),
      own_pairs_);
  if (counted.right_end >= counted.right_begin + 2) {
    own_pairs_.push_back(PairOf(kHeadTag, text_[counted.right_end - 1],
                                text_[counted.right_end - 2]));
  }
  const int section = outline_.sentences[reading_->sentence].section;
  if (section >= 0) {
    const OutlineSection& heading = outline_.sections[section];
    const size_t begin = heading.begin + heading.mark;
    if (heading.end <= begin + kLongestHeading) {
      add(kHeadingTag, begin, std::min(heading.end, begin + kHeadingPairs),
          own_pairs_);
    }
  }
  none_pairs_ = own_pairs_;
  const size_t left = reading_->left;
  const size_t clause =
      std::max(memory_.sentence_begin(), left - std::min(left, kClausePairs));
  if (clause < left) add(kClauseTag, clause, left, none_pairs_);
}

void Evidence::DescribeNone(const RuleVote& vote) {
  const Reading& r = *reading_;
  const Counted& counted = *counted_now_;
  const uint32_t by_rules =
      vote.chosen.indicator < 0
          ? (vote.repeats_whole ? 1 : 0)
          : 2 + static_cast<uint32_t>(vote.chosen.confidence * 10);
  const bool chosen = vote.chosen.indicator >= 0;
  const size_t left_length = counted.left_end > counted.left_begin
                                 ? counted.left_end - counted.left_begin
                                 : 0;
  const size_t right_length = counted.right_end - counted.right_begin;
  Put(kNoneBias, 0);
  Put(kNoneUnit, unit_);
  Put(kNoneUnitState, unit_, state_);
  Put(kNoneState, state_);
  Put(kNoneEdges, edges_ >> 16);
  Put(kNoneEdges, edges_ & 0xFFFF, 1);
  Put(kNoneScope, r.scope, r.of_some * 2 + r.is_start);
  for (int bit = 0; bit < kConstructions; ++bit) {
    if ((counted.constructions >> bit & 1) == 0) continue;
    Put(kNoneConstruction, bit);
    PutRules(kNoneConstructionRules, bit, by_rules);
  }
  Put(kNoneRun, Bucket(counted.run) * 8 + Bucket(counted.place_in_run),
      Bucket(left_length));
  Put(kNoneSum, (counted.total >= 0) * 2 + counted.is_total,
      counted.total >= 0 ? 1 + (links_[counted.total].indicator >= 0) : 0);
  PutRules(kNoneRules, by_rules, vote.borrowed);
  PutRules(kNoneRulesState, by_rules > 0 ? chosen + 1 : 0, state_);
  const uint32_t all = BitsBetween(0, std::min(left_length, kCoverLeft));
  const size_t unknown = std::popcount(all & ~known_);
  Put(kNoneUnknown, Bucket(unknown), Bucket(left_length));
  Put(kNoneUnknown, Bucket(unknown) + 8, chosen + 2 * (known_ & 1));
  Put(kNoneCandidates, Bucket(found_.size()), chosen);
  Put(kNoneLengths, Bucket(left_length), Bucket(right_length));
  if (figure_ > 0 && readings_[figure_ - 1].sentence == r.sentence) {
    Put(kNoneBefore, links_[figure_ - 1].indicator >= 0,
        (readings_[figure_ - 1].figure.unit == r.figure.unit) * 8 +
            r.continues * 4 + r.bare * 2 + r.is_part);
  }
  for (const uint32_t pair : none_pairs_) {
    PutIn(kNoneRoom, kPair, pair, 0);
  }
}

void Evidence::Describe(int indicator, const RuleVote& vote) {
  const IndicatorSlot& slot = slots_[indicator];
  DescribeWords(indicator, slot);
  DescribeRules(indicator, vote, slot);
  DescribeHistory(indicator, slot);
  DescribeOwn(indicator);
  if (scorer_.IsTrained(index_.IndicatorId(indicator))) {
    PutIn(kRulesRoom, kRulesOwn, index_.IndicatorId(indicator),
          ChosenByRules(indicator, vote));
  }
}

void Evidence::DescribeWords(int indicator, const IndicatorSlot& slot) {
  const Counted& counted = *counted_now_;
  static constexpr RuleSlot kNoRule;
  const RuleSlot& rule = slot.rule >= 0 ? rule_slots_[slot.rule] : kNoRule;
  const bool acts = slot.rule >= 0 && !rules_.rules[slot.rule].actions.empty();
  const uint32_t places = rule.topic.place * 16u + rule.action.place;
  const uint32_t excluded = rule.excluded_by_own * 2u + rule.excluded_by_clause;
  Put(kPlaces, places, acts);
  Put(kPlacesState, places, state_);
  Put(kTopicLength, rule.topic.place, rule.topic.length);
  Put(kActionLength, rule.action.place, rule.action.length);
  Put(kTopicLength, 16 + rule.topic.length, rule.action.length);
  if (rule.topic.word >= 0) {
    Put(kTopicSpread, rule.topic.place, index_.TopicSpread(rule.topic.word));
    Put(kReach, rules_.rules[slot.rule].reach, rule.topic.place);
  }
  if (rule.action.word >= 0) {
    Put(kActionSpread, rule.action.place,
        index_.ActionSpread(rule.action.word));
  }
  Put(kExcluded, excluded, rule.topic.place);
  Put(kUnitFit, static_cast<uint32_t>(slot.unit), state_);
  const size_t left_length = counted.left_end > counted.left_begin
                                 ? counted.left_end - counted.left_begin
                                 : 0;
  const uint32_t all = BitsBetween(0, std::min(left_length, kCoverLeft));
  const size_t uncovered = std::popcount(all & ~slot.covered);
  const size_t right_length = counted.right_end - counted.right_begin;
  const uint32_t right_all =
      BitsBetween(0, std::min(right_length, kCoverRight));
  const size_t right_uncovered = std::popcount(right_all & ~slot.right_covered);
  const bool has_right = right_length > 0;
  Put(kUncovered, Bucket(uncovered), rule.topic.place);
  Put(kUncovered, 8 + Bucket(uncovered), Bucket(left_length));
  // Characters between the last covered one and the figure.
  const uint32_t gap =
      slot.covered == 0 ? 9 : Bucket(std::countr_zero(slot.covered));
  Put(kGap, gap, has_right);
  const uint32_t head = (left_length == 0 ? 2u : slot.covered & 1) * 4 +
                        (has_right ? 2 : 0) + (slot.right_covered & 1);
  Put(kHead, head);
  Put(kHead, 16 + head, places);
  Put(kRight, Bucket(right_length), Bucket(right_uncovered));
  const size_t covered =
      std::popcount(slot.covered) + std::popcount(slot.right_covered);
  Put(kCoverGap, Bucket(most_covered_ - covered), places);
  Put(kCoverGap, 8 + Bucket(most_covered_ - covered), Bucket(covered));
  for (int bit = 0; bit < kConstructions; ++bit) {
    if ((counted.constructions >> bit & 1) != 0) {
      Put(kTopicConstruction, bit, places);
    }
  }
  Put(kEdges, edges_ >> 16, places);
  Put(kEdges, edges_ & 0xFFFF, 256 + places);
  Put(kOpeningFamily, opening_families_[rules_.families[indicator]],
      rule.topic.place);
  Put(kUncoveredPlaces, Bucket(uncovered), places);
  Put(kHeadKnown, head * 2 + (known_ & 1), rule.topic.place);
  Put(kRunPlaces, Bucket(counted.run), places);
  const int family = rules_.families[indicator];
  const int topic = memory_.last_family();
  Put(kFamilyTopic, topic < 0 ? 0 : 1 + (topic == family), rule.topic.place);
}

void Evidence::DescribeRules(int indicator, const RuleVote& vote,
                             const IndicatorSlot& slot) {
  const Counted& counted = *counted_now_;
  static constexpr RuleSlot kNoRule;
  const RuleSlot& rule = slot.rule >= 0 ? rule_slots_[slot.rule] : kNoRule;
  const bool chosen = ChosenByRules(indicator, vote);
  double score = 0, rival = 0;
  uint32_t better = 0;
  for (const RuleVote::Fit& fit : vote.fits) {
    if (fit.indicator == indicator) score = fit.score;
  }
  for (const RuleVote::Fit& fit : vote.fits) {
    if (fit.indicator == indicator) continue;
    rival = std::max(rival, fit.score);
    better += fit.score > score;
  }
  const uint32_t rank = score <= 0 ? 3 : std::min(better, 2u);
  const auto half_steps = [](double x) {
    return static_cast<uint32_t>(std::clamp(2 * x, 0.0, 24.0));
  };
  const uint32_t sure =
      chosen ? 1 + static_cast<uint32_t>(vote.chosen.confidence * 10) : 0;
  PutRules(kRules, sure, rank);
  PutRules(kRulesScore, half_steps(score), chosen);
  if (score > 0) {
    PutRules(kRulesMargin, half_steps(std::max(0.0, score - rival)), chosen);
  }
  const uint32_t vouch = chosen * 4u + rank;
  PutRules(kRulesPlaces, rule.topic.place * 16u + rule.action.place, vouch);
  PutRules(kRulesBorrowed, vote.borrowed * 2u + vote.repeats_whole, vouch);
  PutRules(kRulesState, state_, vouch);
  PutRules(kRulesEdges, edges_ >> 16, vouch);
  PutRules(kRulesEdges, edges_ & 0xFFFF, 256 + vouch);
  PutRules(kRulesOpening, opening_families_[rules_.families[indicator]], vouch);
  PutRules(kRulesHistory, HistoryOf(indicator), vouch);
  PutRules(kRulesHead,
           (slot.covered & 1) * 4 + (slot.right_covered & 1) * 2 +
               (counted.right_end > counted.right_begin),
           vouch);
  const size_t left_length = counted.left_end > counted.left_begin
                                 ? counted.left_end - counted.left_begin
                                 : 0;
  const uint32_t all = BitsBetween(0, std::min(left_length, kCoverLeft));
  PutRules(kRulesUncovered, Bucket(std::popcount(all & ~slot.covered)), vouch);
  PutRules(kRulesUncovered, 8 + Bucket(std::popcount(all & ~known_)), vouch);
  PutRules(kRulesRun, Bucket(counted.run) * 8 + Bucket(counted.place_in_run),
           vouch);
  PutRules(kRulesExcluded, rule.excluded_by_own * 2u + rule.excluded_by_clause,
           vouch);
  for (int bit = 0; bit < kConstructions; ++bit) {
    if ((counted.constructions >> bit & 1) != 0) {
      PutRules(kRulesConstruction, bit, vouch);
    }
  }
  if (!chosen) {
    const bool family =
        vote.chosen.indicator >= 0 &&
        rules_.families[vote.chosen.indicator] == rules_.families[indicator];
    PutRules(kRulesOther, vote.chosen.indicator < 0 ? 0 : 1 + family, rank);
  }
}

// How the figure stands to the last level of this indicator.
uint32_t Evidence::HistoryOf(int indicator) const {
  const int last = last_level_[indicator];
  if (last < 0) return 0;
  const Reading& before = readings_[last];
  const Reading& now = *reading_;
  uint32_t relation = 4;
  if (before.figure.unit == now.figure.unit) {
    const double difference = ValueOf(now.figure) - ValueOf(before.figure);
    relation = difference == 0 ? 1 : difference < 0 ? 2 : 3;
  }
  const auto& sentences = outline_.sentences;
  uint32_t distance = 2;
  if (before.sentence == now.sentence) {
    distance = 0;
  } else if (sentences[before.sentence].paragraph ==
             sentences[now.sentence].paragraph) {
    distance = 1;
  }
  return relation * 8 + distance * 2 + (before.year == now.year);
}

void Evidence::DescribeHistory(int indicator, const IndicatorSlot& slot) {
  static constexpr RuleSlot kNoRule;
  const RuleSlot& rule = slot.rule >= 0 ? rule_slots_[slot.rule] : kNoRule;
  const Reading& r = *reading_;
  const Counted& counted = *counted_now_;
  const uint32_t history = HistoryOf(indicator);
  Put(kHistory, history);
  Put(kHistoryState, history, state_);
  Put(kHistoryState, 256 + history, rule.topic.place);
  for (int bit = 0; bit < kConstructions; ++bit) {
    if ((counted.constructions >> bit & 1) != 0) {
      Put(kHistoryConstruction, history, bit);
    }
  }
  if (figure_ > 0) {
    const int before = links_[figure_ - 1].indicator;
    const bool near = readings_[figure_ - 1].sentence == r.sentence;
    uint32_t relation = 0;
    if (before >= 0) {
      relation = before == indicator                                     ? 3
                 : rules_.families[before] == rules_.families[indicator] ? 2
                                                                         : 1;
    }
    const bool same_unit = readings_[figure_ - 1].figure.unit == r.figure.unit;
    Put(kBefore, relation * 4 + near * 2 + same_unit, rule.topic.place);
    Put(kBeforeState, relation * 4 + near * 2 + same_unit, state_);
  }
  if (r.kind == v1::KIND_CHANGE && counted.changed >= 0) {
    const int changed = links_[counted.changed].indicator;
    Put(kChanged, changed < 0 ? 0 : 1 + (changed == indicator),
        Bucket(counted.run) * 16 + r.bare * 8 + r.continues * 4);
    Put(kChanged, changed < 0 ? 16 : 17 + (changed == indicator),
        rule.topic.place * 8 + Bucket(figure_ - counted.changed));
  }
  if (counted.total >= 0) {
    const int total = links_[counted.total].indicator;
    Put(kTotal, total < 0 ? 0 : 1 + (total == indicator), rule.topic.place);
  }
  Put(kTotal, 8 + counted.is_total, rule.topic.place);
}

// What is known of the indicator alone.
void Evidence::DescribeOwn(int indicator) {
  const uint32_t id = index_.IndicatorId(indicator);
  if (!scorer_.IsTrained(id)) return;
  PutIn(kPriorRoom, kPrior, id, 0);
  PutIn(kPriorRoom, kPriorKind, id, reading_->kind);
  PutIn(kPriorRoom, kPriorUnit, id, unit_);
  PutIn(kPriorRoom, kPriorPart, id, reading_->is_part);
  for (const uint32_t pair : own_pairs_) PutIn(kOwnRoom, kPair, pair, id);
}

}  // namespace nianbao::extractor
