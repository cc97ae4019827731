#include "tests/benchmark/service_engine.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "tests/benchmark/or_die.h"
#include "tests/benchmark/stopwatch.h"

namespace nianbao {
namespace {

// 110000 for "divisions/110000".
int64_t CodeOf(const std::string& division) {
  int64_t code = 0;
  if (!absl::SimpleAtoi(absl::StripPrefix(division, "divisions/"), &code)) {
    std::abort();
  }
  return code;
}

template <typename Response>
std::vector<Response> ReadAll(grpc::ClientReader<Response>& reader) {
  std::vector<Response> responses;
  Response response;
  while (reader.Read(&response)) responses.push_back(std::move(response));
  const grpc::Status status = reader.Finish();
  OrDie(absl::Status(static_cast<absl::StatusCode>(status.error_code()),
                     status.error_message()));
  return responses;
}

void AskOne(const GeneratedRows& rows, v1::Selection& selection) {
  selection.add_indicators(rows.indicators()[kAskedIndicator]);
}

class ServiceEngine final : public StatisticsEngine {
 public:
  ServiceEngine(const GeneratedRows& rows,
                std::unique_ptr<v1::AggregatorService::Stub> stub)
      : rows_(rows), stub_(std::move(stub)) {}

  std::string name() const override { return "through gRPC"; }

  Answer Ask(Query query) override {
    if (query == Query::kRank) return AskRanks();
    Answer answer;
    for (const v1::QueryStatisticsResponse& response : Statistics(query)) {
      for (const v1::Statistics& row : response.statistics()) {
        answer.push_back(
            {KeyOf(rows_, query, row.group()),
             row.group().year(),
             {static_cast<double>(row.count()), row.sum(), row.mean(),
              row.standard_deviation(), row.min().value(), row.max().value()}});
        for (const v1::Quantile& quantile : row.quantiles()) {
          answer.back().figures.push_back(quantile.value());
        }
      }
    }
    return answer;
  }

  double Time(Query query) override {
    const Stopwatch watch;
    if (query == Query::kRank) {
      Rank();
    } else {
      Statistics(query);
    }
    return watch.Milliseconds();
  }

 private:
  Answer AskRanks() {
    Answer answer;
    for (const v1::RankDivisionsResponse& response : Rank()) {
      for (const v1::RankedDivision& row : response.divisions()) {
        answer.push_back(
            {CodeOf(row.entry().division()),
             0,
             {static_cast<double>(row.rank()), row.entry().value()}});
      }
    }
    return answer;
  }

  std::vector<v1::QueryStatisticsResponse> Statistics(Query query) {
    grpc::ClientContext context;
    return ReadAll(
        *stub_->QueryStatistics(&context, StatisticsRequest(rows_, query)));
  }

  std::vector<v1::RankDivisionsResponse> Rank() {
    grpc::ClientContext context;
    return ReadAll(*stub_->RankDivisions(&context, RankRequest(rows_)));
  }

  const GeneratedRows& rows_;
  const std::unique_ptr<v1::AggregatorService::Stub> stub_;
};

}  // namespace

v1::QueryStatisticsRequest StatisticsRequest(const GeneratedRows& rows,
                                             Query query) {
  v1::QueryStatisticsRequest request;
  if (query != Query::kAllByYear) {
    AskOne(rows, *request.mutable_selection());
    request.add_group_by(v1::DIMENSION_PROVINCE);
  }
  request.add_group_by(v1::DIMENSION_YEAR);
  if (query == Query::kQuantiles) {
    request.mutable_probabilities()->Assign(std::begin(kProbabilities),
                                            std::end(kProbabilities));
  }
  return request;
}

v1::RankDivisionsRequest RankRequest(const GeneratedRows& rows) {
  v1::RankDivisionsRequest request;
  AskOne(rows, *request.mutable_selection());
  request.mutable_selection()->set_first_year(kAskedYear);
  request.mutable_selection()->set_last_year(kAskedYear);
  return request;
}

int64_t KeyOf(const GeneratedRows& rows, Query query, const v1::Group& group) {
  if (query != Query::kAllByYear) return CodeOf(group.province());
  return std::find(rows.indicators().begin(), rows.indicators().end(),
                   group.indicator()) -
         rows.indicators().begin();
}

std::unique_ptr<StatisticsEngine> MakeServiceEngine(
    const GeneratedRows& rows,
    std::unique_ptr<v1::AggregatorService::Stub> stub) {
  return std::make_unique<ServiceEngine>(rows, std::move(stub));
}

}  // namespace nianbao
