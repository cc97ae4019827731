#include "common/base/error_reason.h"

#include <fstream>
#include <map>
#include <regex>
#include <string>

#include "common/base/status.h"
#include "common/rpc/wire/wire_status.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "gtest/gtest.h"
#include "tests/paths.h"

namespace nianbao {
namespace error_reason_test {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(ErrorReasonTest, RowsStandInTheOrderOfTheReasons) {
  std::map<std::string, int> names;
  int number = 0;
  for (const ErrorReasonRow& row : ErrorReasons()) {
    EXPECT_EQ(static_cast<int>(row.reason), number++);
    EXPECT_EQ(++names[std::string(row.name)], 1) << row.name;
    EXPECT_NE(row.code, absl::StatusCode::kOk) << row.name;
  }
  EXPECT_EQ(number, static_cast<int>(ErrorReason::kInternal) + 1);
}

TEST(ErrorReasonTest, CarriesItsDetails) {
  const absl::Status status =
      Error(ErrorReason::kStoreLoading, "wait", {{"key", "value"}});
  EXPECT_EQ(Describe(status), "UNAVAILABLE: wait");
  EXPECT_EQ(ReasonOf(status), "STORE_LOADING");
  EXPECT_EQ(RetryDelayOf(status), absl::Seconds(1));
  const google::rpc::Status rpc = ToRpcStatus(status);
  google::rpc::ErrorInfo info;
  int infos = 0;
  for (const auto& any : rpc.details()) infos += any.UnpackTo(&info);
  EXPECT_EQ(infos, 1);
  EXPECT_EQ(info.domain(), "nianbao");
  EXPECT_EQ(info.metadata().at("key"), "value");
  EXPECT_EQ(FromGrpcStatus(ToGrpcStatus(status)), status);
}

TEST(ErrorReasonTest, RetryReplacesTheUsualDelay) {
  const absl::Status status = WithRetry(Error(ErrorReason::kRateLimited, "x"),
                                        absl::Milliseconds(1250));
  EXPECT_EQ(RetryDelayOf(status), absl::Milliseconds(1250));
  EXPECT_EQ(ToRpcStatus(status).details_size(), 2);
}

TEST(ErrorReasonTest, WhatCannotBeTriedAgainHasNoDelay) {
  const absl::Status status = Error(ErrorReason::kTokenInvalid, "x");
  EXPECT_FALSE(RetryDelayOf(status).has_value());
  EXPECT_EQ(ReasonOf(absl::InternalError("x")), "");
}

TEST(ForClientTest, HidesWhatALibraryWorded) {
  const std::string secret = "SELECT * FROM report; /var/lib/nianbao.db";
  const struct {
    absl::Status status;
    std::string reason;
    absl::StatusCode code;
  } kCases[] = {
      {absl::UnavailableError(secret), "STORE_UNAVAILABLE",
       absl::StatusCode::kUnavailable},
      {absl::ResourceExhaustedError(secret), "STORE_FULL",
       absl::StatusCode::kResourceExhausted},
      {absl::DataLossError(secret), "STORE_DAMAGED",
       absl::StatusCode::kDataLoss},
      {absl::InternalError(secret), "INTERNAL", absl::StatusCode::kInternal},
      {absl::FailedPreconditionError(secret), "INTERNAL",
       absl::StatusCode::kInternal},
      {absl::UnknownError(secret), "INTERNAL", absl::StatusCode::kInternal},
  };
  for (const auto& c : kCases) {
    ::testing::internal::CaptureStderr();
    const grpc::Status sent = ToGrpcStatus(c.status);
    // Operators see it.
    EXPECT_THAT(::testing::internal::GetCapturedStderr(), HasSubstr(secret));
    EXPECT_EQ(ReasonOf(FromGrpcStatus(sent)), c.reason);
    EXPECT_EQ(static_cast<int>(sent.error_code()), static_cast<int>(c.code));
    EXPECT_THAT(sent.error_message(), Not(HasSubstr("report")));
    EXPECT_THAT(sent.error_details(), Not(HasSubstr(secret)));
  }
}

TEST(ForClientTest, LeavesWhatWasWordedForClients) {
  for (const absl::Status& status :
       {absl::OkStatus(), absl::CancelledError("x"),
        absl::DeadlineExceededError("x"), BadRequest("field", "is wrong"),
        ResourceNotFound("report", "reports/x"),
        Error(ErrorReason::kRateLimited, "x")}) {
    EXPECT_EQ(ForClient(status), status);
  }
}

// The table of docs/ERRORS.md: | `REASON` | CODE | meaning | what to do |
TEST(ErrorReasonTest, TheDocumentHasOneRowAReason) {
  std::ifstream file(SourceFile("docs/ERRORS.md"));
  ASSERT_TRUE(file.is_open());
  std::map<std::string, std::string> codes;
  const std::regex row(
      R"(\| `([A-Z_]+)` \| ([A-Z_]+) \| ([^|]{10,}) \| ([^|]{10,}) \|)");
  bool in_table = false;
  std::string line;
  std::smatch cells;
  while (std::getline(file, line)) {
    if (line.rfind("## ", 0) == 0) in_table = line == "## Reasons";
    if (!in_table || line.rfind("| `", 0) != 0) continue;
    ASSERT_TRUE(std::regex_match(line, cells, row)) << line;
    EXPECT_TRUE(codes.emplace(cells[1], cells[2]).second) << line;
  }
  for (const ErrorReasonRow& reason : ErrorReasons()) {
    EXPECT_EQ(codes[std::string(reason.name)],
              absl::StatusCodeToString(reason.code))
        << reason.name;
  }
  EXPECT_EQ(codes.size(), ErrorReasons().size());
}

}  // namespace error_reason_test
}  // namespace nianbao
