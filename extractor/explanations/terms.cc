// From the kind of a feature to the term that it belongs to:
//
//     kPlaces, kPlacesState, kRunPlaces      where its words stand      +1.9
//     kNoneConstruction 其中                 其中 before it             +0.8
//     kNoneConstructionRules 其中
//     kPair 信函                             信函 in the words before   +0.3
//
// What a term says in particular (the total is of the same indicator) is read
// from one of its features; the others leave its detail 0.
#include "extractor/explanations/terms.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "extractor/links/feature_kinds.h"

namespace nianbao::extractor {
namespace {

using Key = std::pair<TermKind, uint32_t>;

// A relation in the lower half of a feature's numbers; the upper half tells
// something else.
uint32_t Below(uint32_t limit, uint32_t a) { return a < limit ? 1 + a : 0; }

// Of a pair, a construction or a word about single indicators.
Key KeyOfOwn(const FeatureNote& note) {
  if (note.room == kPriorRoom.begin) return {TermKind::kPrior, 0};
  return {TermKind::kPair, note.a};
}

// Of none, and what is said of the figure whatever its candidates.
Key KeyOfNone(const FeatureNote& note) {
  switch (note.kind) {
    case kNoneUnit:
    case kNoneUnitState:
      return {TermKind::kUnit, 0};
    case kNoneConstruction:
    case kNoneConstructionRules:
      return {TermKind::kConstruction, note.a};
    case kNoneScope:
      return {TermKind::kScope, 0};
    case kNoneRun:
      return {TermKind::kRun, 0};
    case kNoneSum:
      return {TermKind::kSum, note.a};
    case kNoneRules:
    case kNoneRulesState:
      return {TermKind::kRules, 0};
    case kNoneUnknown:
    case kNoneRightKnown:
      return {TermKind::kUnknown, 0};
    case kNoneCandidates:
      return {TermKind::kRivals, 0};
    case kNoneBefore:
      return {TermKind::kBefore, 0};
    case kNoneEdges:
      return {TermKind::kEdges, 0};
    case kNoneBias:
      return {TermKind::kNone, 0};
    default:
      return {TermKind::kState, 0};
  }
}

// Of the words of an indicator.
Key KeyOfWords(const FeatureNote& note) {
  switch (note.kind) {
    case kTopicLength:
    case kActionLength:
      return {TermKind::kLengths, 0};
    case kTopicSpread:
    case kActionSpread:
      return {TermKind::kSpread, 0};
    case kExcluded:
      return {TermKind::kExcludes, note.a};
    case kGap:
    case kUncovered:
    case kUncoveredPlaces:
    case kHead:
    case kHeadKnown:
    case kRight:
    case kCoverGap:
      return {TermKind::kCover, 0};
    case kTopicConstruction:
      return {TermKind::kConstruction, note.a};
    case kUnitFit:
      return {TermKind::kUnitFit, note.a};
    case kFamilyTopic:
      return {TermKind::kTopics, note.a};
    case kOpeningFamily:
      return {TermKind::kTopics, 0};
    case kFamilyBefore:
      return {TermKind::kBefore, 0};
    case kEdges:
      return {TermKind::kEdges, 0};
    default:
      return {TermKind::kPlaces, 0};
  }
}

// Of the rules, and of what was said before.
Key KeyOfRest(const FeatureNote& note) {
  switch (note.kind) {
    case kRulesConstruction:
      return {TermKind::kConstruction, note.a};
    case kRulesHistory:
      return {TermKind::kHistory, 0};
    case kRulesOwn:
      return {TermKind::kTrust, 0};
    case kHistory:
      // The three bits below say how near it is.
      return {TermKind::kHistory, note.a >> 3};
    case kHistoryState:
      return {TermKind::kHistory, 0};
    case kHistoryConstruction:
      return {TermKind::kConstruction, note.b};
    case kBefore:
      // The two bits below say whether sentence and unit are the same.
      return {TermKind::kBefore, 1 + (note.a >> 2)};
    case kBeforeState:
      return {TermKind::kBefore, 0};
    case kTotal:
      return {TermKind::kTotal, Below(8, note.a)};
    case kChanged:
      return {TermKind::kChanged, Below(16, note.a)};
    default:
      return {TermKind::kRules, 0};
  }
}

Key KeyOf(const FeatureNote& note) {
  if (note.room != kSharedRoom.begin && note.room != kRulesRoom.begin) {
    return KeyOfOwn(note);
  }
  if (note.kind < kPlaces) return KeyOfNone(note);
  return note.kind < kRules ? KeyOfWords(note) : KeyOfRest(note);
}

bool IsOneForEach(TermKind kind) {
  return kind == TermKind::kConstruction || kind == TermKind::kPair;
}

}  // namespace

std::vector<Term> LargestTerms(std::span<const uint32_t> features,
                               std::span<const FeatureNote> notes,
                               const Scorer& scorer, uint32_t rules,
                               size_t most) {
  const Scorer::Weights& weights = scorer.weights();
  std::map<Key, Term> by_key;
  for (size_t f = 0; f < features.size(); ++f) {
    const auto [kind, detail] = KeyOf(notes[f]);
    Term& term = by_key[{kind, IsOneForEach(kind) ? detail : 0}];
    term.kind = kind;
    term.detail = std::max(term.detail, detail);
    if (kind == TermKind::kRules) term.detail = rules;
    term.weight += weights.table[features[f]] * double{weights.step};
  }
  std::vector<Term> terms;
  for (const auto& [key, term] : by_key) {
    if (term.weight != 0) terms.push_back(term);
  }
  std::stable_sort(terms.begin(), terms.end(),
                   [](const Term& a, const Term& b) {
                     return std::abs(a.weight) > std::abs(b.weight);
                   });
  terms.resize(std::min(terms.size(), most));
  return terms;
}

}  // namespace nianbao::extractor
