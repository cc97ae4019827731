#include "common/telemetry/call_log.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace nianbao {
namespace call_log_test {

using nlohmann::json;

const CallLogOptions kOptions = {.service = "nianbao-extractor",
                                 .slow = absl::Milliseconds(100)};

CallRecord Call() {
  return {.method = "/nianbao.v1.ExtractorService/ExtractReport",
          .peer = "ipv4:127.0.0.1:40000",
          .request_id = "r-1",
          .trace = {.trace_id = "4bf92f3577b34da6a3ce929d0e0e4736",
                    .span_id = "00f067aa0ba902b7"},
          .start = absl::FromUnixMicros(1'600'000'000'000'000),
          .duration = absl::Microseconds(1500),
          .first_response = absl::Microseconds(1400),
          .code = grpc::StatusCode::OK,
          .messages_in = 1,
          .messages_out = 2,
          .bytes_in = 30,
          .bytes_out = 40};
}

json Line(const CallRecord& call) {
  return json::parse(FormatCall(call, kOptions));
}

TEST(CallLogTest, ALineHasAllThereIsToKnow) {
  EXPECT_EQ(Line(Call()),
            json({{"time", "2020-09-13T12:26:40.001500Z"},
                  {"level", "INFO"},
                  {"service", "nianbao-extractor"},
                  {"method", "nianbao.v1.ExtractorService/ExtractReport"},
                  {"request_id", "r-1"},
                  {"trace_id", "4bf92f3577b34da6a3ce929d0e0e4736"},
                  {"span_id", "00f067aa0ba902b7"},
                  {"peer", "ipv4:127.0.0.1:40000"},
                  {"code", "OK"},
                  {"duration_ms", 1.5},
                  {"messages_in", 1},
                  {"messages_out", 2},
                  {"bytes_in", 30},
                  {"bytes_out", 40}}));
}

TEST(CallLogTest, LevelsFollowTheCode) {
  const struct {
    grpc::StatusCode code;
    const char* name;
    const char* level;
  } cases[] = {
      {grpc::StatusCode::INVALID_ARGUMENT, "INVALID_ARGUMENT", "WARNING"},
      {grpc::StatusCode::CANCELLED, "CANCELLED", "WARNING"},
      {grpc::StatusCode::INTERNAL, "INTERNAL", "ERROR"},
      {grpc::StatusCode::UNAUTHENTICATED, "UNAUTHENTICATED", "WARNING"},
      {static_cast<grpc::StatusCode>(77), "UNKNOWN", "WARNING"},
  };
  for (const auto& [code, name, level] : cases) {
    CallRecord call = Call();
    call.code = code;
    call.message = "why";
    EXPECT_EQ(Line(call)["code"], name);
    EXPECT_EQ(Line(call)["level"], level) << name;
    EXPECT_EQ(Line(call)["message"], "why") << name;
  }
}

TEST(CallLogTest, SlowIsWhatBeginsToAnswerLate) {
  CallRecord call = Call();
  call.duration = absl::Hours(1);
  EXPECT_FALSE(Line(call).contains("slow"));
  call.first_response = absl::Milliseconds(101);
  EXPECT_EQ(Line(call)["slow"], true);
  EXPECT_EQ(Line(call)["level"], "WARNING");
  call.client_paced = true;
  EXPECT_FALSE(Line(call).contains("slow"));
}

TEST(CallLogTest, AMessageCutWithinACharacterIsStillJson) {
  CallRecord call = Call();
  call.code = grpc::StatusCode::INTERNAL;
  call.message = "\xe5\xb9";
  EXPECT_EQ(Line(call)["message"], "\xef\xbf\xbd");
}

TEST(CallLogTest, QuietLeavesOutWhatWentWell) {
  CallLogOptions quiet = kOptions;
  quiet.quiet = true;
  CallRecord call = Call();
  EXPECT_TRUE(IsLogged(call, kOptions));
  EXPECT_FALSE(IsLogged(call, quiet));
  call.first_response = absl::Seconds(1);
  EXPECT_TRUE(IsLogged(call, quiet));
  call = Call();
  call.code = grpc::StatusCode::NOT_FOUND;
  EXPECT_TRUE(IsLogged(call, quiet));
}

TEST(CallLogTest, HealthChecksAreLoggedWhenTheyFail) {
  CallRecord call = Call();
  call.method = "/grpc.health.v1.Health/Check";
  EXPECT_FALSE(IsLogged(call, kOptions));
  call.code = grpc::StatusCode::NOT_FOUND;
  EXPECT_TRUE(IsLogged(call, kOptions));
  call.code = grpc::StatusCode::CANCELLED;
  EXPECT_FALSE(IsLogged(call, kOptions));
}

}  // namespace call_log_test
}  // namespace nianbao
