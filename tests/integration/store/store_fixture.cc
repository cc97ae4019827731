#include "tests/integration/store/store_fixture.h"

#include <cstdlib>
#include <iostream>
#include <utility>

#include "absl/time/clock.h"
#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace {

template <typename Request>
auto AllOf(Store& store, const Request& request) {
  auto messages = Query(store, request);
  EXPECT_TRUE(messages.ok()) << messages.status();
  return messages.ok() ? *std::move(messages)
                       : typename decltype(messages)::value_type();
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

std::unique_ptr<Store> OpenPrepared(const StoreKind& kind,
                                    const std::string& folder) {
  std::unique_ptr<Store> store = kind.open(folder);
  const absl::Status prepared = Prepare(*store);
  if (!prepared.ok()) {
    std::cerr << prepared << "\n";
    std::abort();
  }
  return store;
}

StoreFixture::StoreFixture(const StoreKind& kind, Corpus reports, int phases)
    : corpus(std::move(reports)), store(OpenPrepared(kind, folder.path())) {
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
  return Gather(AllOf(*store, request),
                &v1::QueryStatisticsResponse::statistics);
}

std::vector<v1::RankedDivision> StoreFixture::Rows(
    const v1::RankDivisionsRequest& request) const {
  return Gather(AllOf(*store, request), &v1::RankDivisionsResponse::divisions);
}

std::vector<v1::Trend> StoreFixture::Rows(
    const v1::QueryTrendsRequest& request) const {
  return Gather(AllOf(*store, request), &v1::QueryTrendsResponse::trends);
}

std::vector<v1::Distribution> StoreFixture::Rows(
    const v1::QueryDistributionsRequest& request) const {
  return Gather(AllOf(*store, request),
                &v1::QueryDistributionsResponse::distributions);
}

std::vector<v1::Correlation> StoreFixture::Rows(
    const v1::QueryCorrelationsRequest& request) const {
  return Gather(AllOf(*store, request),
                &v1::QueryCorrelationsResponse::correlations);
}

std::vector<v1::Check> StoreFixture::Rows(
    const v1::QueryChecksRequest& request) const {
  return Gather(AllOf(*store, request), &v1::QueryChecksResponse::checks);
}

std::vector<v1::QueryObservationsResponse> StoreFixture::Rows(
    const v1::QueryObservationsRequest& request) const {
  const auto rows = AllOf(*store, request);
  return {rows.begin(), rows.end()};
}

}  // namespace nianbao::aggregator
