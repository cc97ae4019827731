// What is asked, by every method that streams rows.
#include <signal.h>

#include "absl/strings/str_cat.h"
#include "aggregator/service/resumable_rows.h"
#include "tests/integration/aggregator/service_fixture.h"

namespace nianbao::aggregator {
namespace queries_test {

// Reads one message, and says how the call ended.
template <typename Response>
grpc::Status ReadOne(std::unique_ptr<grpc::ClientReader<Response>> stream,
                     Response& response) {
  Response more;
  if (stream->Read(&response)) {
    EXPECT_FALSE(stream->Read(&more));
  }
  return stream->Finish();
}

TEST_F(ServiceTest, QueriesAreValidated) {
  v1::QueryStatisticsRequest request;
  request.add_probabilities(2);
  grpc::Status status;
  EXPECT_TRUE(Query(*stub_, request, &status).empty());
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(FieldOf(status), "probabilities[0]");
}

TEST_F(ServiceTest, ObservationsComeWithTheirEvidence) {
  v1::Report report = MakeReport("a", "110108", 2020, 7);
  v1::Observation& part = *report.add_observations();
  part = report.observations(0);
  part.set_headline(false);
  v1::Observation& unknown = *report.add_observations();
  unknown = part;
  unknown.clear_indicator();
  const auto uploaded = Upload(*stub_, {report});
  v1::QueryObservationsRequest request;
  for (const bool all : {false, true}) {
    request.set_include_uncounted(all);
    grpc::ClientContext context;
    const auto stream = stub_->QueryObservations(&context, request);
    std::vector<v1::QueryObservationsResponse> rows;
    v1::QueryObservationsResponse row;
    while (stream->Read(&row)) rows.push_back(row);
    ASSERT_TRUE(stream->Finish().ok());
    ASSERT_EQ(rows.size(), all ? 3 : 1);
    EXPECT_TRUE(rows[0].counted());
    EXPECT_EQ(rows[0].report(), uploaded[0].name());
    EXPECT_EQ(rows[0].observation().evidence().sentence(),
              "受理行政复议案件。");
    EXPECT_EQ(rows.back().counted(), !all);
  }
}

TEST_F(ServiceTest, EveryQuestionIsAnswered) {
  std::vector<v1::Report> reports;
  for (const char* const code : {"110101", "110105", "110108"}) {
    for (const int year : {2019, 2020}) {
      reports.push_back(MakeReport(absl::StrCat(code, year), code, year,
                                   10.0 * reports.size()));
    }
  }
  Upload(*stub_, reports);

  v1::RankDivisionsRequest rank;
  rank.set_compare_year(2019);
  rank.mutable_selection()->set_first_year(2020);
  v1::RankDivisionsResponse ranked;
  grpc::ClientContext rank_context;
  ASSERT_TRUE(ReadOne(stub_->RankDivisions(&rank_context, rank), ranked).ok());
  ASSERT_EQ(ranked.divisions_size(), 3);
  EXPECT_EQ(ranked.divisions(0).group().division(), "divisions/110108");
  EXPECT_EQ(ranked.divisions(0).previous_rank(), 1);

  v1::QueryTrendsRequest trends;
  v1::QueryTrendsResponse trend;
  grpc::ClientContext trend_context;
  ASSERT_TRUE(ReadOne(stub_->QueryTrends(&trend_context, trends), trend).ok());
  EXPECT_EQ(trend.trends(trend.trends_size() - 1).change(), 30);

  v1::QueryDistributionsRequest distributions;
  distributions.set_bin_count(2);
  distributions.set_mix_years(true);
  v1::QueryDistributionsResponse distribution;
  grpc::ClientContext distribution_context;
  ASSERT_TRUE(
      ReadOne(stub_->QueryDistributions(&distribution_context, distributions),
              distribution)
          .ok());
  ASSERT_EQ(distribution.distributions_size(), 1);
  EXPECT_EQ(distribution.distributions(0).bins_size(), 2);

  v1::QueryCorrelationsRequest correlations;
  correlations.set_x(kAccepted);
  correlations.set_y(kAccepted);
  correlations.set_mix_years(true);
  v1::QueryCorrelationsResponse correlation;
  grpc::ClientContext correlation_context;
  ASSERT_TRUE(
      ReadOne(stub_->QueryCorrelations(&correlation_context, correlations),
              correlation)
          .ok());
  ASSERT_EQ(correlation.correlations_size(), 1);
  EXPECT_DOUBLE_EQ(correlation.correlations(0).pearson(), 1);
}

TEST_F(ServiceTest, ARowLeadsToItsObservations) {
  Upload(*stub_, {MakeReport("a", "110108", 2020, 7),
                  MakeReport("b", "110101", 2020, 8),
                  MakeReport("c", "440106", 2020, 9)});
  v1::QueryStatisticsRequest request;
  request.add_group_by(v1::DIMENSION_PROVINCE);
  const auto rows = Query(*stub_, request);
  ASSERT_EQ(rows.size(), 2);
  v1::QueryObservationsRequest observations;
  observations.set_selection_token(rows[1].selection_token());
  grpc::ClientContext context;
  v1::QueryObservationsResponse observation;
  ASSERT_TRUE(
      ReadOne(stub_->QueryObservations(&context, observations), observation)
          .ok());
  EXPECT_EQ(observation.source_uri(), "c");
  observations.set_selection_token("nonsense");
  grpc::ClientContext refused;
  EXPECT_EQ(FieldOf(ReadOne(stub_->QueryObservations(&refused, observations),
                            observation)),
            "selection_token");
}

// Where a client of ours is without the program's help: the rows that a method
// answers, taken one at a time by their tokens.
class PiecesTest : public ServiceTest {
 protected:
  template <typename Request, typename Response>
  using Method = std::unique_ptr<grpc::ClientReader<Response>> (Stub::*)(
      grpc::ClientContext*, const Request&);

