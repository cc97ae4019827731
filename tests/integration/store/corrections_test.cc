// Reports that people correct: what counts, what is kept, and what is not lost.

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/base/sha256.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "tests/integration/store/store_fixture.h"
#include "tests/temporary_folder.h"

namespace nianbao::aggregator {
namespace corrections_test {

using google::protobuf::util::MessageDifferencer;
using Response = v1::UploadReportsResponse;
using ::testing::ElementsAre;
using Values = std::vector<std::pair<std::string, std::string>>;

// A report that is known by its content, as one read from a file is.
v1::Report FileReport(const std::string& path, double value) {
  v1::Report report = SampleReport(path, value);
  report.set_content_sha256(Sha256Hex(absl::StrCat(value)));
  return report;
}

class CorrectionsTest : public ::testing::TestWithParam<StoreKind> {
 protected:
  v1::Report Get(const std::string& name) {
    const absl::StatusOr<v1::Report> report = store_->Get(name);
    EXPECT_TRUE(report.ok()) << report.status();
    return report.ok() ? *report : v1::Report();
  }

  v1::Report MustCorrect(const std::string& name, const Values& values,
                         bool revert = false) {
    CorrectionQuestion question = {
        .name = name, .revert = revert, .author = "li"};
    for (const auto& [field, value] : values) {
      question.values.push_back({.field = field, .value = value});
    }
    const absl::StatusOr<v1::Report> report = Correct(*store_, question);
    EXPECT_TRUE(report.ok()) << report.status();
    return report.ok() ? *report : v1::Report();
  }

  // Each row of the statistics of kReceived as "year level sum", now or as of a
  // moment; and that observations say the same.
  std::vector<std::string> Rows(
      std::optional<google::protobuf::Timestamp> as_of = std::nullopt) {
    v1::QueryStatisticsRequest request;
    request.mutable_selection()->add_indicators(kReceived);
    request.mutable_selection()->set_include_unidentified(true);
    request.add_group_by(v1::DIMENSION_YEAR);
    if (as_of) *request.mutable_selection()->mutable_as_of() = *as_of;
    const auto messages = Query(*store_, request);
    EXPECT_TRUE(messages.ok()) << messages.status();
    std::vector<std::string> rows;
    double sum = 0;
    for (const auto& message : *messages) {
      for (const v1::Statistics& row : message.statistics()) {
        rows.push_back(absl::StrCat(row.group().year(), " ",
                                    v1::Level_Name(row.group().level()), " ",
                                    row.sum()));
        sum += row.sum();
      }
    }
    v1::QueryObservationsRequest observations;
    *observations.mutable_selection() = request.selection();
    const auto counted = Query(*store_, observations);
    EXPECT_TRUE(counted.ok()) << counted.status();
    if (!counted.ok()) return rows;
    for (const auto& row : *counted) {
      sum -= row.observation().quantity().value();
    }
    EXPECT_EQ(sum, 0);
    return rows;
  }

  void Reopen() {
    store_.reset();
    store_ = OpenPrepared(GetParam(), folder_.path());
  }

