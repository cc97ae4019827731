// Answers that are taken in pieces, each going on where the last one ended,
// while the store changes in between.
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "aggregator/service/resumable_rows.h"
#include "common/rpc/wire/wire_status.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "gtest/gtest.h"
#include "tests/integration/aggregator/service_client.h"
#include "tests/integration/store/store_fixture.h"

namespace nianbao::aggregator {
namespace resumption_test {

constexpr int kAllMessages = std::numeric_limits<int>::max();

// Opens the answer as the service does.
template <typename Request>
auto Resume(Store& store, const Request& request, uint64_t edition = 1) {
  auto question = Ask(request);
  using Question = typename decltype(question)::value_type;
  EXPECT_TRUE(question.ok()) << question.status();
  return OpenResumable(
      store, edition, request, question.ok() ? *question : Question(),
      +[](Store& asked, const Question& q) { return Answer(asked, q); });
}

// Rows as bytes, and where they end.
struct Piece {
  std::vector<std::string> rows;
  // Empty when no more follow.
  std::string token;
};

template <typename Message>
void Append(Message message, Piece& piece) {
  piece.token = message.resume_token();
  message.clear_resume_token();
  if constexpr (HasRows<Message>) {
    EXPECT_FALSE(RowsIn(message).empty());
    for (const auto& row : RowsIn(message)) {
      piece.rows.push_back(row.SerializeAsString());
    }
  } else {
    piece.rows.push_back(message.SerializeAsString());
  }
}

// The first `count` messages.
template <typename Message>
Piece ReadMessages(absl::StatusOr<OpenedRows<Message>> opened, int count) {
  EXPECT_TRUE(opened.ok()) << opened.status();
  Piece piece;
  for (bool more = opened.ok(); more && count > 0;) {
    Messages<Message> messages;
    const absl::StatusOr<bool> next =
        opened->rows->Next(messages, [] { return false; });
    EXPECT_TRUE(next.ok()) << next.status();
    more = next.ok() && *next;
    for (int i = 0; i < messages.size() && count > 0; ++i, --count) {
      Append(messages[i], piece);
    }
  }
  return piece;
}

class ResumptionTest : public ::testing::TestWithParam<StoreKind> {
 protected:
  // Changes what most answers say: a new report, another value, a report less.
  void ChangeStore(Store& store) {
    static constexpr const char* kCounties[] = {"110101", "110105", "110108"};
    const char* const code = kCounties[random_() % 3];
    const int year = 2018 + static_cast<int>(random_() % 5);
    const absl::StatusOr<UploadResult> stored =
        Upload(store, MakeReport(absl::StrCat("http://a.test/", random_() % 9),
                                 code, year, random_() % 1000));
    ASSERT_TRUE(stored.ok()) << stored.status();
    if (random_() % 3 == 0) {
      ASSERT_TRUE(Delete(store, stored->name).ok());
    }
  }

  // Takes the answer in pieces of rows or of messages, at random.
  template <typename Request>
  void ExpectJoins(Store& store, Request request, bool changes) {
    const Piece whole = ReadMessages(Resume(store, request), kAllMessages);
    EXPECT_EQ(whole.token, "");
    ASSERT_GT(whole.rows.size(), 10) << request.ShortDebugString();
    std::vector<std::string> joined;
    const size_t most = whole.rows.size() / 4;
    do {
      if (LimitsRows<Request> && random_() % 4 != 0) {
        SetLimit(1 + static_cast<int>(random_() % most), request);
      } else {
        SetLimit(0, request);
      }
      const Piece piece =
          ReadMessages(Resume(store, request),
                       random_() % 2 == 0 ? kAllMessages : 1 + random_() % 3);
      joined.insert(joined.end(), piece.rows.begin(), piece.rows.end());
      request.set_resume_token(piece.token);
      if (changes) ChangeStore(store);
    } while (!request.resume_token().empty());
    EXPECT_TRUE(joined == whole.rows)
        << joined.size() << " rows of " << whole.rows.size() << ": "
        << request.ShortDebugString();
  }

  template <typename Request>
  static void SetLimit(int limit, Request& request) {
    if constexpr (LimitsRows<Request>) request.set_limit(limit);
  }