  PiecesTest() {
    std::vector<v1::Report> reports;
    for (const char* const code : {"110101", "110105", "110108"}) {
      for (const int year : {2018, 2019, 2020}) {
        reports.push_back(MakeReport(absl::StrCat(code, year), code, year, 1));
      }
    }
    Upload(*stub_, reports);
  }

  // The rows of one call as bytes; takes the token of the last message into
  // `request`.
  template <typename Request, typename Response>
  std::vector<std::string> Ask(Method<Request, Response> method,
                               Request& request) {
    grpc::ClientContext context;
    const auto stream = ((*stub_).*method)(&context, request);
    std::vector<std::string> rows;
    Response response;
    while (stream->Read(&response)) {
      request.set_resume_token(response.resume_token());
      response.clear_resume_token();
      if constexpr (HasRows<Response>) {
        for (const auto& row : RowsIn(response)) {
          rows.push_back(row.SerializeAsString());
        }
      } else {
        rows.push_back(response.SerializeAsString());
      }
    }
    const grpc::Status status = stream->Finish();
    EXPECT_TRUE(status.ok()) << status.error_message();
    return rows;
  }

  template <typename Request, typename Response>
  void ExpectPieces(Method<Request, Response> method, Request request) {
    const std::vector<std::string> whole = Ask(method, request);
    EXPECT_EQ(request.resume_token(), "");
    EXPECT_GE(whole.size(), 3) << request.GetTypeName();
    std::vector<std::string> joined;
    request.set_limit(1);
    do {
      const std::vector<std::string> piece = Ask(method, request);
      EXPECT_EQ(piece.size(), 1) << request.GetTypeName();
      joined.insert(joined.end(), piece.begin(), piece.end());
    } while (!request.resume_token().empty() && joined.size() < whole.size());
    EXPECT_EQ(request.resume_token(), "");
    EXPECT_TRUE(joined == whole) << request.GetTypeName();
    request.set_limit(-1);
    grpc::ClientContext context;
    EXPECT_EQ(FieldOf(((*stub_).*method)(&context, request)->Finish()),
              "limit");
  }
};

TEST_F(PiecesTest, JoinToTheWholeAnswerOfEveryQuery) {
  v1::QueryStatisticsRequest statistics;
  statistics.add_group_by(v1::DIMENSION_DIVISION);
  ExpectPieces(&Stub::QueryStatistics, statistics);
  statistics.set_order_by("sum desc");
  ExpectPieces(&Stub::QueryStatistics, statistics);
  v1::QueryTrendsRequest trends;
  trends.add_group_by(v1::DIMENSION_DIVISION);
  ExpectPieces(&Stub::QueryTrends, trends);
  ExpectPieces(&Stub::QueryDistributions, v1::QueryDistributionsRequest());
  v1::QueryCorrelationsRequest correlations;
  correlations.set_x(kAccepted);
  correlations.set_y(kAccepted);
  ExpectPieces(&Stub::QueryCorrelations, correlations);
  ExpectPieces(&Stub::QueryObservations, v1::QueryObservationsRequest());
}

TEST_F(PiecesTest, AreOfOneStateAcrossUploadsAndRestarts) {
  v1::QueryObservationsRequest request;
  const std::vector<std::string> whole = Ask(&Stub::QueryObservations, request);
  ASSERT_EQ(whole.size(), 9);
  request.set_limit(2);
  std::vector<std::string> joined;
  int round = 0;
  do {
    const auto piece = Ask(&Stub::QueryObservations, request);
    joined.insert(joined.end(), piece.begin(), piece.end());
    // Another value of the first report, and one more county.
    Upload(*stub_, {MakeReport("1101012018", "110101", 2018, ++round),
                    MakeReport(absl::StrCat(round), "120101", 2018, round)});
    if (round % 2 == 0) continue;
    program_->Signal(SIGKILL);
    program_->Wait();
    program_ = Start();
    stub_ = v1::AggregatorService::NewStub(program_->Connect());
  } while (!request.resume_token().empty());
  EXPECT_EQ(round, 5);
  EXPECT_TRUE(joined == whole);
}

}  // namespace queries_test
}  // namespace nianbao::aggregator
