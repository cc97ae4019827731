// Why figures are linked as they are: candidates, terms and their words.
#include "extractor/explanations/explainer.h"

#include <cmath>
#include <string>
#include <vector>

#include "extractor/explanations/term_words.h"
#include "extractor/links/feature_kinds.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace explainer_test {

using google::protobuf::util::MessageDifferencer;

// None, and two indicators, whose scores are 0, -1 and 2.
Candidates ThreeCandidates() {
  Candidates candidates;
  candidates.indicators = {-1, 3, 8};
  candidates.begins = {0, 1, 3, 5};
  candidates.features = {10, 20, 21, 30, 31};
  candidates.by_rules = {8, 0.9};
  return candidates;
}

std::vector<FeatureNote> NotesOfThem() {
  return {{kSharedRoom.begin, kNoneBias, 0, 0},
          {kSharedRoom.begin, kPlaces, 5, 0},
          {kSharedRoom.begin, kPlacesState, 5, 2},
          {kRulesRoom.begin, kRules, 9, 0},
          {kSharedRoom.begin, kUnitFit, 2, 0}};
}

Scorer::Weights SomeWeights() {
  Scorer::Weights weights;
  weights.step = 0.5;
  weights.threshold = 0.5;
  weights.table[20] = -3;
  weights.table[21] = 1;
  weights.table[30] = 5;
  weights.table[31] = -1;
  return weights;
}

TEST(ExplainerTest, ChoosesAsTheScorerAndKeepsWhy) {
  const Scorer scorer(SomeWeights());
  Explainer explainer(scorer);
  *explainer.notes() = NotesOfThem();
  const Link link = explainer.Choose(7, ThreeCandidates());
  EXPECT_EQ(link.indicator, 8);
  EXPECT_TRUE(explainer.Of(6).empty());

  const std::vector<ExplainedCandidate>& explained = explainer.Of(7);
  ASSERT_EQ(explained.size(), 3u);
  const double total = std::exp(0.0) + std::exp(-1.0) + std::exp(2.0);
  EXPECT_EQ(explained[0].indicator, 8);
  EXPECT_DOUBLE_EQ(explained[0].probability, link.confidence);
  EXPECT_EQ(explained[1].indicator, -1);
  EXPECT_NEAR(explained[1].probability, 1 / total, 1e-12);
  EXPECT_EQ(explained[2].indicator, 3);
  EXPECT_NEAR(explained[2].probability, std::exp(-1.0) / total, 1e-12);

  // The largest weight first; the rules chose it, and the unit is its own.
  ASSERT_EQ(explained[0].terms.size(), 2u);
  EXPECT_EQ(explained[0].terms[0].kind, TermKind::kRules);
  EXPECT_EQ(explained[0].terms[0].detail, 2u);
  EXPECT_DOUBLE_EQ(explained[0].terms[0].weight, 2.5);
  EXPECT_EQ(explained[0].terms[1].kind, TermKind::kUnitFit);
  EXPECT_EQ(explained[0].terms[1].detail, 2u);
  // A weight of 0 says nothing.
  EXPECT_TRUE(explained[1].terms.empty());
  // Two features of one term.
  ASSERT_EQ(explained[2].terms.size(), 1u);
  EXPECT_EQ(explained[2].terms[0].kind, TermKind::kPlaces);
  EXPECT_DOUBLE_EQ(explained[2].terms[0].weight, -1);
}

