// What spoke for a candidate or against it, in the terms of a reader.
//
// A candidate has some hundred features, most of which mean nothing by
// themselves (the place of the topic with the place of the action in a bare
// clause). Terms bring together those that say the same thing to a reader, with
// the sum of their weights.
#ifndef NIANBAO_EXTRACTOR_EXPLANATIONS_TERMS_H_
#define NIANBAO_EXTRACTOR_EXPLANATIONS_TERMS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "extractor/links/candidates.h"
#include "extractor/links/scorer.h"

namespace nianbao::extractor {

// What a term speaks of. Of most there is one for a candidate; kConstruction
// and kPair have one for each of what `detail` tells.
enum class TermKind : uint8_t {
  // Of an indicator: where its words stand, how long they are, in how many
  // hands, whether one excludes it, how much of what is counted they cover.
  kPlaces,
  kLengths,
  kSpread,
  kExcludes,
  kCover,
  // Whether the unit fits it.
  kUnitFit,
  // Whether the text speaks of its family.
  kTopics,
  // What the document said of it before, and the figures that this one goes
  // with.
  kHistory,
  kBefore,
  kTotal,
  kChanged,
  // What is so of this indicator in general: how often it is meant, and how far
  // its rules are right.
  kPrior,
  kTrust,

  // Of none: how often it is right, and what is said of the figure whatever its
  // candidates.
  kNone,
  kUnit,
  kState,
  kScope,
  kRun,
  kSum,
  kUnknown,
  kRivals,

  // Of either: what the rules of the catalogue chose; the characters around the
  // words; the constructions and the pairs of characters near the figure.
  kRules,
  kEdges,
  kConstruction,
  kPair,
};

struct Term {
  TermKind kind = TermKind::kPlaces;
  // What of it, as term_words.cc reads it; of a construction its number, of a
  // pair the number in CharacterPairs.
  uint32_t detail = 0;
  // In logits: what it adds to the candidate's score.
  double weight = 0;
};

// The terms of a candidate with these features, of which features[f] was made
// of notes[f]: those with the largest weights on either side of 0, at most
// `most`, none of which is 0; of equals the first by kind and detail. `rules`
// is the detail of kRules.
std::vector<Term> LargestTerms(std::span<const uint32_t> features,
                               std::span<const FeatureNote> notes,
                               const Scorer& scorer, uint32_t rules,
                               size_t most);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_EXPLANATIONS_TERMS_H_
