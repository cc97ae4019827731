// The aggregator through gRPC: the queries as requests, and the engine that
// sends them.
#ifndef NIANBAO_TESTS_BENCHMARK_SERVICE_ENGINE_H_
#define NIANBAO_TESTS_BENCHMARK_SERVICE_ENGINE_H_

#include <memory>
#include <string>

#include "nianbao/v1/aggregator_service.grpc.pb.h"
#include "tests/benchmark/generated_rows.h"
#include "tests/benchmark/statistics_engine.h"

namespace nianbao {

// For each query but kRank.
v1::QueryStatisticsRequest StatisticsRequest(const GeneratedRows& rows,
                                             Query query);
v1::RankDivisionsRequest RankRequest(const GeneratedRows& rows);

// AnswerRow::key of a row of any query but kRank.
int64_t KeyOf(const GeneratedRows& rows, Query query, const v1::Group& group);

// Calls the service on one connection. `rows` must outlive the engine.
std::unique_ptr<StatisticsEngine> MakeServiceEngine(
    const GeneratedRows& rows,
    std::unique_ptr<v1::AggregatorService::Stub> stub);

}  // namespace nianbao

#endif  // NIANBAO_TESTS_BENCHMARK_SERVICE_ENGINE_H_
