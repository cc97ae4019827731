#include "extractor/links/scorer.h"

#include <cmath>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::extractor {
namespace scorer_test {

using ::testing::HasSubstr;

// None, and two indicators with a feature each.
Candidates TwoCandidates() {
  Candidates candidates;
  candidates.indicators = {-1, 3, 8};
  candidates.begins = {0, 1, 2, 3};
  candidates.features = {10, 20, 30};
  return candidates;
}

Scorer::Weights SomeWeights() {
  Scorer::Weights weights;
  weights.step = 0.5;
  weights.threshold = 0.5;
  weights.table[20] = -127;
  weights.table[30] = 4;
  weights.table[kWeights - 1] = 7;
  weights.trained = {5, 900};
  return weights;
}

TEST(ScorerTest, ChoosesTheMostProbable) {
  const Link link = Scorer(SomeWeights()).Choose(TwoCandidates());
  EXPECT_EQ(link.indicator, 8);
  // Scores 0 and 2.
  EXPECT_NEAR(link.confidence, 1 / (1 + std::exp(-2.0)), 1e-9);
}

TEST(ScorerTest, MakesNoLinkBelowTheThreshold) {
  Scorer::Weights weights = SomeWeights();
  weights.threshold = 0.9f;
  EXPECT_EQ(Scorer(weights).Choose(TwoCandidates()).indicator, -1);
}

TEST(ScorerTest, NoneAloneIsChosen) {
  Candidates none;
  none.indicators = {-1};
  none.begins = {0, 0};
  EXPECT_EQ(Scorer(SomeWeights()).Choose(none).indicator, -1);
}

TEST(ScorerTest, WhatIsWrittenIsRead) {
  const std::string file = Scorer::Write(SomeWeights());
  const auto scorer = Scorer::Parse(file);
  ASSERT_TRUE(scorer.ok()) << scorer.status();
  const Scorer::Weights& read = (*scorer)->weights();
  EXPECT_EQ(read.table, SomeWeights().table);
  EXPECT_EQ(read.step, 0.5f);
  EXPECT_EQ(read.threshold, 0.5f);
  EXPECT_TRUE((*scorer)->IsTrained(900));
  EXPECT_FALSE((*scorer)->IsTrained(901));
  EXPECT_EQ((*scorer)->digest().size(), 8u);
}

TEST(ScorerTest, WhatIsNoFileIsRefused) {
  EXPECT_THAT(Scorer::Parse("").status().message(), HasSubstr("NBLINKS1"));
  EXPECT_THAT(Scorer::Parse("NBLINKS9 and some more bytes").status().message(),
              HasSubstr("NBLINKS1"));
  const std::string file = Scorer::Write(SomeWeights());
  EXPECT_FALSE(Scorer::Parse(file.substr(0, file.size() - 1)).ok());
}

// Any byte that differs is found.
TEST(ScorerTest, ADamagedFileIsRefused) {
  const std::string file = Scorer::Write(SomeWeights());
  for (size_t i = 8; i < file.size(); i += 97) {
    std::string damaged = file;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    EXPECT_THAT(Scorer::Parse(damaged).status().message(), HasSubstr("digest"))
        << i;
  }
}

TEST(ScorerTest, TheWeightsOfTheProgramAreRead) {
  const auto scorer = Scorer::Embedded();
  ASSERT_TRUE(scorer.ok()) << scorer.status();
  EXPECT_FALSE((*scorer)->weights().trained.empty());
}

TEST(FeatureTest, StaysInItsRoom) {
  for (const WeightRoom room :
       {kSharedRoom, kRulesRoom, kPriorRoom, kNoneRoom, kOwnRoom}) {
    for (uint32_t i = 0; i < 1000; ++i) {
      const uint32_t feature = FeatureIn(room, i, i * i, 7 * i);
      EXPECT_GE(feature, room.begin);
      EXPECT_LT(feature, room.begin + room.size);
    }
  }
}

}  // namespace scorer_test
}  // namespace nianbao::extractor
