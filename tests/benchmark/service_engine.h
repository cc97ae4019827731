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

using StatisticsRows = std::vector<v1::QueryStatisticsResponse>;

// Reads the whole stream. Ends the benchmark when the call fails.
StatisticsRows Read(v1::AggregatorService::Stub& stub,
                    const v1::QueryStatisticsRequest& request);

// `query` is any but kRank.
Answer ToAnswer(const GeneratedRows& rows, Query query,
                const StatisticsRows& responses);

// Calls the service on one connection. `rows` must outlive the engine.
std::unique_ptr<StatisticsEngine> MakeServiceEngine(
    const GeneratedRows& rows,
    std::unique_ptr<v1::AggregatorService::Stub> stub);

}  // namespace nianbao

#endif  // NIANBAO_TESTS_BENCHMARK_SERVICE_ENGINE_H_