TEST(ExplainerTest, KeepsFiveCandidatesAndSixTerms) {
  Candidates candidates;
  Scorer::Weights weights = SomeWeights();
  std::vector<FeatureNote> notes;
  for (int c = 0; c < 8; ++c) {
    candidates.indicators.push_back(c - 1);
    candidates.begins.push_back(
        static_cast<uint32_t>(candidates.features.size()));
    for (uint32_t k = 0; k < 10; ++k) {
      const auto feature = static_cast<uint32_t>(100 + 10 * c + k);
      weights.table[feature] = static_cast<int8_t>(k + 1);
      candidates.features.push_back(feature);
      notes.push_back({kNoneRoom.begin, kPair, 1000 + k, 0});
    }
  }
  candidates.begins.push_back(
      static_cast<uint32_t>(candidates.features.size()));
  const Scorer scorer(weights);
  Explainer explainer(scorer);
  *explainer.notes() = notes;
  explainer.Choose(0, candidates);
  ASSERT_EQ(explainer.Of(0).size(), 5u);
  for (const ExplainedCandidate& candidate : explainer.Of(0)) {
    ASSERT_EQ(candidate.terms.size(), 6u);
    // The last pairs weigh most.
    EXPECT_EQ(candidate.terms[0].detail, 1009u);
    EXPECT_EQ(candidate.terms[5].detail, 1004u);
  }
}

TEST(TermWordsTest, AreThereForEachKindAndDetail) {
  const ReadText read = Read("全年共受理茶事纠纷达187件。");
  ASSERT_EQ(read.readings.size(), 1u);
  for (int kind = 0; kind <= static_cast<int>(TermKind::kPair); ++kind) {
    for (const uint32_t detail : {0u, 1u, 4u, 12u, 99u}) {
      const Wording words = WordsOf({static_cast<TermKind>(kind), detail, 1},
                                    read.text, read.outline, read.readings[0]);
      EXPECT_NE(words.english, "") << kind;
      EXPECT_NE(words.chinese, "") << kind;
    }
  }
  EXPECT_EQ(
      WordsOf({TermKind::kUnit}, read.text, read.outline, read.readings[0])
          .english,
      "the unit 件");
}

// A report without its explanations.
v1::Report Unexplained(v1::Report report) {
  for (v1::Observation& o : *report.mutable_observations()) {
    o.clear_candidates();
  }
  return report;
}

TEST(ExplainTest, NothingElseChanges) {
  for (const Sample& sample : Samples()) {
    v1::Document document;
    document.set_content(sample.text);
    const v1::Report report = TestExtractor().Extract(document).value();
    const v1::Report explained = TestExtractor().Explain(document).value();
    EXPECT_TRUE(MessageDifferencer::Equals(Unexplained(explained), report))
        << sample.name;
    EXPECT_FALSE(MessageDifferencer::Equals(explained, report)) << sample.name;
  }
}

TEST(ExplainTest, TheLinkIsTheMostProbableCandidate) {
  int pairs = 0;
  for (const Sample& sample : Samples()) {
    SCOPED_TRACE(sample.name);
    v1::Document document;
    document.set_content(sample.text);
    const v1::Report report = TestExtractor().Explain(document).value();
    for (const v1::Observation& o : report.observations()) {
      ASSERT_LE(o.candidates_size(), 5);
      if (!o.indicator().empty()) {
        ASSERT_GT(o.candidates_size(), 1);
        ASSERT_EQ(o.candidates(0).indicator(), o.indicator());
        ASSERT_NEAR(o.candidates(0).probability(), o.confidence(), 1e-9);
      }
      double sum = 0, last = 1;
      for (const v1::LinkCandidate& candidate : o.candidates()) {
        ASSERT_LE(candidate.probability(), last);
        last = candidate.probability();
        sum += last;
        ASSERT_LE(candidate.terms_size(), 6);
        ASSERT_GT(candidate.terms_size(), 0);
        for (const v1::LinkTerm& term : candidate.terms()) {
          ASSERT_NE(term.text(), "");
          ASSERT_NE(term.text_zh(), "");
          ASSERT_NE(term.weight(), 0);
          // All pairs are found as characters.
          ASSERT_NE(term.text(), "characters near it");
          pairs += term.text().find("“") != std::string::npos;
        }
      }
      ASSERT_LE(sum, 1 + 1e-9);
    }
  }
  EXPECT_GT(pairs, 0);
}

}  // namespace explainer_test
}  // namespace nianbao::extractor
