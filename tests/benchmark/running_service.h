// The aggregator in a process of its own, on a socket of 127.0.0.1.
#ifndef NIANBAO_TESTS_BENCHMARK_RUNNING_SERVICE_H_
#define NIANBAO_TESTS_BENCHMARK_RUNNING_SERVICE_H_

#include <memory>
#include <string>

#include "common/domain/catalogue.h"
#include "nianbao/v1/aggregator_service.grpc.pb.h"
#include "tests/benchmark/child_process.h"
#include "tests/benchmark/generated_rows.h"

namespace nianbao {

class RunningService {
 public:
  // Runs nianbao-aggregator over the SQLite file at `path` and waits until it
  // is ready.
  explicit RunningService(const std::string& path);

  // On a connection of its own.
  std::unique_ptr<v1::AggregatorService::Stub> Connect() const;

  // Of 127.0.0.1.
  const std::string& port() const { return port_; }

  // The most memory that the process had.
  size_t PeakBytes() const;

 private:
  ChildProcess process_;
  std::string port_;
};

// Puts all rows into the SQLite file at `path`, a report for each division and
// year, as the service would.
void StoreRows(const GeneratedRows& rows, const Catalogue& catalogue,
               const std::string& path);

// A new folder beside the programs, on a real disk, that goes with the object.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace nianbao

#endif  // NIANBAO_TESTS_BENCHMARK_RUNNING_SERVICE_H_