  static google::protobuf::Timestamp Now() {
    google::protobuf::Timestamp now;
    const int64_t micros = absl::ToUnixMicros(absl::Now());
    now.set_seconds(micros / 1'000'000);
    now.set_nanos(static_cast<int32_t>(micros % 1'000'000 * 1'000));
    return now;
  }

  TemporaryFolder folder_;
  std::unique_ptr<Store> store_ = OpenPrepared(GetParam(), folder_.path());
};

INSTANTIATE_TEST_SUITE_P(Stores, CorrectionsTest,
                         ::testing::ValuesIn(StoreKinds()), KindName);

TEST_P(CorrectionsTest, ACorrectedYearMovesTheStatistics) {
  const std::string name =
      Upload(*store_, SampleReport("http://a.test/", 5))->name;
  const auto before = Now();
  const v1::Report corrected = MustCorrect(name, {{"year", "2021"}});
  EXPECT_EQ(corrected.year(), 2021);
  EXPECT_EQ(corrected.name(), name);
  EXPECT_EQ(corrected.observations_size(), 0);
  // The second time from a store that has been opened anew.
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT(Rows(), ElementsAre("2021 LEVEL_COUNTY 5"));
    EXPECT_THAT(Rows(before), ElementsAre("2020 LEVEL_COUNTY 5"));
    const v1::Report got = Get(name);
    EXPECT_EQ(got.year(), 2021);
    EXPECT_EQ(got.observations(0).year(), 2021);
    ASSERT_EQ(got.corrections_size(), 1);
    EXPECT_EQ(got.corrections(0).field(), "year");
    EXPECT_EQ(got.corrections(0).read_value(), "2020");
    EXPECT_EQ(got.corrections(0).value(), "2021");
    EXPECT_EQ(got.corrections(0).author(), "li");
    EXPECT_GT(got.corrections(0).correct_time().seconds(), 1'500'000'000);
    const auto listed = store_->List({.year = 2021, .limit = 10});
    ASSERT_EQ(listed->size(), 1);
    EXPECT_TRUE(listed->front().counted());
    EXPECT_EQ(listed->front().report().year(), 2021);
    EXPECT_EQ(listed->front().report().corrections_size(), 1);
    EXPECT_TRUE(MessageDifferencer::Equals(
        listed->front().report().upload_time(), got.upload_time()));
    EXPECT_TRUE(store_->List({.year = 2020, .limit = 10})->empty());
    Reopen();
  }
}

TEST_P(CorrectionsTest, ObservationsSayTheYearThatCounts) {
  const std::string name =
      Upload(*store_, SampleReport("http://a.test/", 5))->name;
  MustCorrect(name, {{"year", "2021"}});
  for (const bool all : {false, true}) {
    v1::QueryObservationsRequest request;
    request.mutable_selection()->add_indicators(kReceived);
    request.set_include_uncounted(all);
    const auto rows = Query(*store_, request);
    ASSERT_TRUE(rows.ok()) << rows.status();
    ASSERT_EQ(rows->size(), 1);
    EXPECT_EQ(rows->Get(0).observation().year(), 2021);
    EXPECT_TRUE(rows->Get(0).counted());
    EXPECT_EQ(rows->Get(0).report(), name);
  }
}

TEST_P(CorrectionsTest, ACorrectedIssuerIsAnotherBody) {
  v1::Report unknown = FileReport("/a.txt", 7);
  unknown.clear_issuer();
  const std::string name = Upload(*store_, unknown)->name;
  ASSERT_TRUE(Upload(*store_, SampleReport("http://a.test/", 5)).ok());
  EXPECT_THAT(Rows(),
              ElementsAre("2020 LEVEL_UNSPECIFIED 7", "2020 LEVEL_COUNTY 5"));
  // It was uploaded before the other report of 海淀区, which still counts.
  MustCorrect(name, {{"issuer.name", "北京市海淀区人民政府"},
                     {"issuer.division_code", "110108"},
                     {"issuer.level", "LEVEL_COUNTY"}});
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT(Rows(), ElementsAre("2020 LEVEL_COUNTY 5"));
    Reopen();
  }
  MustCorrect(name, {{"issuer.division_code", "110101"}});
  EXPECT_THAT(Rows(), ElementsAre("2020 LEVEL_COUNTY 12"));
}

TEST_P(CorrectionsTest, ACorrectionDoesNotMakeAReportNewer) {
  const std::string a =
      Upload(*store_, SampleReport("http://a.test/", 5))->name;
  const std::string b =
      Upload(*store_, SampleReport("http://b.test/", 6))->name;
  MustCorrect(a, {{"publish_date", "2021-03-31"}});
  EXPECT_EQ(Get(a).publish_date(), "2021-03-31");
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT(Rows(), ElementsAre("2020 LEVEL_COUNTY 6"));
    Reopen();
  }
  MustCorrect(b, {{"year", "2019"}});
  EXPECT_THAT(Rows(),
              ElementsAre("2019 LEVEL_COUNTY 6", "2020 LEVEL_COUNTY 5"));
}

TEST_P(CorrectionsTest, SurvivesReplacementDeletionAndUploadAnew) {
  const v1::Report file = FileReport("/a.txt", 5);
  const std::string name = Upload(*store_, file)->name;
  MustCorrect(name, {{"year", "2021"}});
  EXPECT_EQ(Upload(*store_, file)->outcome, Response::OUTCOME_UNCHANGED);
  // Read anew, by an extractor that finds another figure.
  v1::Report again = file;
  again.mutable_observations(0)->mutable_quantity()->set_value(6);
  EXPECT_EQ(Upload(*store_, again)->outcome, Response::OUTCOME_REPLACED);
  EXPECT_THAT(Rows(), ElementsAre("2021 LEVEL_COUNTY 6"));
  // Moved to another folder.
  again.set_source_uri("/b.txt");
  EXPECT_EQ(Upload(*store_, again)->outcome, Response::OUTCOME_REPLACED);
  EXPECT_EQ(Get(name).source_uri(), "/b.txt");
  EXPECT_THAT(Rows(), ElementsAre("2021 LEVEL_COUNTY 6"));
  ASSERT_TRUE(Delete(*store_, name).ok());
  EXPECT_THAT(Rows(), ElementsAre());
  Reopen();
  EXPECT_EQ(Upload(*store_, again)->outcome, Response::OUTCOME_CREATED);
  EXPECT_THAT(Rows(), ElementsAre("2021 LEVEL_COUNTY 6"));
  EXPECT_EQ(Get(name).corrections_size(), 1);
}

TEST_P(CorrectionsTest, OneFieldIsCorrectedTwiceAndTakenBack) {
  const std::string name =
      Upload(*store_, SampleReport("http://a.test/", 5))->name;
  MustCorrect(name, {{"year", "2021"}});
  const auto first = Now();
  MustCorrect(name, {{"year", "2022"}});
  const auto second = Now();
  // The same again is no change.
  int changes = 0;
  store_->OnChange([&changes] { ++changes; });
  MustCorrect(name, {{"year", "2022"}});
  EXPECT_EQ(changes, 0);
  const v1::Report back = MustCorrect(name, {{"year", ""}}, /*revert=*/true);
  EXPECT_EQ(changes, 1);
  MustCorrect(name, {{"year", ""}}, /*revert=*/true);
  EXPECT_EQ(changes, 1);
  store_->OnChange(nullptr);
  EXPECT_EQ(back.year(), 2020);
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT(Rows(first), ElementsAre("2021 LEVEL_COUNTY 5"));
    EXPECT_THAT(Rows(second), ElementsAre("2022 LEVEL_COUNTY 5"));
    EXPECT_THAT(Rows(), ElementsAre("2020 LEVEL_COUNTY 5"));
    const v1::Report got = Get(name);
    ASSERT_EQ(got.corrections_size(), 2);
    for (const v1::Correction& correction : got.corrections()) {
      EXPECT_EQ(correction.read_value(), "2020");
      EXPECT_TRUE(correction.has_end_time());
    }
    EXPECT_EQ(store_->List({.limit = 1})->front().report().corrections_size(),
              0);
    Reopen();
  }
}

TEST_P(CorrectionsTest, UploadAndCorrectionShareTransactions) {
  // None waits for the other, so that several go into one transaction.
  const v1::Report report = SampleReport("http://a.test/", 5);
  const std::string name = Upload(*store_, report)->name;
  for (int year = 2011; year <= 2018; ++year) {
    v1::Report next = report;
    next.mutable_observations(0)->mutable_quantity()->set_value(year);
    store_->Upload(next, [](const absl::StatusOr<UploadResult>& result) {
      EXPECT_TRUE(result.ok()) << result.status();
    });
    store_->Correct({.name = name,
                     .values = {{.field = "year", .value = absl::StrCat(year)}},
                     .author = "li"},
                    [](const absl::StatusOr<v1::Report>& corrected) {
                      EXPECT_TRUE(corrected.ok()) << corrected.status();
                    });
  }
  MustCorrect(name, {{"publish_date", "2022-03-01"}});
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT(Rows(), ElementsAre("2018 LEVEL_COUNTY 2018"));
    EXPECT_EQ(Get(name).corrections_size(), 9);
    Reopen();
  }
}

