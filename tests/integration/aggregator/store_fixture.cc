#include "tests/integration/aggregator/store_fixture.h"

#include <utility>

#include "absl/synchronization/blocking_counter.h"
#include "absl/time/clock.h"
#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace {

bool Never() { return false; }

template <typename Message>
Messages<Message> ReadAll(Store::Rows<Message> cursor) {
  Messages<Message> messages;
  EXPECT_TRUE(cursor.ok()) << cursor.status();
  absl::StatusOr<bool> more = cursor.ok();
  while (more.ok() && *more) more = (*cursor)->Next(messages, Never);
  EXPECT_TRUE(more.ok()) << more.status();
  return messages;
}

// `rows` is the accessor of a message's rows.
template <typename Message, typename Row>
std::vector<Row> Gather(
    const Messages<Message>& messages,
    const google::protobuf::RepeatedPtrField<Row>& (Message::*rows)() const) {
  std::vector<Row> gathered;
  for (const Message& message : messages) {
    EXPECT_LE((message.*rows)().size(), kMessageRows);
    EXPECT_GT((message.*rows)().size(), 0);
    gathered.insert(gathered.end(), (message.*rows)().begin(),
                    (message.*rows)().end());
  }
  return gathered;
}

}  // namespace

const Catalogue& BuiltIn() {
  static const Catalogue catalogue = *Catalogue::Parse();
  return catalogue;
}

std::unique_ptr<SqliteStore> OpenStore(const std::string& folder) {
  auto store = *SqliteStore::Open(folder + "/nianbao.db", BuiltIn());
  const absl::Status loaded = store->Load(Never, [](const LoadProgress&) {});
  EXPECT_TRUE(loaded.ok()) << loaded;
  return store;
}

void UploadAll(Store& store, const std::vector<v1::Report>& reports) {
  absl::BlockingCounter pending(static_cast<int>(reports.size()));
  for (const v1::Report& report : reports) {
    store.Upload(report,
                 [&pending](const absl::StatusOr<UploadResult>& result) {
                   EXPECT_TRUE(result.ok()) << result.status();
                   pending.DecrementCount();
                 });
  }
  pending.Wait();
}

StoreFixture::StoreFixture(Corpus reports, int phases)
    : corpus(std::move(reports)) {
  const size_t size = corpus.reports.size();
  for (int phase = 0; phase < phases; ++phase) {
    std::vector<v1::Report> part;
    for (size_t i = size * phase / phases; i < size * (phase + 1) / phases;
         ++i) {
      part.push_back(corpus.reports[i].report);
    }
    UploadAll(*store, part);
    // Stores keep microseconds.
    const absl::Time end = absl::Now();
    while (absl::Now() < end + absl::Microseconds(2)) {
    }
    for (size_t i = 0; i < part.size(); ++i) {
      corpus.reports[size * phase / phases + i].stored_at = end;
    }
    moments.push_back(end);
  }
}

std::vector<v1::Statistics> StoreFixture::Rows(
    const v1::QueryStatisticsRequest& request) const {
  return Gather(ReadAll(store->QueryStatistics(request)),
                &v1::QueryStatisticsResponse::statistics);
}

std::vector<v1::RankedDivision> StoreFixture::Rows(
    const v1::RankDivisionsRequest& request) const {
  return Gather(ReadAll(store->RankDivisions(request)),
                &v1::RankDivisionsResponse::divisions);
}

std::vector<v1::Trend> StoreFixture::Rows(
    const v1::QueryTrendsRequest& request) const {
  return Gather(ReadAll(store->QueryTrends(request)),
                &v1::QueryTrendsResponse::trends);
}

std::vector<v1::Distribution> StoreFixture::Rows(
    const v1::QueryDistributionsRequest& request) const {
  return Gather(ReadAll(store->QueryDistributions(request)),
                &v1::QueryDistributionsResponse::distributions);
}

std::vector<v1::Correlation> StoreFixture::Rows(
    const v1::QueryCorrelationsRequest& request) const {
  return Gather(ReadAll(store->QueryCorrelations(request)),
                &v1::QueryCorrelationsResponse::correlations);
}

std::vector<v1::QueryObservationsResponse> StoreFixture::Rows(
    const v1::QueryObservationsRequest& request) const {
  const auto rows = ReadAll(store->QueryObservations(request));
  return {rows.begin(), rows.end()};
}

}  // namespace nianbao::aggregator
