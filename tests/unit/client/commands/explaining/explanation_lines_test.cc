#include "client/commands/explaining/explanation_lines.h"

#include <string>

#include "gtest/gtest.h"

namespace nianbao::client {
namespace explanation_lines_test {

void AddTerm(double weight, const char* text, v1::LinkCandidate& candidate) {
  v1::LinkTerm& term = *candidate.add_terms();
  term.set_weight(weight);
  term.set_text(text);
}

// 信函43件, of which none is more probable than an indicator.
v1::Observation Letters() {
  v1::Observation observation;
  v1::Evidence& evidence = *observation.mutable_evidence();
  evidence.set_sentence("受理187件,\n其中信函43件。");
  const int begin = static_cast<int>(evidence.sentence().find("43件"));
  evidence.mutable_figure()->set_begin(begin);
  evidence.mutable_figure()->set_end(begin + 5);
  v1::LinkCandidate& none = *observation.add_candidates();
  none.set_probability(0.814);
  AddTerm(1.2, "“信函” in the words before it", none);
  v1::LinkCandidate& accepted = *observation.add_candidates();
  accepted.set_indicator("indicators/reconsideration.accepted");
  accepted.set_probability(0.179);
  AddTerm(-2.1, "the rules of the catalogue chose none", accepted);
  observation.add_candidates()->set_indicator("indicators/third.one");
  return observation;
}

TEST(ExplanationLinesTest, TellTheLinkAndWhatCameSecond) {
  v1::Observation observation = Letters();
  observation.set_relation(v1::RELATION_PART);
  observation.set_related(2);
  EXPECT_EQ(ExplanationLines(3, observation),
            "#3  受理187件, 其中信函【43件】。\n"
            "    part of #2\n"
            "    no indicator 81.4%\n"
            "      +1.20  “信函” in the words before it\n"
            "    second: reconsideration.accepted 17.9%\n"
            "      -2.10  the rules of the catalogue chose none\n");
}

TEST(ExplanationLinesTest, TheLinkComesFirstHoweverImprobable) {
  v1::Observation observation = Letters();
  observation.set_indicator("indicators/reconsideration.accepted");
  observation.set_relation(v1::RELATION_BASE);
  EXPECT_EQ(ExplanationLines(0, observation),
            "#0  受理187件, 其中信函【43件】。\n"
            "    base\n"
            "    reconsideration.accepted 17.9%\n"
            "      -2.10  the rules of the catalogue chose none\n"
            "    second: no indicator 81.4%\n"
            "      +1.20  “信函” in the words before it\n");
}

TEST(ExplanationLinesTest, WhatIsNotAskedAboutSaysSo) {
  v1::Observation observation = Letters();
  observation.clear_candidates();
  // A place outside the sentence is not marked.
  observation.mutable_evidence()->mutable_figure()->set_end(999);
  EXPECT_EQ(ExplanationLines(0, observation),
            "#0  受理187件, 其中信函43件。\n"
            "    a value of no indicator: not asked about\n");
}

}  // namespace explanation_lines_test
}  // namespace nianbao::client
