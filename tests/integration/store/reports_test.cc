// Reports put into a store, replaced, deleted, listed and asked of; what a
// store tells of itself.

#include <algorithm>
#include <atomic>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "tests/integration/store/store_fixture.h"
#include "tests/temporary_folder.h"

namespace nianbao::aggregator {
namespace reports_test {

using google::protobuf::util::MessageDifferencer;
using Response = v1::UploadReportsResponse;
using ::testing::ElementsAre;

class ReportsTest : public ::testing::TestWithParam<StoreKind> {
 protected:
  v1::Report Get(const std::string& name) {
    const absl::StatusOr<v1::Report> report = store_->Get(name);
    EXPECT_TRUE(report.ok()) << report.status();
    return report.ok() ? *report : v1::Report();
  }

  // Values of kReceived that count, now or as of a moment.
  std::vector<double> Values(
      std::optional<google::protobuf::Timestamp> as_of = std::nullopt) {
    v1::QueryObservationsRequest request;
    request.mutable_selection()->add_indicators(kReceived);
    if (as_of) *request.mutable_selection()->mutable_as_of() = *as_of;
    const auto rows = Query(*store_, request);
    EXPECT_TRUE(rows.ok()) << rows.status();
    std::vector<double> values;
    for (const auto& row : *rows) {
      EXPECT_TRUE(row.counted());
      values.push_back(row.observation().quantity().value());
    }
    return values;
  }

  // Mean of kReceived by QueryStatistics.
  std::optional<double> Mean(
      std::optional<google::protobuf::Timestamp> as_of = std::nullopt) {
    v1::QueryStatisticsRequest request;
    request.mutable_selection()->add_indicators(kReceived);
    if (as_of) *request.mutable_selection()->mutable_as_of() = *as_of;
    const auto messages = Query(*store_, request);
    EXPECT_TRUE(messages.ok()) << messages.status();
    if (messages->empty()) return std::nullopt;
    return messages->Get(0).statistics(0).mean();
  }

