#include "tests/benchmark/service_engine.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "common/rpc/wire/wire_status.h"
#include "tests/benchmark/or_die.h"
#include "tests/benchmark/stopwatch.h"

namespace nianbao {
namespace {

// What the databases are asked for, too.
constexpr const char* kFigures[] = {
    "count",     "sum",       "mean",     "standard_deviation",
    "min.value", "max.value", "quantiles"};

// 110000 for "divisions/110000".
int64_t CodeOf(const std::string& division) {
  int64_t code = 0;
  if (!absl::SimpleAtoi(absl::StripPrefix(division, "divisions/"), &code)) {
    std::abort();
  }
  return code;
}

// Calls `use` with each response. Ends the benchmark when the call fails.
template <typename Response, typename Use>
void ReadEach(grpc::ClientReader<Response>& reader, Use use) {
  Response response;
  while (reader.Read(&response)) use(response);
  const grpc::Status status = reader.Finish();
  OrDie(FromGrpcStatus(status));
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
    Answer answer;
    if (query == Query::kRank) {
      EachRank([&answer](const v1::RankedDivision& row) {
        answer.push_back(
            {CodeOf(row.entry().division()),
             0,
             {static_cast<double>(row.rank()), row.entry().value()}});
      });
      return answer;
    }
    EachRow(query, [&](const v1::Statistics& row) {
      answer.push_back(
          {KeyOf(rows_, query, row.group()),
           row.group().year(),
           {static_cast<double>(row.count()), row.sum(), row.mean(),
            row.standard_deviation(), row.min().value(), row.max().value()}});
      for (const v1::Quantile& quantile : row.quantiles()) {
        answer.back().figures.push_back(quantile.value());
      }
    });
    return answer;
  }

  double Time(Query query) override {
    const Stopwatch watch;
    if (query == Query::kRank) {
      EachRank([](const v1::RankedDivision&) {});
    } else {
      EachRow(query, [](const v1::Statistics&) {});
    }
    return watch.Milliseconds();
  }

 private:
  // Rates that are only pooled are not among the rows that were generated.
  template <typename Use>
  void EachRow(Query query, Use use) {
    grpc::ClientContext context;
    ReadEach(*stub_->QueryStatistics(&context, StatisticsRequest(rows_, query)),
             [&use](const v1::QueryStatisticsResponse& response) {
               for (const v1::Statistics& row : response.statistics()) {
                 if (row.count() > 0) use(row);
               }
             });
  }

  template <typename Use>
  void EachRank(Use use) {
    grpc::ClientContext context;
    ReadEach(*stub_->RankDivisions(&context, RankRequest(rows_)),
             [&use](const v1::RankDivisionsResponse& response) {
               for (const v1::RankedDivision& row : response.divisions()) {
                 use(row);
               }
             });
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
  google::protobuf::FieldMask& mask = *request.mutable_read_mask();
  mask.add_paths(query == Query::kAllByYear ? "group.indicator"
                                            : "group.province");
  mask.add_paths("group.year");
  for (const char* field : kFigures) mask.add_paths(field);
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
