#include "tests/benchmark/running_service.h"

#include <filesystem>
#include <vector>

#include "absl/strings/str_split.h"
#include "absl/synchronization/mutex.h"
#include "aggregator/store/sqlite/store.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "tests/benchmark/generated_reports.h"
#include "tests/benchmark/or_die.h"
#include "tests/benchmark/process_memory.h"

namespace nianbao {
namespace {

// Reports on their way into the store at a time.
constexpr int kUnderWay = 2048;

std::filesystem::path BinFolder() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path();
}

}  // namespace

RunningService::RunningService(const std::string& path)
    : process_(
          {BinFolder() / "nianbao-aggregator", "--db", path, "--port", "0"}) {
  // "nianbao-aggregator listens on port 40123", then that it is ready.
  const std::vector<std::string> words =
      absl::StrSplit(process_.ReadLine(), ' ');
  port_ = words.back();
  process_.ReadLine();
}

std::unique_ptr<v1::AggregatorService::Stub> RunningService::Connect() const {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return v1::AggregatorService::NewStub(grpc::CreateCustomChannel(
      "127.0.0.1:" + port_, grpc::InsecureChannelCredentials(), arguments));
}

size_t RunningService::PeakBytes() const {
  return StatusBytes(std::to_string(process_.pid()), "VmHWM:");
}

void StoreRows(const GeneratedRows& rows, const Catalogue& catalogue,
               const std::string& path) {
  const auto store = OrDie(aggregator::SqliteStore::Open(path, catalogue));
  OrDie(store->Prepare([] { return false; }, [](absl::string_view) {}));
  absl::Mutex mutex;
  int under_way = 0;
  for (int year = GeneratedRows::kFirstYear; year <= GeneratedRows::kLastYear;
       ++year) {
    for (int division = 0; division < GeneratedRows::kDivisions; ++division) {
      {
        absl::MutexLock lock(&mutex);
        mutex.Await(absl::Condition(
            +[](int* count) { return *count < kUnderWay; }, &under_way));
        ++under_way;
      }
      store->Upload(GeneratedReport(rows, division, year),
                    [&mutex, &under_way](
                        absl::StatusOr<aggregator::UploadResult> result) {
                      OrDie(result.status());
                      absl::MutexLock lock(&mutex);
                      --under_way;
                    });
    }
  }
  absl::MutexLock lock(&mutex);
  mutex.Await(absl::Condition(
      +[](int* count) { return *count == 0; }, &under_way));
}

ScratchFolder::ScratchFolder() : path_(BinFolder() / "benchmark-XXXXXX") {
  if (mkdtemp(path_.data()) == nullptr) std::abort();
}

ScratchFolder::~ScratchFolder() { std::filesystem::remove_all(path_); }

}  // namespace nianbao
