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
// Cost: about a hundred features for each of some three candidates; each is a
// hash of three numbers.
#include "extractor/links/evidence.h"

#include <algorithm>
#include <bit>

#include "extractor/counts/sums.h"
#include "extractor/links/feature_kinds.h"
#include "extractor/links/feature_numbers.h"

namespace nianbao::extractor {
namespace {

// Features of a candidate, more than there can be: some 80 of its structure and
// one for each of at most 60 pairs.
constexpr size_t kMostFeatures = 192;
// Figures of the sentence whose indicators are candidates again.
constexpr size_t kFiguresListed = 6;

}  // namespace

template <bool kNoted>
BasicEvidence<kNoted>::BasicEvidence(
    const LinkRules& rules, const EvidenceIndex& index, const Scorer& scorer,
    View text, const Outline& outline, const std::vector<Reading>& readings,
    const std::vector<Counted>& counted, const std::vector<Link>& links,
    const TopicMemory& memory, const WordsBeside& beside,
    std::vector<FeatureNote>* notes)
    : rules_(rules),
      index_(index),
      scorer_(scorer),
      text_(text),
      outline_(outline),
      readings_(readings),
      links_(links),
      memory_(memory),
      all_counted_(counted),
      finder_(rules, index, scorer, text, outline, readings, memory, beside),
      last_level_(rules.indicators.size(), -1),
      notes_(notes) {}

template <bool kNoted>
const Candidates& BasicEvidence<kNoted>::Of(size_t figure,
                                            const RuleVote& vote) {
  figure_ = figure;
  reading_ = &readings_[figure];
  counted_ = &all_counted_[figure];
  vote_ = &vote;
  finder_.MoveTo(figure, *counted_);
  AddOthers();
  DescribeFigure();
  pairs_.Collect(text_, outline_, *reading_, *counted_);
  out_.by_rules = vote.chosen;
  out_.indicators.clear();
  out_.begins.clear();
  used_ = 0;
  if constexpr (kNoted) notes_->clear();
  BeginCandidate(-1);
  DescribeNone();
  for (const int indicator : finder_.found()) {
    BeginCandidate(indicator);
    Describe(indicator);
  }
  out_.begins.push_back(static_cast<uint32_t>(used_));
  return out_;
}

template <bool kNoted>
void BasicEvidence<kNoted>::Note(size_t figure, const Link& link) {
  if (link.indicator >= 0 && readings_[figure].kind == v1::KIND_LEVEL) {
    last_level_[link.indicator] = static_cast<int>(figure);
  }
}

// Adds what the rules fit or chose, and what figures before it are.
template <bool kNoted>
void BasicEvidence<kNoted>::AddOthers() {
  for (const RuleVote::Fit& fit : vote_->fits) finder_.Add(fit.indicator);
  if (vote_->chosen.indicator >= 0) finder_.Add(vote_->chosen.indicator);
  const size_t first = figure_ - std::min(figure_, kFiguresListed);
  for (size_t k = figure_; k-- > first;) {
    if (readings_[k].sentence != reading_->sentence) break;
    const bool alike = reading_->kind == v1::KIND_CHANGE ||
                       readings_[k].figure.unit == reading_->figure.unit;
    if (links_[k].indicator >= 0 && alike) finder_.Add(links_[k].indicator);
  }
  std::sort(finder_.found().begin(), finder_.found().end());
}

// Makes room for the features of a candidate.
template <bool kNoted>
void BasicEvidence<kNoted>::BeginCandidate(int indicator) {
  out_.indicators.push_back(indicator);
  out_.begins.push_back(static_cast<uint32_t>(used_));
  if (out_.features.size() < used_ + kMostFeatures) {
    out_.features.resize(used_ + 8 * kMostFeatures);
  }
}

// What all candidates share.
template <bool kNoted>
void BasicEvidence<kNoted>::DescribeFigure() {
  const Reading& r = *reading_;
  const Counted& counted = *counted_;
  now_.unit = HashOf(r.figure.unit);
  now_.has_right = counted.right_end > counted.right_begin;
  now_.state = static_cast<uint32_t>(r.kind) * 16 + r.bare * 8 +
               r.continues * 4 + r.is_part * 2 + now_.has_right;
  now_.left_length = counted.left_end - counted.left_begin;
  now_.right_length = counted.right_end - counted.right_begin;
  now_.left_bits = BitsBetween(0, std::min(now_.left_length, kCoverLeft));
  now_.right_bits = BitsBetween(0, std::min(now_.right_length, kCoverRight));
  now_.unknown = std::popcount(now_.left_bits & ~finder_.known());
  now_.run = Bucket(counted.run) * 8 + Bucket(counted.place_in_run);
  now_.before_words = r.left > 0 ? text_[r.left - 1] : u'\0';
  now_.after_words = At(text_, counted.right_end);
  now_.most_covered = 0;
  for (const int indicator : finder_.found()) {
    const IndicatorStand& stand = finder_.StandOf(indicator);
    now_.most_covered = std::max<size_t>(
        now_.most_covered,
        std::popcount(stand.covered) + std::popcount(stand.right_covered));
  }
}

template <bool kNoted>
void BasicEvidence<kNoted>::DescribeNone() {
  const Reading& r = *reading_;
  const Counted& counted = *counted_;
  const bool chosen = vote_->chosen.indicator >= 0;
  const uint32_t by_rules =
      chosen ? 2 + static_cast<uint32_t>(vote_->chosen.confidence * 10)
             : vote_->repeats_whole;
  Put(kNoneBias, 0);
  Put(kNoneUnit, now_.unit);
  Put(kNoneUnitState, now_.unit, now_.state);
  Put(kNoneState, now_.state);
  Put(kNoneEdges, now_.before_words);
  Put(kNoneEdges, now_.after_words, 1);
  Put(kNoneScope, r.scope, r.of_some * 2 + r.is_start);
  ForEachConstruction(counted.constructions, [&](uint32_t construction) {
    Put(kNoneConstruction, construction);
    PutRules(kNoneConstructionRules, construction, by_rules);
  });
  Put(kNoneRun, now_.run, Bucket(now_.left_length));
  const bool in_sum = counted.total >= 0;
  Put(kNoneSum, in_sum * 2 + counted.is_total,
      in_sum ? 1 + (links_[counted.total].indicator >= 0) : 0);
  PutRules(kNoneRules, by_rules, vote_->borrowed);
  PutRules(kNoneRulesState, by_rules > 0 ? chosen + 1 : 0, now_.state);
  Put(kNoneUnknown, Bucket(now_.unknown), Bucket(now_.left_length));
  Put(kNoneUnknown, Bucket(now_.unknown) + 8,
      chosen + 2 * (finder_.known() & 1));
  Put(kNoneCandidates, Bucket(finder_.found().size()), chosen);
  Put(kNoneLengths, Bucket(now_.left_length), Bucket(now_.right_length));
  if (figure_ > 0 && readings_[figure_ - 1].sentence == r.sentence) {
    const bool same_unit = readings_[figure_ - 1].figure.unit == r.figure.unit;
    Put(kNoneBefore, links_[figure_ - 1].indicator >= 0,
        same_unit * 8 + r.continues * 4 + r.bare * 2 + r.is_part);
  }
  for (const uint32_t pair : pairs_.of_none) PutIn(kNoneRoom, kPair, pair, 0);
}

template <bool kNoted>
void BasicEvidence<kNoted>::Describe(int indicator) {
  const IndicatorStand& stand = finder_.StandOf(indicator);
  const RuleStand& rule = finder_.RuleOf(stand);
  Match match;
  match.topic = rule.topic.place;
  match.places = rule.topic.place * 16u + rule.action.place;
  match.excluded = rule.excluded_by_own * 2u + rule.excluded_by_clause;
  match.uncovered = Bucket(std::popcount(now_.left_bits & ~stand.covered));
  match.head =
      (stand.covered & 1) * 4 + (stand.right_covered & 1) * 2 + now_.has_right;
  match.history = HistoryOf(indicator);
  DescribeWords(stand, rule, match);
  DescribeCover(stand, match);
  DescribeTopics(indicator, match);
  DescribeRules(indicator, match);
  DescribeHistory(match);
  DescribeBefore(indicator, match);
  DescribeOwn(indicator);
}

// Which words of the catalogue speak for it, and where they stand.
template <bool kNoted>
void BasicEvidence<kNoted>::DescribeWords(const IndicatorStand& stand,
                                          const RuleStand& rule,
                                          const Match& match) {
  const bool acts =
      stand.rule >= 0 && !rules_.rules[stand.rule].actions.empty();
  Put(kPlaces, match.places, acts);
  Put(kPlacesState, match.places, now_.state);
  Put(kTopicLength, rule.topic.place, rule.topic.length);
  Put(kActionLength, rule.action.place, rule.action.length);
  Put(kTopicLength, 16 + rule.topic.length, rule.action.length);
  if (rule.topic.word >= 0) {
    Put(kTopicSpread, match.topic, index_.TopicSpread(rule.topic.word));
    Put(kReach, rules_.rules[stand.rule].reach, match.topic);
  }
  if (rule.action.word >= 0) {
    Put(kActionSpread, rule.action.place,
        index_.ActionSpread(rule.action.word));
  }
  Put(kExcluded, match.excluded, match.topic);
  Put(kUnitFit, static_cast<uint32_t>(stand.unit), now_.state);
  Put(kRunPlaces, Bucket(counted_->run), match.places);
  Put(kEdges, now_.before_words, match.places);
  Put(kEdges, now_.after_words, 256 + match.places);
  ForEachConstruction(counted_->constructions, [&](uint32_t construction) {
    Put(kTopicConstruction, construction, match.places);
  });
}

// How much of what is counted its words cover, and whether the noun is among
// it: the head.
template <bool kNoted>
void BasicEvidence<kNoted>::DescribeCover(const IndicatorStand& stand,
                                          const Match& match) {
  Put(kUncovered, match.uncovered, match.topic);
  Put(kUncovered, 8 + match.uncovered, Bucket(now_.left_length));
  Put(kUncoveredPlaces, match.uncovered, match.places);
  // Characters between the last covered one and the figure.
  const uint32_t gap =
      stand.covered == 0 ? 9 : Bucket(std::countr_zero(stand.covered));
  Put(kGap, gap, now_.has_right);
  const uint32_t head = (now_.left_length == 0 ? 2u : stand.covered & 1) * 4 +
                        now_.has_right * 2 + (stand.right_covered & 1);
  Put(kHead, head);
  Put(kHead, 16 + head, match.places);
  Put(kHeadKnown, head * 2 + (finder_.known() & 1), match.topic);
  Put(kRight, Bucket(now_.right_length),
      Bucket(std::popcount(now_.right_bits & ~stand.right_covered)));
  const size_t covered =
      std::popcount(stand.covered) + std::popcount(stand.right_covered);
  Put(kCoverGap, Bucket(now_.most_covered - covered), match.places);
  Put(kCoverGap, 8 + Bucket(now_.most_covered - covered), Bucket(covered));
}

// Whether its family is what the text speaks of.
template <bool kNoted>
void BasicEvidence<kNoted>::DescribeTopics(int indicator, const Match& match) {
  const int family = rules_.families[indicator];
  const int last = memory_.last_family();
  Put(kFamilyTopic, last < 0 ? 0 : 1 + (last == family), match.topic);
  Put(kOpeningFamily, finder_.OpensWith(family), match.topic);
}

// What the rules of the catalogue say, and when they can be trusted.
template <bool kNoted>
void BasicEvidence<kNoted>::DescribeRules(int indicator, const Match& match) {
  const Link& chosen_link = vote_->chosen;
  const bool chosen = chosen_link.indicator == indicator;
  double score = 0, rival = 0;
  for (const RuleVote::Fit& fit : vote_->fits) {
    if (fit.indicator == indicator) score = fit.score;
  }
  uint32_t better = 0;
  for (const RuleVote::Fit& fit : vote_->fits) {
    if (fit.indicator == indicator) continue;
    rival = std::max(rival, fit.score);
    better += fit.score > score;
  }
  const uint32_t rank = score <= 0 ? 3 : std::min(better, 2u);
  const uint32_t sure =
      chosen ? 1 + static_cast<uint32_t>(chosen_link.confidence * 10) : 0;
  const uint32_t vouch = chosen * 4u + rank;
  const int family = rules_.families[indicator];
  PutRules(kRules, sure, rank);
  PutRules(kRulesScore, HalfSteps(score), chosen);
  if (score > 0) PutRules(kRulesMargin, HalfSteps(score - rival), chosen);
  PutRules(kRulesPlaces, match.places, vouch);
  PutRules(kRulesBorrowed, vote_->borrowed * 2u + vote_->repeats_whole, vouch);
  PutRules(kRulesState, now_.state, vouch);
  PutRules(kRulesEdges, now_.before_words, vouch);
  PutRules(kRulesEdges, now_.after_words, 256 + vouch);
  PutRules(kRulesOpening, finder_.OpensWith(family), vouch);
  PutRules(kRulesHistory, match.history, vouch);
  PutRules(kRulesHead, match.head, vouch);
  PutRules(kRulesUncovered, match.uncovered, vouch);
  PutRules(kRulesUncovered, 8 + Bucket(now_.unknown), vouch);
  PutRules(kRulesRun, now_.run, vouch);
  PutRules(kRulesExcluded, match.excluded, vouch);
  ForEachConstruction(counted_->constructions, [&](uint32_t construction) {
    PutRules(kRulesConstruction, construction, vouch);
  });
  if (!chosen) {
    const bool akin = chosen_link.indicator >= 0 &&
                      rules_.families[chosen_link.indicator] == family;
    PutRules(kRulesOther, chosen_link.indicator < 0 ? 0 : 1 + akin, rank);
  }
  const uint32_t id = index_.IndicatorId(indicator);
  if (scorer_.IsTrained(id)) PutIn(kRulesRoom, kRulesOwn, id, chosen);
}

template <bool kNoted>
uint32_t BasicEvidence<kNoted>::HistoryOf(int indicator) const {
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

// What the document said of it before.
template <bool kNoted>
void BasicEvidence<kNoted>::DescribeHistory(const Match& match) {
  Put(kHistory, match.history);
  Put(kHistoryState, match.history, now_.state);
  Put(kHistoryState, 256 + match.history, match.topic);
  ForEachConstruction(counted_->constructions, [&](uint32_t construction) {
    Put(kHistoryConstruction, match.history, construction);
  });
}

// What the figures are that this one goes with: the one before it, the one that
// it is the change of, the total that it is a part of.
template <bool kNoted>
void BasicEvidence<kNoted>::DescribeBefore(int indicator, const Match& match) {
  const Reading& r = *reading_;
  const Counted& counted = *counted_;
  if (figure_ > 0) {
    const Reading& before = readings_[figure_ - 1];
    const int link = links_[figure_ - 1].indicator;
    uint32_t relation = 0;
    if (link >= 0) {
      const bool akin = rules_.families[link] == rules_.families[indicator];
      relation = link == indicator ? 3 : 1 + akin;
    }
    const uint32_t near = relation * 4 + (before.sentence == r.sentence) * 2 +
                          (before.figure.unit == r.figure.unit);
    Put(kBefore, near, match.topic);
    Put(kBeforeState, near, now_.state);
  }
  const auto relation_to = [&](int figure) -> uint32_t {
    const int link = links_[figure].indicator;
    return link < 0 ? 0 : 1 + (link == indicator);
  };
  if (counted.changed >= 0) {
    const uint32_t relation = relation_to(counted.changed);
    Put(kChanged, relation,
        Bucket(counted.run) * 16 + r.bare * 8 + r.continues * 4);
    Put(kChanged, 16 + relation,
        match.topic * 8 + Bucket(figure_ - counted.changed));
  }
  if (counted.total >= 0) {
    Put(kTotal, relation_to(counted.total), match.topic);
  }
  Put(kTotal, 8 + counted.is_total, match.topic);
}

template <bool kNoted>
void BasicEvidence<kNoted>::DescribeOwn(int indicator) {
  const uint32_t id = index_.IndicatorId(indicator);
  if (!scorer_.IsTrained(id)) return;
  PutIn(kPriorRoom, kPrior, id, 0);
  PutIn(kPriorRoom, kPriorKind, id, reading_->kind);
  PutIn(kPriorRoom, kPriorUnit, id, now_.unit);
  PutIn(kPriorRoom, kPriorPart, id, reading_->is_part);
  for (const uint32_t pair : pairs_.own) PutIn(kOwnRoom, kPair, pair, id);
}

template class BasicEvidence<false>;
template class BasicEvidence<true>;

}  // namespace nianbao::extractor