  // Every kind of question.
  void ExpectAllJoin(Store& store, bool changes) {
    v1::QueryStatisticsRequest statistics;
    statistics.add_group_by(v1::DIMENSION_DIVISION);
    ExpectJoins(store, statistics, changes);
    statistics.set_order_by("mean desc");
    ExpectJoins(store, statistics, changes);
    v1::RankDivisionsRequest rank;
    ExpectJoins(store, rank, changes);
    rank.set_limit(5);
    ExpectJoins(store, rank, changes);
    v1::QueryTrendsRequest trends;
    trends.add_group_by(v1::DIMENSION_DIVISION);
    ExpectJoins(store, trends, changes);
    v1::QueryDistributionsRequest distributions;
    distributions.add_group_by(v1::DIMENSION_PROVINCE);
    ExpectJoins(store, distributions, changes);
    v1::QueryCorrelationsRequest correlations;
    correlations.set_x(kAccepted);
    correlations.set_y(kReceived);
    correlations.add_group_by(v1::DIMENSION_PROVINCE);
    ExpectJoins(store, correlations, changes);
    v1::QueryObservationsRequest observations;
    observations.mutable_selection()->add_indicators(kAccepted);
    ExpectJoins(store, observations, changes);
    observations.set_include_uncounted(true);
    ExpectJoins(store, observations, changes);
  }

