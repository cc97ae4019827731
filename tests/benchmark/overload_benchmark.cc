// What a service does with four times the calls that it can answer.
//
//   bench_overload             prints the table, then the bars
//   bench_overload --check     exits with 1 where a bar is missed
//
// Calls are offered at a rate, whether or not earlier ones were answered. The
// service has one core and its clients the others: what a crowd of clients
// costs is not the service's to bear.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/mutex.h"
#include "common/rpc/wire/wire_status.h"
#include "grpcpp/grpcpp.h"
#include "nianbao/v1/extractor_service.grpc.pb.h"
#include "tests/benchmark/bars.h"
#include "tests/benchmark/child_process.h"
#include "tests/benchmark/cores.h"
#include "tests/benchmark/extraction_documents.h"
#include "tests/benchmark/or_die.h"
#include "tests/benchmark/process_memory.h"
#include "tests/benchmark/stopwatch.h"

namespace nianbao {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double kPeakSeconds = 10;
constexpr double kOverloadSeconds = 60;
constexpr double kOverload = 4;
constexpr auto kDeadline = std::chrono::seconds(10);
// Calls that clients have under way at most; what is offered beyond them counts
// as refused.
constexpr int kUnderWay = 4000;
// So many that no call waits in a client for its turn on a connection.
constexpr int kConnections = 32;
// Those that a service takes by default, in all.
constexpr char kAllCalls[] = "1024";

using Stubs = std::vector<std::unique_ptr<v1::ExtractorService::Stub>>;

Stubs Connect(absl::string_view port) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  Stubs stubs;
  for (int i = 0; i < kConnections; ++i) {
    stubs.push_back(v1::ExtractorService::NewStub(grpc::CreateCustomChannel(
        absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials(),
        arguments)));
  }
  return stubs;
}

// How offered calls ended.
class Tally {
 public:
  void Add(const grpc::Status& status, double milliseconds) {
    absl::MutexLock lock(&mutex_);
    if (status.ok()) {
      milliseconds_.push_back(milliseconds);
    } else if (status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED) {
      ++refused_;
    } else {
      ++failed_;
      last_error_ = status.error_message();
    }
  }

  // Once every call has ended.
  const std::vector<double>& milliseconds() const { return milliseconds_; }
  int64_t refused() const { return refused_; }
  int64_t failed() const { return failed_; }
  const std::string& last_error() const { return last_error_; }

 private:
  absl::Mutex mutex_;
  std::vector<double> milliseconds_;
  int64_t refused_ = 0;
  int64_t failed_ = 0;
  std::string last_error_;
};

// Unary calls that end by themselves.
class Offer {
 public:
  Offer(const Stubs& stubs, const v1::ExtractReportRequest& request,
        Tally& tally)
      : stubs_(stubs), request_(request), tally_(tally) {}

  // False when too many are under way. Takes connections in turn.
  bool Start() {
    if (under_way_ >= kUnderWay) return false;
    ++under_way_;
    auto* const call = new Call;
    call->context.set_deadline(std::chrono::system_clock::now() + kDeadline);
    next_ = (next_ + 1) % stubs_.size();
    stubs_[next_]->async()->ExtractReport(
        &call->context, &request_, &call->response,
        [this, call](const grpc::Status& status) {
          tally_.Add(status, call->watch.Milliseconds());
          delete call;
          --under_way_;
        });
    return true;
  }

  void AwaitAll() {
    while (under_way_ > 0) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }

 private:
  struct Call {
    grpc::ClientContext context;
    v1::ExtractReportResponse response;
    Stopwatch watch;
  };

  const Stubs& stubs_;
  size_t next_ = 0;
  const v1::ExtractReportRequest& request_;
  Tally& tally_;
  std::atomic<int> under_way_ = 0;
};

// How long it took, in milliseconds.
absl::StatusOr<double> TryToExtract(v1::ExtractorService::Stub& stub,
                                    const v1::ExtractReportRequest& request) {
  grpc::ClientContext context;
  v1::ExtractReportResponse response;
  const Stopwatch watch;
  const grpc::Status status = stub.ExtractReport(&context, request, &response);
  if (!status.ok()) return FromGrpcStatus(status);
  return watch.Milliseconds();
}

double ExtractOnce(v1::ExtractorService::Stub& stub,
                   const v1::ExtractReportRequest& request) {
  return OrDie(TryToExtract(stub, request));
}

