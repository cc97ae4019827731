#include "client/commands/finding/evidence_view.h"

#include <sstream>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace evidence_view_test {

// Two figures of one sentence between others.
v1::Report MakeReport() {
  v1::Report report;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"pb(
        name: "reports/r"
        title: "年度报告"
        source_uri: "https://example.org/r"
        issuer { name: "海淀区人民政府" }
        observations {
          indicator: "indicators/a.b"
          quantity { value: 3 unit: "件" modifier: MODIFIER_AT_LEAST }
          kind: KIND_LEVEL
          year: 2020
          confidence: 0.875
          evidence {
            span { begin: 40 end: 44 }
            sentence: "受理3件,审结2件。"
            figure { begin: 6 end: 10 }
          }
        }
        observations {
          evidence {
            span { begin: 50 end: 54 }
            sentence: "受理3件,审结2件。"
          }
        }
        observations {
          evidence {
            span { begin: 90 end: 91 }
            sentence: "后二。"
          }
        }
        observations {
          evidence {
            span { begin: 70 end: 71 }
            sentence: "后一。"
          }
        }
        observations {
          evidence {
            span { begin: 10 end: 11 }
            sentence: "前二。"
          }
        }
        observations {
          evidence {
            span { begin: 20 end: 21 }
            sentence: "前一。"
          }
        }
        diagnostics { code: "DOUBT" message: "why" observations: 0 }
        diagnostics { code: "OTHER" message: "no" observations: 1 }
      )pb",
      &report));
  return report;
}

TEST(MarkedSentence, BracketsTheFigure) {
  EXPECT_EQ(MarkedSentence(MakeReport().observations(0).evidence()),
            "受理【3件】,审结2件。");
}

TEST(MarkedSentence, LeavesSentencesWhoseOffsetsLieOutside) {
  v1::Evidence evidence = MakeReport().observations(0).evidence();
  for (const auto& [begin, end] :
       {std::pair(-1, 3), std::pair(6, 6), std::pair(6, 99), std::pair(9, 3)}) {
    evidence.mutable_figure()->set_begin(begin);
    evidence.mutable_figure()->set_end(end);
    EXPECT_EQ(MarkedSentence(evidence), evidence.sentence());
  }
}

TEST(FindNeighbours, GivesTheNearestOtherSentences) {
  const v1::Report report = MakeReport();
  for (const int index : {0, 1}) {
    const Neighbours neighbours = FindNeighbours(report, index);
    EXPECT_EQ(neighbours.before, "前一。");
    EXPECT_EQ(neighbours.after, "后一。");
  }
  EXPECT_EQ(FindNeighbours(report, 4).before, "");
  EXPECT_EQ(FindNeighbours(report, 2).after, "");
}

TEST(PrintEvidence, SaysWhatIsKnown) {
  std::ostringstream out;
  PrintEvidence(out, MakeReport(), 0);
  EXPECT_EQ(out.str(),
            "observation  r#0\n"
            "indicator    a.b\n"
            "value        ≥3 件, level, 2020\n"
            "confidence   0.88\n"
            "diagnostic   DOUBT: why\n"
            "issuer       海淀区人民政府\n"
            "report       年度报告\n"
            "source       https://example.org/r\n"
            "\n"
            "  前一。\n"
            "> 受理【3件】,审结2件。\n"
            "  后一。\n");
}

}  // namespace evidence_view_test
}  // namespace nianbao::client
