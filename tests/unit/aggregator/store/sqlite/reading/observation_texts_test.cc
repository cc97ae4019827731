#include "aggregator/store/sqlite/reading/observation_texts.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/integration/aggregator/corpus.h"
#include "tests/unit/aggregator/store/sqlite/sqlite_fixture.h"

namespace nianbao::aggregator {
namespace observation_texts_test {

void ExpectTextsOf(const v1::Report& report, const std::string& bytes) {
  std::vector<ObservationText> texts;
  const absl::Status read = ReadObservationTexts(bytes, texts);
  ASSERT_TRUE(read.ok()) << read;
  ASSERT_EQ(texts.size(), report.observations_size());
  for (int i = 0; i < report.observations_size(); ++i) {
    const v1::Observation& observation = report.observations(i);
    EXPECT_EQ(texts[i].subject, observation.subject());
    EXPECT_EQ(texts[i].sentence, observation.evidence().sentence());
    EXPECT_EQ(texts[i].unit, observation.quantity().unit());
    EXPECT_EQ(texts[i].value, observation.quantity().value());
    EXPECT_EQ(texts[i].scope, observation.scope());
  }
}

TEST(ObservationTextsTest, AreThoseOfTheWholeReport) {
  for (const CorpusReport& generated : GenerateCorpus(4, 2000).reports) {
    ExpectTextsOf(generated.report, generated.report.SerializeAsString());
  }
}

TEST(ObservationTextsTest, SkipsFieldsThatItDoesNotKnow) {
  v1::Report report = SampleReport("http://a.test/", 5);
  auto& unknown = *report.GetReflection()->MutableUnknownFields(&report);
  unknown.AddVarint(900, 1);
  unknown.AddFixed32(900, 1);
  unknown.AddFixed64(900, 1);
  unknown.AddLengthDelimited(900, "observation");
  unknown.AddGroup(900)->AddGroup(8)->AddLengthDelimited(8, "observation");
  ExpectTextsOf(report, report.SerializeAsString());
}

// A file may be damaged anywhere: never a text beyond its end.
TEST(ObservationTextsTest, WhatIsCutOffIsNoReport) {
  v1::Report report = SampleReport("http://a.test/", 5);
  report.mutable_observations(0)->mutable_evidence()->set_sentence("样例。");
  const std::string bytes = report.SerializeAsString();
  std::vector<ObservationText> texts;
  for (size_t size = 0; size < bytes.size(); ++size) {
    const absl::Status read =
        ReadObservationTexts(std::string(bytes.data(), size), texts);
    EXPECT_TRUE(read.ok() || read.code() == absl::StatusCode::kDataLoss);
  }
  // A group without an end, an end without a group, a length without bytes.
  for (const char* const damaged : {"\x0b", "\x0c", "\x42\x7f"}) {
    EXPECT_EQ(ReadObservationTexts(damaged, texts).code(),
              absl::StatusCode::kDataLoss);
  }
}

}  // namespace observation_texts_test
}  // namespace nianbao::aggregator
