// What a call costs beside the work that it asks for: extraction through the
// service beside the library, a small query beside an echo.
//
//   bench_service             prints the table, then the bars
//   bench_service --check     exits with 1 where a bar is missed
//
// For extraction the library has one core, and so has the service, whose
// clients have the others; the other sides have all cores, clients included.
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <iostream>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/rpc/wire/wire_status.h"
#include "extractor/extractor.h"
#include "grpcpp/grpcpp.h"
#include "nianbao/v1/extractor_service.grpc.pb.h"
#include "tests/benchmark/bars.h"
#include "tests/benchmark/child_process.h"
#include "tests/benchmark/cores.h"
#include "tests/benchmark/extraction_documents.h"
#include "tests/benchmark/generated_rows.h"
#include "tests/benchmark/or_die.h"
#include "tests/benchmark/running_service.h"
#include "tests/benchmark/service_engine.h"
#include "tests/benchmark/stopwatch.h"

namespace nianbao {
namespace {

constexpr int kTurns = 15;
constexpr double kSecondsATurn = 1;
// Each with one call in progress.
constexpr int kClients = 8;
constexpr int kIndicators = 4;

// Answers a query with one row that it was given, and nothing else.
class EchoService final : public v1::AggregatorService::CallbackService {
 public:
  grpc::ServerUnaryReactor* GetReport(
      grpc::CallbackServerContext* context, const v1::GetReportRequest* request,
      v1::GetReportResponse* response) override {
    response->mutable_report()->set_name(request->name());
    grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

  grpc::ServerWriteReactor<v1::QueryStatisticsResponse>* QueryStatistics(
      grpc::CallbackServerContext*,
      const v1::QueryStatisticsRequest* request) override {
    class Reactor final
        : public grpc::ServerWriteReactor<v1::QueryStatisticsResponse> {
     public:
      explicit Reactor(const v1::QueryStatisticsRequest& request) {
        v1::Statistics& row = *response_.add_statistics();
        row.mutable_group()->set_indicator(request.selection().indicators(0));
        row.set_count(1);
        StartWriteAndFinish(&response_, {}, grpc::Status::OK);
      }
      void OnDone() override { delete this; }

     private:
      v1::QueryStatisticsResponse response_;
    };
    return new Reactor(*request);
  }
};

// Runs until standard input ends.
int ServeEchoes() {
  EchoService service;
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                           &port);
  builder.RegisterService(&service);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  std::cout << "echo listens on port " << port << std::endl;
  while (std::cin.get() != EOF) {
  }
  server->Shutdown();
  return 0;
}

std::string PortOf(ChildProcess& process) {
  const std::vector<std::string> words =
      absl::StrSplit(process.ReadLine(), ' ');
  return words.back();
}

std::shared_ptr<grpc::Channel> Connect(const std::string& port) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel(absl::StrCat("127.0.0.1:", port),
                                   grpc::InsecureChannelCredentials(),
                                   arguments);
}

void OrDie(const grpc::Status& status) {
  nianbao::OrDie(FromGrpcStatus(status));
}

// What one thread does again and again; made for each thread.
using Call = std::function<void()>;

// Of turns that followed one another, since the machine's speed changes.
double MedianRatio(const std::vector<double>& calls,
                   const std::vector<double>& others) {
  std::vector<double> ratios;
  for (size_t turn = 0; turn < calls.size(); ++turn) {
    ratios.push_back(calls[turn] / others[turn]);
  }
  return Percentile(std::move(ratios), 0.5);
}

double CallsPerSecond(int threads, const std::function<Call()>& make_call) {
  std::atomic<bool> stopped = false;
  std::atomic<int64_t> calls = 0;
  std::vector<std::thread> callers;
  const Stopwatch watch;
  for (int i = 0; i < threads; ++i) {
    callers.emplace_back([&] {
      const Call call = make_call();
      int64_t made = 0;
      for (; !stopped; ++made) call();
      calls += made;
    });
  }
  std::this_thread::sleep_for(std::chrono::duration<double>(kSecondsATurn));
  stopped = true;
  for (std::thread& caller : callers) caller.join();
  return static_cast<double>(calls) / watch.Seconds();
}

Call Query(const std::string& port, const v1::QueryStatisticsRequest& request) {
  std::shared_ptr<v1::AggregatorService::Stub> stub =
      v1::AggregatorService::NewStub(Connect(port));
  return [stub, request] {
    grpc::ClientContext context;
    const auto reader = stub->QueryStatistics(&context, request);
    v1::QueryStatisticsResponse response;
    int rows = 0;
    while (reader->Read(&response)) rows += response.statistics_size();
    OrDie(reader->Finish());
    if (rows != 1) std::abort();
  };
}

// The sum of one indicator over the districts of Beijing in one year.
v1::QueryStatisticsRequest SmallQuery(const GeneratedRows& rows) {
  v1::QueryStatisticsRequest request;
  v1::Selection& selection = *request.mutable_selection();
  selection.add_indicators(rows.indicators()[0]);
  selection.add_within("divisions/110000");
  selection.set_first_year(kAskedYear);
  selection.set_last_year(kAskedYear);
  for (const char* field : {"count", "sum", "mean"}) {
    request.mutable_read_mask()->add_paths(field);
  }
  return request;
}

int Main(bool check, const std::string& self) {
  const Catalogue catalogue = nianbao::OrDie(Catalogue::Parse());
  const std::unique_ptr<extractor::Extractor> extractor =
      nianbao::OrDie(extractor::Extractor::Create(catalogue));
  const v1::Document document = SimplifiedDocuments().front();
  const std::string folder = self.substr(0, self.rfind('/'));
  RunOn(Cores::kFirst);
  ChildProcess extractor_process(
      {folder + "/nianbao-extractor", "--port", "0"});
  RunOn(Cores::kAll);
  const std::string extractor_port = PortOf(extractor_process);
  ChildProcess echo_process({self, "--echo"});
  const std::string echo_port = PortOf(echo_process);
  const GeneratedRows rows(catalogue, kIndicators);
  const ScratchFolder scratch;
  const std::string db = scratch.path() + "/store.db";
  StoreRows(rows, catalogue, db);
  const RunningService aggregator(db);
  const v1::QueryStatisticsRequest query = SmallQuery(rows);

  struct Side {
    const char* name;
    // Where its threads run.
    Cores cores;
    int threads;
    std::function<Call()> make_call;
  };
  const std::vector<Side> sides = {
      {"extraction, library, one core", Cores::kFirst, 1,
       [&]() -> Call {
         return [&] { nianbao::OrDie(extractor->Extract(document).status()); };
       }},
      {"extraction, unary calls, service on one core", Cores::kOthers, kClients,
       [&]() -> Call {
         std::shared_ptr<v1::ExtractorService::Stub> stub =
             v1::ExtractorService::NewStub(Connect(extractor_port));
         v1::ExtractReportRequest request;
         *request.mutable_document() = document;
         return [stub, request] {
           grpc::ClientContext context;
           v1::ExtractReportResponse response;
           OrDie(stub->ExtractReport(&context, request, &response));
         };
       }},
      {"echo, unary", Cores::kAll, kClients,
       [&]() -> Call {
         std::shared_ptr<v1::AggregatorService::Stub> stub =
             v1::AggregatorService::NewStub(Connect(echo_port));
         return [stub] {
           grpc::ClientContext context;
           v1::GetReportRequest request;
           request.set_name("reports/echo");
           v1::GetReportResponse response;
           OrDie(stub->GetReport(&context, request, &response));
         };
       }},
      {"echo, a stream of one row", Cores::kAll, kClients,
       [&] { return Query(echo_port, query); }},
      {"small query", Cores::kAll, kClients,
       [&] { return Query(aggregator.port(), query); }},
  };
  std::vector<std::vector<double>> measured(sides.size());
  for (int turn = 0; turn < kTurns; ++turn) {
    for (size_t i = 0; i < sides.size(); ++i) {
      RunOn(sides[i].cores);
      measured[i].push_back(
          CallsPerSecond(sides[i].threads, sides[i].make_call));
    }
  }
  std::printf("calls a second, median of %d turns\n", kTurns);
  for (size_t i = 0; i < sides.size(); ++i) {
    std::printf("%-45s %12.0f\n", sides[i].name, Percentile(measured[i], 0.5));
  }
  std::printf("one document of %zu bytes\n\n", document.content().size());
  Bars bars;
  bars.AtLeast("extraction by calls over the library",
               MedianRatio(measured[1], measured[0]), 0.6);
  bars.AtLeast("a small query over an echo of its kind",
               MedianRatio(measured[4], measured[3]), 0.5);
  return check && !bars.held() ? 1 : 0;
}

}  // namespace
}  // namespace nianbao

int main(int argc, char** argv) {
  const std::string argument = argc > 1 ? argv[1] : "";
  if (argument == "--echo") return nianbao::ServeEchoes();
  return nianbao::Main(
      argument == "--check",
      std::filesystem::read_symlink("/proc/self/exe").string());
}
