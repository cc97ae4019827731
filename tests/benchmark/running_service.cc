#include "tests/benchmark/running_service.h"

#include <algorithm>
#include <filesystem>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "tests/benchmark/generated_reports.h"
#include "tests/benchmark/or_die.h"

namespace nianbao {
namespace {

// Reports on their way into the store at a time.
constexpr int kUnderWay = 2048;

std::unique_ptr<SqliteStore> Loaded(std::unique_ptr<SqliteStore> store) {
  OrDie(store->Load([] { return false; }, [](const LoadProgress&) {}));
  return store;
}

}  // namespace

RunningService::RunningService(const std::string& path,
                               const Catalogue& catalogue)
    : store_(Loaded(OrDie(SqliteStore::Open(path, catalogue)))),
      pool_(std::max(2u, std::thread::hardware_concurrency())),
      service_(*store_, catalogue, pool_),
      server_(OrDie(Server::Start({}, service_))) {}

std::unique_ptr<v1::AggregatorService::Stub> RunningService::Connect() const {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return v1::AggregatorService::NewStub(
      grpc::CreateCustomChannel(absl::StrCat("127.0.0.1:", server_->port()),
                                grpc::InsecureChannelCredentials(), arguments));
}

void StoreRows(const GeneratedRows& rows, Store& store) {
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
      store.Upload(GeneratedReport(rows, division, year),
                   [&mutex, &under_way](absl::StatusOr<UploadResult> result) {
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

ScratchFolder::ScratchFolder()
    : path_(std::filesystem::read_symlink("/proc/self/exe").parent_path() /
            "benchmark-XXXXXX") {
  if (mkdtemp(path_.data()) == nullptr) std::abort();
}

ScratchFolder::~ScratchFolder() { std::filesystem::remove_all(path_); }

}  // namespace nianbao
