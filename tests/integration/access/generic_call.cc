#include "tests/integration/access/generic_call.h"

#include <chrono>

#include "absl/strings/str_cat.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/grpcpp.h"

namespace nianbao {
namespace {

// The result of the one operation that is under way.
bool Await(grpc::CompletionQueue& queue) {
  void* tag = nullptr;
  bool ok = false;
  return queue.Next(&tag, &ok) && ok;
}

}  // namespace

Outcome Call(const std::shared_ptr<grpc::Channel>& channel,
             const std::string& path, const std::string& token) {
  grpc::GenericStub stub(channel);
  grpc::CompletionQueue queue;
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() +
                       std::chrono::seconds(30));
  if (!token.empty()) {
    context.AddMetadata("authorization", absl::StrCat("Bearer ", token));
  }
  const auto call = stub.PrepareCall(&context, path, &queue);
  call->StartCall(nullptr);
  Await(queue);
  const grpc::Slice empty;
  call->WriteLast(grpc::ByteBuffer(&empty, 1), grpc::WriteOptions(), nullptr);
  Await(queue);
  Outcome outcome;
  grpc::ByteBuffer answer;
  call->Read(&answer, nullptr);
  outcome.answered = Await(queue);
  if (outcome.answered) context.TryCancel();
  call->Finish(&outcome.status, nullptr);
  Await(queue);
  const auto& trailers = context.GetServerTrailingMetadata();
  const auto pushback = trailers.find("grpc-retry-pushback-ms");
  if (pushback != trailers.end()) {
    outcome.pushback_ms.assign(pushback->second.data(),
                               pushback->second.size());
  }
  queue.Shutdown();
  while (Await(queue)) {
  }
  return outcome;
}

}  // namespace nianbao
