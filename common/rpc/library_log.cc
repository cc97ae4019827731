#include "common/rpc/library_log.h"

#include <atomic>
#include <iostream>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/rpc/access/rate_limit.h"
#include "google/protobuf/stubs/logging.h"
#include "grpc/support/log.h"

namespace nianbao {
namespace {

google::protobuf::LogHandler* protobuf_log = nullptr;

void LogOfProtobuf(google::protobuf::LogLevel level, const char* file, int line,
                   const std::string& message) {
  if (absl::StrContains(message, "invalid UTF-8 data when parsing")) return;
  protobuf_log(level, file, line, message);
}

void LogOfGrpc(gpr_log_func_args* line) {
  // Never freed, as gRPC's threads may outlive everything.
  static RateLimit& lines = *new RateLimit(kMaxGrpcLines, kMaxGrpcLines);
  static std::atomic<int> omitted = 0;
  if (lines.Take("", absl::Now()) > absl::ZeroDuration()) {
    ++omitted;
    return;
  }
  const int before = omitted.exchange(0);
  std::cerr << absl::StrCat(
      "grpc: ", line->message, " (", line->file, ":", line->line, ")",
      before > 0 ? absl::StrCat("; ", before, " lines before were left out")
                 : "",
      "\n");
}

}  // namespace

void BoundLibraryLogs() {
  [[maybe_unused]] static const bool once = [] {
    protobuf_log = google::protobuf::SetLogHandler(&LogOfProtobuf);
    gpr_set_log_function(&LogOfGrpc);
    return true;
  }();
}

}  // namespace nianbao