  std::mt19937 random_{7};
};

INSTANTIATE_TEST_SUITE_P(Stores, ResumptionTest,
                         ::testing::ValuesIn(StoreKinds()), KindName);

TEST_P(ResumptionTest, PiecesJoinToTheWhole) {
  const StoreFixture fixture(GetParam(), GenerateCorpus(11, 8000));
  ExpectAllJoin(*fixture.store, /*changes=*/false);
}

TEST_P(ResumptionTest, PiecesAreOfOneStateHoweverTheStoreChanges) {
  const StoreFixture fixture(GetParam(), GenerateCorpus(12, 4000));
  ExpectAllJoin(*fixture.store, /*changes=*/true);
}

TEST_P(ResumptionTest, PiecesOfAnEarlierStateJoinToo) {
  const StoreFixture fixture(GetParam(), GenerateCorpus(13, 4000), 2);
  v1::QueryStatisticsRequest request;
  request.add_group_by(v1::DIMENSION_DIVISION);
  request.mutable_selection()->mutable_as_of()->set_seconds(
      absl::ToUnixSeconds(fixture.moments[0]));
  request.mutable_selection()->mutable_as_of()->set_nanos(static_cast<int32_t>(
      absl::ToUnixNanos(fixture.moments[0]) % 1'000'000'000));
  ExpectJoins(*fixture.store, request, /*changes=*/true);
}

TEST_P(ResumptionTest, AllRowsOfALimitHaveATokenUnlessTheyAreTheLast) {
  TemporaryFolder folder;
  const auto store = OpenPrepared(GetParam(), folder.path());
  for (int year = 2016; year <= 2020; ++year) {
    ASSERT_TRUE(Upload(*store, MakeReport(absl::StrCat("http://a.test/", year),
                                          "110108", year, year))
                    .ok());
  }
  v1::QueryStatisticsRequest request;
  request.add_group_by(v1::DIMENSION_YEAR);
  for (int limit = 1; limit <= 7; ++limit) {
    request.set_limit(limit);
    const Piece piece = ReadMessages(Resume(*store, request), kAllMessages);
    EXPECT_EQ(piece.rows.size(), std::min(limit, 5));
    EXPECT_EQ(piece.token.empty(), limit >= 5) << limit;
  }
  // No row, no message.
  request.mutable_selection()->add_indicators(kReceived);
  EXPECT_TRUE(ReadMessages(Resume(*store, request), kAllMessages).rows.empty());
}

class RefusedTokenTest : public ::testing::TestWithParam<StoreKind> {
 protected:
  void SetUp() override {
    for (const char* const code : {"110101", "110105", "110108"}) {
      ASSERT_TRUE(Upload(*store_, MakeReport(code, code, 2020, 1)).ok());
    }
    request_.add_group_by(v1::DIMENSION_DIVISION);
    request_.set_limit(1);
    token_ = ReadMessages(Resume(*store_, request_), kAllMessages).token;
    ASSERT_NE(token_, "");
  }

  template <typename Request>
  static void ExpectRefused(const absl::StatusOr<Request>& rows) {
    EXPECT_EQ(rows.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(FieldOf(ToRpcStatus(rows.status())), "resume_token")
        << rows.status();
  }

  TemporaryFolder folder_;
  std::unique_ptr<Store> store_ = OpenPrepared(GetParam(), folder_.path());
  v1::QueryStatisticsRequest request_;
  std::string token_;
};

INSTANTIATE_TEST_SUITE_P(Stores, RefusedTokenTest,
                         ::testing::ValuesIn(StoreKinds()), KindName);

TEST_P(RefusedTokenTest, AlteredOnesAre) {
  for (size_t i = 0; i < token_.size(); ++i) {
    std::string altered = token_;
    altered[i] = altered[i] == 'A' ? 'B' : 'A';
    request_.set_resume_token(altered);
    ExpectRefused(Resume(*store_, request_));
    request_.set_resume_token(token_.substr(0, i) + "A" + token_.substr(i));
    ExpectRefused(Resume(*store_, request_));
    if (i == 0) continue;
    request_.set_resume_token(token_.substr(0, i));
    ExpectRefused(Resume(*store_, request_));
  }
  for (const char* const foreign : {"", "=", "MSAy", "年报", "~~~~"}) {
    request_.set_resume_token(absl::StrCat(token_, foreign));
    if (*foreign != '\0') ExpectRefused(Resume(*store_, request_));
  }
}

TEST_P(RefusedTokenTest, ThoseOfOtherRequestsAre) {
  request_.set_resume_token(token_);
  EXPECT_TRUE(Resume(*store_, request_).ok());
  v1::QueryStatisticsRequest other = request_;
  other.mutable_selection()->set_first_year(2019);
  ExpectRefused(Resume(*store_, other));
  other = request_;
  other.set_order_by("mean");
  ExpectRefused(Resume(*store_, other));
  v1::QueryTrendsRequest trends;
  trends.add_group_by(v1::DIMENSION_DIVISION);
  trends.set_resume_token(token_);
  ExpectRefused(Resume(*store_, trends));
  // The limit may change.
  other = request_;
  other.set_limit(0);
  EXPECT_EQ(ReadMessages(Resume(*store_, other), kAllMessages).rows.size(), 2);
}

TEST_P(RefusedTokenTest, ThoseOfOtherCataloguesAndVersionsAre) {
  request_.set_resume_token(token_);
  ExpectRefused(Resume(*store_, request_, /*edition=*/2));
  const char* const overlay =
      R"(indicators { name: "indicators/a.b" display_name_zh: "甲"
                      display_name_en: "A" unit: "件" measure: MEASURE_COUNT })";
  EXPECT_NE(EditionOf(BuiltIn()), EditionOf(*Catalogue::Parse({overlay})));
  EXPECT_EQ(EditionOf(BuiltIn()), EditionOf(*Catalogue::Parse()));
}

// The limit of a ranking is one of each list: another one would be another
// answer.
TEST_P(RefusedTokenTest, ThoseOfRankingsWithOtherLimitsAre) {
  std::vector<v1::Report> reports;
  for (int year = 2000; year < 2020; ++year) {
    for (int i = 0; i < 20; ++i) {
      reports.push_back(
          MakeReport(absl::StrCat(year, "/", i), "110108", year, i));
      v1::Issuer& issuer = *reports.back().mutable_issuer();
      issuer.set_level(v1::LEVEL_DEPARTMENT);
      issuer.set_name(absl::StrCat("海淀区", i, "公安局"));
    }
  }
  UploadAll(*store_, reports);
  v1::RankDivisionsRequest rank;
  rank.set_limit(15);
  const Piece first = ReadMessages(Resume(*store_, rank), 1);
  ASSERT_NE(first.token, "");
  rank.set_resume_token(first.token);
  EXPECT_TRUE(Resume(*store_, rank).ok());
  rank.set_limit(14);
  ExpectRefused(Resume(*store_, rank));
}

TEST_P(RefusedTokenTest, ThoseOfStatesThatTheStoreLacksAre) {
  // As after a restored backup.
  TemporaryFolder folder;
  const auto older = OpenPrepared(GetParam(), folder.path());
  request_.set_resume_token(token_);
  ExpectRefused(Resume(*older, request_));
}

// By this the service knows which answers may take long before their first row.
TEST_P(RefusedTokenTest, EarlierStatesAreKnownBeforeTheyAreRead) {
  EXPECT_FALSE(Resume(*store_, request_)->earlier);
  request_.set_resume_token(token_);
  EXPECT_FALSE(Resume(*store_, request_)->earlier);
  UploadAll(*store_, {MakeReport("later", "110101", 2020, 1)});
  EXPECT_TRUE(Resume(*store_, request_)->earlier);
  request_.clear_resume_token();
  EXPECT_FALSE(Resume(*store_, request_)->earlier);
  request_.mutable_selection()->mutable_as_of()->set_seconds(1);
  EXPECT_TRUE(Resume(*store_, request_)->earlier);
}

}  // namespace resumption_test
}  // namespace nianbao::aggregator
