// The aggregator as its program runs it, in this process: the real service over
// an SQLite file, on a socket of 127.0.0.1.
#ifndef NIANBAO_TESTS_BENCHMARK_RUNNING_SERVICE_H_
#define NIANBAO_TESTS_BENCHMARK_RUNNING_SERVICE_H_

#include <memory>
#include <string>

#include "aggregator/service.h"
#include "aggregator/sqlite/store.h"
#include "common/catalogue.h"
#include "common/server.h"
#include "common/worker_pool.h"
#include "tests/benchmark/generated_rows.h"

namespace nianbao {

class RunningService {
 public:
  // Opens or creates the file at `path`. `catalogue` must outlive the service.
  RunningService(const std::string& path, const Catalogue& catalogue);

  // On a connection of its own.
  std::unique_ptr<v1::AggregatorService::Stub> Connect() const;

  Store& store() { return *store_; }

 private:
  const std::unique_ptr<SqliteStore> store_;
  WorkerPool pool_;
  AggregatorServiceImpl service_;
  std::unique_ptr<Server> server_;
};

// Puts all rows into the store, a report for each division and year. Past the
// socket, which is measured elsewhere.
void StoreRows(const GeneratedRows& rows, Store& store);

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
