#include "common/rpc/wire/wire_status.h"

#include "common/base/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao {
namespace wire_status_test {

TEST(WireStatusTest, DetailsSurviveBothWays) {
  const absl::Status status = ResourceNotFound("report", "reports/x");
  EXPECT_EQ(FromRpcStatus(ToRpcStatus(status)), status);
  EXPECT_EQ(FromGrpcStatus(ToGrpcStatus(status)), status);
}

TEST(WireStatusTest, OkStaysOk) {
  EXPECT_TRUE(ToGrpcStatus(absl::OkStatus()).ok());
  EXPECT_TRUE(FromGrpcStatus(grpc::Status::OK).ok());
}

TEST(WireStatusTest, AForeignErrorKeepsItsCodeAndMessage) {
  const absl::Status status = FromGrpcStatus(
      grpc::Status(grpc::StatusCode::UNAVAILABLE, "gone", "not a proto"));
  EXPECT_EQ(Describe(status), "UNAVAILABLE: gone");
}

}  // namespace wire_status_test
}  // namespace nianbao