  TemporaryFolder folder_;
  std::unique_ptr<Store> store_ = OpenPrepared(GetParam(), folder_.path());
};

INSTANTIATE_TEST_SUITE_P(Stores, ReportsTest, ::testing::ValuesIn(StoreKinds()),
                         KindName);

TEST_P(ReportsTest, GivesBackWhatWasStored) {
  const v1::Report sent = SampleReport("http://a.test/", 5);
  const absl::StatusOr<UploadResult> stored = Upload(*store_, sent);
  ASSERT_TRUE(stored.ok()) << stored.status();
  EXPECT_EQ(stored->outcome, Response::OUTCOME_CREATED);
  v1::Report got = Get(stored->name);
  EXPECT_EQ(got.name(), stored->name);
  EXPECT_GT(got.upload_time().seconds(), 1'500'000'000);
  got.clear_name();
  got.clear_upload_time();
  EXPECT_TRUE(MessageDifferencer::Equals(got, sent)) << got.DebugString();
}

TEST_P(ReportsTest, TheSameReportAgainChangesNothing) {
  v1::Report report = SampleReport("http://a.test/", 5);
  const std::string name = Upload(*store_, report)->name;
  const v1::Report before = Get(name);
  int changes = 0;
  store_->OnChange([&changes] { ++changes; });
  // What the aggregator sets itself does not make a report another.
  report.set_name("reports/of-the-sender");
  report.mutable_upload_time()->set_seconds(1);
  const absl::StatusOr<UploadResult> again = Upload(*store_, report);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->outcome, Response::OUTCOME_UNCHANGED);
  EXPECT_EQ(again->name, name);
  EXPECT_TRUE(MessageDifferencer::Equals(Get(name), before));
  EXPECT_EQ(changes, 0);
}

TEST_P(ReportsTest, ParametersOfDiagnosticsAreKept) {
  v1::Report report = SampleReport("http://a.test/", 5);
  v1::Diagnostic& diagnostic = *report.add_diagnostics();
  diagnostic.set_code("A_CODE_OF_LATER");
  for (int i = 0; i < 20; ++i) {
    (*diagnostic.mutable_parameters())[absl::StrCat("name", i)] = "值";
  }
  const std::string name = Upload(*store_, report)->name;
  const v1::Report got = Get(name);
  EXPECT_TRUE(MessageDifferencer::Equals(
      got.diagnostics(got.diagnostics_size() - 1), diagnostic));
  // The order of a map differs from one message to another.
  for (int i = 0; i < 20; ++i) {
    v1::Report again;
    ASSERT_TRUE(again.ParseFromString(report.SerializeAsString()));
    EXPECT_EQ(Upload(*store_, again)->outcome, Response::OUTCOME_UNCHANGED);
  }
}

TEST_P(ReportsTest, AReplacedReportStaysAsOfItsTime) {
  const std::string name =
      Upload(*store_, SampleReport("http://a.test/", 5))->name;
  const auto first = Get(name).upload_time();
  const auto replaced = Upload(*store_, SampleReport("http://a.test/", 6));
  EXPECT_EQ(replaced->outcome, Response::OUTCOME_REPLACED);
  EXPECT_EQ(replaced->name, name);
  const auto second = Get(name).upload_time();
  ASSERT_TRUE(Delete(*store_, name).ok());
  EXPECT_EQ(store_->Get(name).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Delete(*store_, name).code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Upload(*store_, SampleReport("http://a.test/", 7))->outcome,
            Response::OUTCOME_CREATED);
  const auto third = Get(name).upload_time();
  auto before = first;
  before.set_seconds(first.seconds() - 1);
  // The second time from a store that has been opened anew.
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT(Values(before), ElementsAre());
    EXPECT_THAT(Values(first), ElementsAre(5));
    EXPECT_THAT(Values(second), ElementsAre(6));
    EXPECT_THAT(Values(third), ElementsAre(7));
    EXPECT_THAT(Values(), ElementsAre(7));
    EXPECT_EQ(Mean(before), std::nullopt);
    EXPECT_EQ(Mean(first), 5);
    EXPECT_EQ(Mean(second), 6);
    EXPECT_EQ(Mean(), 7);
    store_.reset();
    store_ = OpenPrepared(GetParam(), folder_.path());
  }
}

TEST_P(ReportsTest, TheNewestUploadStandsForIssuerYearAndType) {
  const std::string a =
      Upload(*store_, SampleReport("http://a.test/", 5))->name;
  const std::string b =
      Upload(*store_, SampleReport("http://b.test/", 6))->name;
  EXPECT_THAT(Values(), ElementsAre(6));
  const auto counted = [this] {
    std::vector<bool> result;
    const auto summaries = store_->List({.limit = 10});
    for (const v1::ReportSummary& summary : *summaries) {
      if (summary.counted()) {
        result.push_back(summary.report().source_uri() == "http://b.test/");
      }
    }
    return result;
  };
  EXPECT_THAT(counted(), ElementsAre(true));
  ASSERT_TRUE(Delete(*store_, b).ok());
  EXPECT_THAT(Values(), ElementsAre(5));
  EXPECT_THAT(counted(), ElementsAre(false));
  ASSERT_TRUE(Delete(*store_, a).ok());
  EXPECT_THAT(Values(), ElementsAre());
}

TEST_P(ReportsTest, ListsWhatWasStoredSince) {
  const auto sources = [this](absl::Time after) {
    std::vector<std::string> result;
    const auto summaries = store_->List({.updated_after = after, .limit = 10});
    for (const v1::ReportSummary& summary : *summaries) {
      result.push_back(summary.report().source_uri());
    }
    return result;
  };
  const std::string a =
      Upload(*store_, SampleReport("http://a.test/", 5))->name;
  const auto stored = Get(a).upload_time();
  v1::Report other = SampleReport("http://b.test/", 6);
  other.set_year(2021);
  ASSERT_TRUE(Upload(*store_, other).ok());
  const absl::Time time = absl::FromUnixSeconds(stored.seconds()) +
                          absl::Nanoseconds(stored.nanos());
  EXPECT_THAT(
      sources(absl::InfinitePast()),
      testing::UnorderedElementsAre("http://a.test/", "http://b.test/"));
  EXPECT_THAT(sources(time), ElementsAre("http://b.test/"));
  EXPECT_THAT(
      sources(time - absl::Microseconds(1)),
      testing::UnorderedElementsAre("http://a.test/", "http://b.test/"));
}

TEST_P(ReportsTest, TellsOfEachChangeBeforeItIsAcknowledged) {
  // What the store answered when it told of each change.
  std::vector<std::optional<double>> means;
  store_->OnChange([&] { means.push_back(Mean()); });
  const std::string name =
      Upload(*store_, SampleReport("http://a.test/", 5))->name;
  EXPECT_THAT(means, ElementsAre(5));
  ASSERT_TRUE(Upload(*store_, SampleReport("http://a.test/", 5)).ok());
  EXPECT_EQ(means.size(), 1) << "of an upload that changed nothing";
  ASSERT_TRUE(Upload(*store_, SampleReport("http://a.test/", 6)).ok());
  EXPECT_THAT(means, ElementsAre(5, 6));
  ASSERT_TRUE(Delete(*store_, name).ok());
  EXPECT_THAT(means, ElementsAre(5, 6, std::nullopt));
  store_->OnChange(nullptr);
  ASSERT_TRUE(Upload(*store_, SampleReport("http://a.test/", 7)).ok());
  EXPECT_EQ(means.size(), 3);
}

TEST_P(ReportsTest, AnswersNothingUntilItIsPrepared) {
  ASSERT_TRUE(Upload(*store_, SampleReport("http://a.test/", 5)).ok());
  store_.reset();
  store_ = GetParam().open(folder_.path());
  const auto is_loading = [](const absl::Status& status) {
    return absl::IsUnavailable(status) &&
           status.message() == "the store is being loaded";
  };
  EXPECT_TRUE(
      is_loading(Upload(*store_, SampleReport("http://b.test/", 5)).status()));
  EXPECT_TRUE(is_loading(Delete(*store_, "reports/x")));
  EXPECT_TRUE(is_loading(Correct(*store_, {.name = "reports/x"}).status()));
  EXPECT_TRUE(is_loading(store_->Get("reports/x").status()));
  EXPECT_TRUE(is_loading(store_->GetAll({"reports/x"}).status()));
  EXPECT_TRUE(is_loading(store_->List({.limit = 1}).status()));
  EXPECT_TRUE(is_loading(store_->Count({}).status()));
  EXPECT_TRUE(is_loading(store_->QueryStatistics({}).status()));
  EXPECT_TRUE(is_loading(store_->RankDivisions({}).status()));
  EXPECT_TRUE(is_loading(store_->QueryTrends({}).status()));
  EXPECT_TRUE(is_loading(store_->QueryDistributions({}).status()));
  EXPECT_TRUE(is_loading(store_->QueryCorrelations({}).status()));
  EXPECT_TRUE(is_loading(store_->QueryObservations({}).status()));
  EXPECT_TRUE(store_->Health().ok());
  EXPECT_EQ(store_->Size().observations_in_memory, 0);
  EXPECT_EQ(
      store_->Prepare([] { return true; }, [](absl::string_view) {}).code(),
      absl::StatusCode::kCancelled);
  EXPECT_TRUE(is_loading(store_->QueryObservations({}).status()));
  ASSERT_TRUE(Prepare(*store_).ok());
  EXPECT_THAT(Values(), ElementsAre(5));
}

TEST_P(ReportsTest, AnAnswerAsOfNowStaysTheSame) {
  constexpr int kUploads = 20;
  std::atomic<int> stored = 0;
  std::thread uploads([this, &stored] {
    for (; stored < kUploads; ++stored) {
      EXPECT_TRUE(Upload(*store_, SampleReport("http://a.test/", stored)).ok());
    }
  });
  std::vector<std::pair<google::protobuf::Timestamp, std::vector<double>>>
      answers;
  while (stored < kUploads) {
    google::protobuf::Timestamp now;
    const int64_t micros = absl::ToUnixMicros(absl::Now());
    now.set_seconds(micros / 1'000'000);
    now.set_nanos(static_cast<int32_t>(micros % 1'000'000 * 1'000));
    answers.emplace_back(now, Values(now));
  }
  uploads.join();
  for (const auto& [moment, values] : answers) {
    ASSERT_EQ(Values(moment), values);
  }
}

TEST_P(ReportsTest, AVintageStopsBeingLoaded) {
  const std::string name =
      Upload(*store_, SampleReport("http://a.test/", 5))->name;
  const auto then = Get(name).upload_time();
  ASSERT_TRUE(Upload(*store_, SampleReport("http://a.test/", 6)).ok());
  v1::QueryStatisticsRequest request;
  *request.mutable_selection()->mutable_as_of() = then;
  auto rows = Open(*store_, request);
  ASSERT_TRUE(rows.ok());
  Messages<v1::QueryStatisticsResponse> messages;
  EXPECT_EQ(rows->cursor->Next(messages, [] { return true; }).status().code(),
            absl::StatusCode::kCancelled);
}

TEST_P(ReportsTest, PartsOfRatesAndOperandsAreInAVintage) {
  v1::Report report = SampleReport("http://a.test/", 200);
  AddObservation(report, "indicators/reconsideration.accepted", 150);
  v1::Observation& rate =
      AddObservation(report, "indicators/reconsideration.acceptance_rate", 75);
  rate.mutable_quantity()->set_unit("%");
  const auto then = Get(Upload(*store_, report)->name).upload_time();
  ASSERT_TRUE(Upload(*store_, SampleReport("http://a.test/", 6)).ok());
  v1::QueryStatisticsRequest request;
  v1::Selection& selection = *request.mutable_selection();
  *selection.mutable_as_of() = then;
  selection.add_indicators("indicators/reconsideration.acceptance_rate");
  v1::DerivedIndicator& derived = *selection.add_derived();
  derived.set_name("indicators/own.share");
  derived.set_formula(
      "100 * reconsideration.accepted / reconsideration.received");
  const auto messages = Query(*store_, request);
  ASSERT_TRUE(messages.ok()) << messages.status();
  std::vector<v1::Statistics> rows;
  for (const auto& message : *messages) {
    rows.insert(rows.end(), message.statistics().begin(),
                message.statistics().end());
  }
  ASSERT_EQ(rows.size(), 2);
  EXPECT_EQ(rows[0].pooled_rate(), 75);
  EXPECT_EQ(rows[1].mean(), 75);
}

TEST_P(ReportsTest, ListsByNameYearLevelAndPlace) {
  const std::string county =
      Upload(*store_, SampleReport("http://a.test/", 5))->name;
  v1::Report city = SampleReport("http://b.test/", 6);
  city.set_year(2021);
  city.mutable_issuer()->set_division_code("440100");
  city.mutable_issuer()->set_level(v1::LEVEL_PREFECTURE);
  const std::string prefecture = Upload(*store_, city)->name;
  const auto names = [this](ReportListQuestion question) {
    if (question.limit == 0) question.limit = 10;
    std::vector<std::string> result;
    const auto summaries = store_->List(question);
    EXPECT_TRUE(summaries.ok()) << summaries.status();
    for (const v1::ReportSummary& summary : *summaries) {
      result.push_back(summary.report().name());
    }
    return result;
  };
  const std::vector<std::string> both = {std::min(county, prefecture),
                                         std::max(county, prefecture)};
  const Gazetteer& gazetteer = Gazetteer::Get();
  EXPECT_EQ(names({}), both);
  EXPECT_THAT(names({.limit = 1}), ElementsAre(both[0]));
  EXPECT_THAT(names({.after = {.name = both[0]}}), ElementsAre(both[1]));
  EXPECT_THAT(names({.year = 2021}), ElementsAre(prefecture));
  EXPECT_THAT(names({.level = v1::LEVEL_COUNTY}), ElementsAre(county));
  EXPECT_THAT(names({.within = {gazetteer.Find("440000")}}),
              ElementsAre(prefecture));
  EXPECT_THAT(names({.within = {gazetteer.Find("330000")}}), ElementsAre());
  EXPECT_EQ(
      names({.within = {gazetteer.Find("110000"), gazetteer.Find("440000")}}),
      both);
  EXPECT_THAT(names({.order = ReportKey::kYear}),
              ElementsAre(county, prefecture));
  EXPECT_THAT(names({.order = ReportKey::kYear, .descending = true}),
              ElementsAre(prefecture, county));
  EXPECT_THAT(names({.order = ReportKey::kYear,
                     .after = {.name = county, .key = 2020}}),
              ElementsAre(prefecture));
  EXPECT_THAT(names({.descending = true}), ElementsAre(both[1], both[0]));
  // The limit and the place in the order do not matter to the count.
  EXPECT_EQ(*store_->Count({.after = {.name = both[0]}, .limit = 1}), 2);
  EXPECT_EQ(*store_->Count({.within = {gazetteer.Find("440000")}}), 1);
  EXPECT_EQ(*store_->Count({.year = 1999}), 0);
}

TEST_P(ReportsTest, SeveralAreGotInTheOrderOfTheirNames) {
  const std::string a =
      Upload(*store_, SampleReport("http://a.test/", 5))->name;
  const std::string b =
      Upload(*store_, SampleReport("http://b.test/", 6))->name;
  const auto reports = store_->GetAll({b, a, b});
  ASSERT_TRUE(reports.ok()) << reports.status();
  ASSERT_EQ(reports->size(), 3);
  EXPECT_TRUE(MessageDifferencer::Equals((*reports)[0], Get(b)));
  EXPECT_TRUE(MessageDifferencer::Equals((*reports)[1], Get(a)));
  EXPECT_TRUE(MessageDifferencer::Equals((*reports)[2], Get(b)));
  EXPECT_EQ(store_->GetAll({a, "reports/none"}).status().code(),
            absl::StatusCode::kNotFound);
}

TEST_P(ReportsTest, AReportThatIsNotThereIsNotFound) {
  v1::Report report = SampleReport("http://a.test/", 5);
  const std::string name = Upload(*store_, report)->name;
  EXPECT_EQ(store_->Get(name + "x").status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(Delete(*store_, name + "x").code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(Values(), ElementsAre(5));
}

TEST_P(ReportsTest, TellsHowItFares) {
  store_.reset();
  store_ = GetParam().open(folder_.path());
  std::vector<absl::Duration> commits;
  store_->OnCommit([&commits](absl::Duration d) { commits.push_back(d); });
  std::vector<std::string> progress;
  ASSERT_TRUE(store_
                  ->Prepare([] { return false; },
                            [&progress](absl::string_view words) {
                              progress.emplace_back(words);
                            })
                  .ok());
  for (const std::string& words : progress) EXPECT_FALSE(words.empty());
  ASSERT_TRUE(Upload(*store_, SampleReport("http://a.test/", 5)).ok());
  EXPECT_TRUE(store_->Health().ok());
  EXPECT_GT(store_->Size().bytes, 0);
  store_.reset();
  ASSERT_FALSE(commits.empty());
  for (const absl::Duration commit : commits) {
    EXPECT_GT(commit, absl::ZeroDuration());
  }
}

}  // namespace reports_test
}  // namespace nianbao::aggregator
