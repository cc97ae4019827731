#include "aggregator/store/sqlite/reading/observation_reader.h"

#include <string>

#include "gtest/gtest.h"
#include "tests/integration/aggregator/corpus.h"
#include "tests/unit/aggregator/store/sqlite/sqlite_fixture.h"

namespace nianbao::aggregator {
namespace observation_reader_test {

TEST(ObservationReaderTest, ReadsEachAsTheWholeReportHasIt) {
  for (const CorpusReport& generated : GenerateCorpus(3, 2000).reports) {
    const v1::Report& report = generated.report;
    const std::string bytes = report.SerializeAsString();
    for (int i = 0; i < report.observations_size(); ++i) {
      const absl::StatusOr<v1::Observation> read = ReadObservation(bytes, i);
      ASSERT_TRUE(read.ok()) << read.status();
      EXPECT_EQ(read->SerializeAsString(),
                report.observations(i).SerializeAsString());
    }
    EXPECT_EQ(
        ReadObservation(bytes, report.observations_size()).status().code(),
        absl::StatusCode::kOutOfRange);
  }
}

TEST(ObservationReaderTest, SkipsFieldsThatItDoesNotKnow) {
  v1::Report report = SampleReport("http://a.test/", 5);
  // A field 900 of each wire type but the groups.
  auto& unknown = *report.GetReflection()->MutableUnknownFields(&report);
  unknown.AddVarint(900, 1);
  unknown.AddFixed32(900, 1);
  unknown.AddFixed64(900, 1);
  unknown.AddLengthDelimited(900, "observation");
  const std::string more =
      SampleReport("http://a.test/", 6).SerializeAsString();
  const absl::StatusOr<v1::Observation> read =
      ReadObservation(report.SerializeAsString() + more, 1);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->quantity().value(), 6);
}

// A report cut short reads as one that is broken, or ends before the
// observation; never as another observation.
TEST(ObservationReaderTest, ReportsCutShortAreErrors) {
  v1::Report report = SampleReport("http://a.test/", 5);
  AddObservation(report, kReceived, 6);
  const std::string bytes = report.SerializeAsString();
  const std::string expected = report.observations(1).SerializeAsString();
  int complete = 0;
  for (size_t size = 0; size < bytes.size(); ++size) {
    const absl::StatusOr<v1::Observation> read =
        ReadObservation(absl::string_view(bytes).substr(0, size), 1);
    if (read.ok()) {
      ++complete;
      EXPECT_EQ(read->SerializeAsString(), expected);
    } else {
      EXPECT_TRUE(absl::IsDataLoss(read.status()) ||
                  absl::IsOutOfRange(read.status()));
    }
  }
  // Only the fields after it are missing in those.
  EXPECT_LT(complete, 10);
}

}  // namespace observation_reader_test
}  // namespace nianbao::aggregator