TEST_P(CorrectionsTest, OneContentCountsOnceWhateverItIsCalled) {
  v1::Report report = FileReport("/a.txt", 5);
  report.clear_issuer();
  const std::string name = Upload(*store_, report)->name;
  for (const char* const path : {"/b.txt", "/c.txt", "/a.txt"}) {
    report.set_source_uri(path);
    const absl::StatusOr<UploadResult> result = Upload(*store_, report);
    EXPECT_EQ(result->outcome, Response::OUTCOME_REPLACED) << path;
    EXPECT_EQ(result->name, name);
    EXPECT_EQ(Get(name).source_uri(), path);
    EXPECT_THAT(Rows(), ElementsAre("2020 LEVEL_UNSPECIFIED 5"));
  }
}

TEST_P(CorrectionsTest, AFileThatGetsAnotherFilesContentReplacesBoth) {
  ASSERT_TRUE(Upload(*store_, FileReport("/a.txt", 5)).ok());
  v1::Report other = FileReport("/b.txt", 6);
  other.mutable_issuer()->set_division_code("110101");
  ASSERT_TRUE(Upload(*store_, other).ok());
  EXPECT_THAT(Rows(), ElementsAre("2020 LEVEL_COUNTY 11"));
  other.set_source_uri("/a.txt");
  EXPECT_EQ(Upload(*store_, other)->outcome, Response::OUTCOME_REPLACED);
  EXPECT_THAT(Rows(), ElementsAre("2020 LEVEL_COUNTY 6"));
  EXPECT_EQ(store_->List({.limit = 10})->size(), 1);
}

TEST_P(CorrectionsTest, WhatIsNotThereIsNotCorrected) {
  ASSERT_TRUE(Upload(*store_, SampleReport("http://a.test/", 5)).ok());
  EXPECT_EQ(Correct(*store_, {.name = "reports/x",
                              .values = {{.field = "year", .value = "2021"}}})
                .status()
                .code(),
            absl::StatusCode::kNotFound);
  EXPECT_THAT(Rows(), ElementsAre("2020 LEVEL_COUNTY 5"));
}

}  // namespace corrections_test
}  // namespace nianbao::aggregator
