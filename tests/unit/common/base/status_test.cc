#include "common/base/status.h"

#include <string>

#include "common/base/error_reason.h"
#include "common/rpc/wire/wire_status.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "gtest/gtest.h"

namespace nianbao {
namespace status_test {

TEST(StatusTest, BadRequestNamesTheField) {
  const absl::Status status = BadRequest("document.content", "is empty");
  EXPECT_EQ(Describe(status), "INVALID_ARGUMENT: document.content is empty");
  EXPECT_EQ(ReasonOf(status), "FIELD_INVALID");
  const google::rpc::Status rpc = ToRpcStatus(status);
  google::rpc::BadRequest detail;
  int details = 0;
  for (const auto& any : rpc.details()) details += any.UnpackTo(&detail);
  ASSERT_EQ(details, 1);
  EXPECT_EQ(detail.field_violations(0).field(), "document.content");
  EXPECT_EQ(detail.field_violations(0).description(), "is empty");
}

// gRPC gives up a call whose status has more than 8 KiB.
TEST(StatusTest, LongTextsAreNotRepeated) {
  std::string text;
  while (text.size() < 100000) text += "政府";
  for (const absl::Status& status :
       {BadRequest(text, text), ResourceNotFound("report", text),
        InField("query", BadRequest(text, text))}) {
    EXPECT_LT(status.message().size(), 2000);
    EXPECT_LT(ToRpcStatus(status).ByteSizeLong(), 4000);
  }
  EXPECT_EQ(ResourceNotFound("report", text).message(),
            "no report " + text.substr(0, 510) + "…");
}

TEST(StatusTest, AFieldStandsInAnother) {
  EXPECT_EQ(InField("query", BadRequest("limit", "is wrong")),
            BadRequest("query.limit", "is wrong"));
  EXPECT_EQ(InField("query", absl::InternalError("x")),
            absl::InternalError("x"));
  EXPECT_TRUE(InField("query", absl::OkStatus()).ok());
}

TEST(StatusTest, APrefixKeepsTheCode) {
  EXPECT_EQ(WithPrefix("a.textproto", absl::NotFoundError("line 3")),
            absl::NotFoundError("a.textproto: line 3"));
}

}  // namespace status_test
}  // namespace nianbao
