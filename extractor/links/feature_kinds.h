// What the features of candidates tell (evidence.cc): a number each, by which
// they are hashed into the table of weights. A number is never used for
// something else: a change of it needs the weights to be fitted anew.
#ifndef NIANBAO_EXTRACTOR_LINKS_FEATURE_KINDS_H_
#define NIANBAO_EXTRACTOR_LINKS_FEATURE_KINDS_H_

#include <cstdint>

namespace nianbao::extractor {

// In the rooms of what all share, and of the rules.
enum FeatureKind : uint32_t {
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
  kUsedInSentence,  // no longer told
  kHistoryConstruction,
  kChanged,
};

// In the rooms of pairs: of none, and of single indicators.
inline constexpr uint32_t kPair = 1;

// In the room of single indicators.
enum OwnKind : uint32_t {
  kPrior = 1,
  kPriorKind,
  kPriorUnit,
  kPriorPart,
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_LINKS_FEATURE_KINDS_H_
