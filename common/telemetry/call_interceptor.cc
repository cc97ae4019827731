// gRPC makes one interceptor a call and shows it each batch of operations of
// the call, at the points of the batch:
//
//   a call that streams answers    points                        fills in
//   metadata received              POST_RECV_INITIAL_METADATA    ids, trace,
//   peer request received               POST_RECV_MESSAGE messages_in metadata
//   sent                  PRE_SEND_INITIAL_METADATA     sends x-request-id each
//   message sent              PRE_SEND_MESSAGE              messages_out status
//   sent                    PRE_SEND_STATUS               code, message the
//   call is over               the destructor                duration; to sink
//
// Which of these a call reaches differs: a method that the server does not
// have, a client that left, a deadline that passed. The destructor runs for
// every call, once, after all of them; so the record begins as CANCELLED and is
// given away there. Batches of one call may be under way at the same time, so
// that the counters they share are atomic. A call costs a record of some 600
// bytes, a look-up of its method's metrics, and for each message two additions.
#include "common/telemetry/call_interceptor.h"

#include <atomic>
#include <map>
#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "grpcpp/server_context.h"

namespace nianbao {
namespace {

using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::InterceptorBatchMethods;
using grpc::experimental::ServerRpcInfo;
using Metadata = std::multimap<grpc::string_ref, grpc::string_ref>;

constexpr char kRequestIdKey[] = "x-request-id";
constexpr char kTraceParentKey[] = "traceparent";
// Longer than any format of request ids in use; the id stands in each line of
// the log.
constexpr size_t kMaxRequestId = 128;

absl::string_view Find(const Metadata& metadata, const char* key) {
  const auto found = metadata.find(key);
  if (found == metadata.end()) return "";
  return {found->second.data(), found->second.size()};
}

bool IsRequestId(absl::string_view id) {
  return !id.empty() && id.size() <= kMaxRequestId &&
         absl::c_all_of(id, [](char c) {
           return absl::ascii_isalnum(c) || c == '-' || c == '_' || c == '.';
         });
}

// Whether gRPC shows interceptors the messages of a method as bytes, as it does
// for the methods of this project, which take and give bytes. Messages of other
// methods come as pointers to types that are not known here.
bool TakesBytes(absl::string_view method) {
  return absl::StartsWith(method, "/nianbao.");
}

// What is seen of one call. Messages received, messages sent and the status may
// be shown at the same time, by different threads.
class CallInterceptor final : public grpc::experimental::Interceptor {
 public:
  CallInterceptor(ServerRpcInfo& info, CallMetrics& metrics,
                  const CallSink& sink)
      : info_(info),
        metrics_(metrics.Of(info.method(), info.type())),
        takes_bytes_(TakesBytes(metrics_.name())),
        sink_(sink) {
    record_.method = metrics_.name();
    record_.start = absl::Now();
    record_.client_paced =
        info.type() == ServerRpcInfo::Type::CLIENT_STREAMING ||
        info.type() == ServerRpcInfo::Type::BIDI_STREAMING;
    metrics_.Start();
  }

  // The one thing that happens to each call exactly once, and after all else.
  ~CallInterceptor() override {
    record_.duration = absl::Now() - record_.start;
    const int64_t first = first_response_ns_.load();
    record_.first_response =
        first < 0 ? record_.duration : absl::Nanoseconds(first);
    record_.messages_in = messages_in_.load();
    record_.messages_out = messages_out_.load();
    record_.bytes_in = bytes_in_.load();
    record_.bytes_out = bytes_out_.load();
    metrics_.End(record_.code, record_.duration);
    sink_(std::make_shared<const CallRecord>(std::move(record_)));
  }

  void Intercept(InterceptorBatchMethods* batch) override {
    using Hook = InterceptionHookPoints;
    // A batch may stand at several points at once.
    const auto at = [batch](Hook hook) {
      return batch->QueryInterceptionHookPoint(hook);
    };
    if (at(Hook::POST_RECV_INITIAL_METADATA)) {
      Begin(*batch->GetRecvInitialMetadata());
    }
    if (at(Hook::POST_RECV_MESSAGE)) Receive(batch->GetRecvMessage());
    if (at(Hook::PRE_SEND_INITIAL_METADATA)) {
      batch->GetSendInitialMetadata()->emplace(kRequestIdKey,
                                               record_.request_id);
    }
    if (at(Hook::PRE_SEND_MESSAGE)) Send(*batch->GetSerializedSendMessage());
    if (at(Hook::PRE_SEND_STATUS)) Finish(batch->GetSendStatus());
    batch->Proceed();
  }

 private:
  void Begin(const Metadata& metadata) {
    const absl::string_view id = Find(metadata, kRequestIdKey);
    record_.request_id = IsRequestId(id) ? std::string(id) : RandomId();
    record_.trace = ContinueTrace(Find(metadata, kTraceParentKey));
    record_.peer = info_.server_context()->peer();
  }

  // `message` is null when a stream of requests has ended.
  void Receive(const void* message) {
    if (message == nullptr) return;
    messages_in_.fetch_add(1, std::memory_order_relaxed);
    bytes_in_.fetch_add(SizeOf(message), std::memory_order_relaxed);
    metrics_.MessageReceived();
  }

  void Send(const grpc::ByteBuffer& message) {
    int64_t none = -1;
    first_response_ns_.compare_exchange_strong(
        none, absl::ToInt64Nanoseconds(absl::Now() - record_.start));
    messages_out_.fetch_add(1, std::memory_order_relaxed);
    bytes_out_.fetch_add(static_cast<int64_t>(message.Length()),
                         std::memory_order_relaxed);
    metrics_.MessageSent();
  }

  // A call that was cancelled before its status was sent stays CANCELLED,
  // whatever its handler says: the client never sees that.
  void Finish(const grpc::Status& status) {
    if (info_.server_context()->IsCancelled()) return;
    record_.code = status.error_code();
    record_.message = status.error_message().substr(0, kMaxMessageBytes);
  }

  int64_t SizeOf(const void* message) const {
    if (!takes_bytes_) return 0;
    return static_cast<int64_t>(
        static_cast<const grpc::ByteBuffer*>(message)->Length());
  }

  ServerRpcInfo& info_;
  MethodMetrics& metrics_;
  const bool takes_bytes_;
  const CallSink& sink_;
  CallRecord record_ = {.code = grpc::StatusCode::CANCELLED};
  std::atomic<int64_t> first_response_ns_ = -1;
  std::atomic<int64_t> messages_in_ = 0;
  std::atomic<int64_t> messages_out_ = 0;
  std::atomic<int64_t> bytes_in_ = 0;
  std::atomic<int64_t> bytes_out_ = 0;
};

}  // namespace

grpc::experimental::Interceptor*
CallInterceptorFactory::CreateServerInterceptor(ServerRpcInfo* info) {
  return new CallInterceptor(*info, metrics_, sink_);
}

}  // namespace nianbao