// Calls a second of a client on each connection, which asks again once it is
// answered.
double Peak(const Stubs& stubs, const v1::ExtractReportRequest& request) {
  std::atomic<bool> stopped = false;
  std::atomic<int64_t> calls = 0;
  std::vector<std::thread> clients;
  const Stopwatch watch;
  for (const auto& stub : stubs) {
    clients.emplace_back([&stub = *stub, &request, &stopped, &calls] {
      for (; !stopped; ++calls) ExtractOnce(stub, request);
    });
  }
  std::this_thread::sleep_for(std::chrono::duration<double>(kPeakSeconds));
  stopped = true;
  for (std::thread& client : clients) client.join();
  return static_cast<double>(calls) / watch.Seconds();
}

// Offers `rate` calls a second; how many were offered.
int64_t OfferAll(Offer& offer, double rate, Tally& tally) {
  const auto begin = Clock::now();
  const auto offered = static_cast<int64_t>(rate * kOverloadSeconds);
  for (int64_t i = 0; i < offered; ++i) {
    std::this_thread::sleep_until(begin +
                                  std::chrono::duration_cast<Clock::duration>(
                                      std::chrono::duration<double>(i / rate)));
    if (!offer.Start()) {
      tally.Add({grpc::StatusCode::RESOURCE_EXHAUSTED, "not sent"}, 0);
    }
  }
  return offered;
}

// Seconds until a call is answered within so many milliseconds.
double RecoverySeconds(v1::ExtractorService::Stub& stub,
                       const v1::ExtractReportRequest& request,
                       double milliseconds) {
  const Stopwatch watch;
  while (true) {
    const absl::StatusOr<double> took = TryToExtract(stub, request);
    if (took.ok() && *took <= milliseconds) return watch.Seconds();
  }
}

int Main(bool check) {
  const std::string self = std::filesystem::read_symlink("/proc/self/exe");
  // The load stands for that of many clients, all of this machine.
  setenv("NIANBAO_LIMITS_MAX_CALLS_PER_CLIENT", kAllCalls, 1);
  RunOn(Cores::kFirst);
  ChildProcess process(
      {self.substr(0, self.rfind('/')) + "/nianbao-extractor", "--port", "0"});
  RunOn(Cores::kOthers);
  const std::vector<std::string> words =
      absl::StrSplit(process.ReadLine(), ' ');
  const Stubs stubs = Connect(words.back());
  v1::ExtractorService::Stub& stub = *stubs.front();
  v1::ExtractReportRequest request;
  *request.mutable_document() = SimplifiedDocuments().front();

  const double peak_before = Peak(stubs, request);
  std::vector<double> alone;
  for (int i = 0; i < 100; ++i) alone.push_back(ExtractOnce(stub, request));
  Tally tally;
  Offer offer(stubs, request, tally);
  const Stopwatch watch;
  const int64_t offered = OfferAll(offer, kOverload * peak_before, tally);
  const double seconds = watch.Seconds();
  const double recovery =
      RecoverySeconds(stub, request, 2 * Percentile(alone, 0.99));
  offer.AwaitAll();
  // The machine may have become faster or slower meanwhile.
  const double peak_after = Peak(stubs, request);
  const double peak = (peak_before + peak_after) / 2;

  const double goodput =
      static_cast<double>(tally.milliseconds().size()) / seconds;
  std::printf("peak before, calls a second         %12.0f\n", peak_before);
  std::printf("peak after, calls a second          %12.0f\n", peak_after);
  std::printf("offered, calls a second             %12.0f\n",
              static_cast<double>(offered) / seconds);
  std::printf("answered, calls a second            %12.0f\n", goodput);
  std::printf("refused                             %12ld\n",
              static_cast<long>(tally.refused()));
  std::printf("failed otherwise                    %12ld %s\n",
              static_cast<long>(tally.failed()), tally.last_error().c_str());
  std::printf("latency alone, ms: p99              %12.1f\n",
              Percentile(alone, 0.99));
  std::printf("latency of answers, ms: median      %12.1f\n",
              Percentile(tally.milliseconds(), 0.5));
  std::printf("latency of answers, ms: p99         %12.1f\n\n",
              Percentile(tally.milliseconds(), 0.99));
  Bars bars;
  bars.AtLeast("answered over peak", goodput / peak, 0.8);
  bars.AtMost("p99 of answers, s", Percentile(tally.milliseconds(), 0.99) / 1e3,
              1);
  bars.AtMost("peak memory of the service, MiB",
              static_cast<double>(
                  StatusBytes(std::to_string(process.pid()), "VmHWM:") >> 20),
              500);
  bars.AtMost("recovery, s", recovery, 2);
  return check && !bars.held() ? 1 : 0;
}

}  // namespace
}  // namespace nianbao

int main(int argc, char** argv) {
  return nianbao::Main(argc > 1 && std::string(argv[1]) == "--check");
}
