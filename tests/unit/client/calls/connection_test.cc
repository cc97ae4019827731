#include "client/calls/connection.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "nianbao/v1/access.pb.h"
#include "nianbao/v1/aggregator_service.pb.h"
#include "nianbao/v1/extractor_service.pb.h"
#include "nlohmann/json.hpp"

namespace nianbao::client {
namespace connection_test {

using Methods = std::set<std::string>;

// The methods that change nothing and whose requests can be sent again.
void AddRetryable(const google::protobuf::ServiceDescriptor& service,
                  Methods& methods) {
  for (int i = 0; i < service.method_count(); ++i) {
    const google::protobuf::MethodDescriptor& method = *service.method(i);
    if (!method.client_streaming() &&
        method.options().GetExtension(v1::access) != v1::ACCESS_WRITE) {
      methods.insert(method.full_name());
    }
  }
}

TEST(ConnectionTest, RetriesWhatReadsAndNothingElse) {
  const auto config =
      nlohmann::json::parse(std::string(EmbeddedServiceConfig()));
  ASSERT_EQ(config["methodConfig"].size(), 1);
  const auto& rule = config["methodConfig"][0];
  EXPECT_EQ(rule["retryPolicy"]["retryableStatusCodes"],
            nlohmann::json::array({"UNAVAILABLE"}));
  Methods retried;
  for (const auto& name : rule["name"]) {
    retried.insert(absl::StrCat(name["service"].get<std::string>(), ".",
                                name["method"].get<std::string>()));
  }
  Methods retryable;
  AddRetryable(*v1::ExtractReportRequest::descriptor()->file()->service(0),
               retryable);
  AddRetryable(*v1::GetReportRequest::descriptor()->file()->service(0),
               retryable);
  EXPECT_EQ(retried, retryable);
}

TEST(ConnectionTest, TakesTurnsAmongReplicas) {
  const auto config =
      nlohmann::json::parse(std::string(EmbeddedServiceConfig()));
  EXPECT_EQ(config["loadBalancingConfig"],
            nlohmann::json::parse(R"([{"round_robin": {}}])"));
}

TEST(ConnectionTest, FilesMustGoTogether) {
  const struct {
    ConnectionFiles files;
    const char* error;
  } kCases[] = {
      {{.ca = "x"}, "--ca, --cert and --key need --tls"},
      {{.tls = true, .certificate = "x"}, "--cert and --key need each other"},
      {{.tls = true, .key = "x"}, "--cert and --key need each other"},
      {{.tls = true, .ca = "/no"}, "--ca: cannot read a file of that name"},
      {{.token = "/no"}, "--token-file: cannot read a file of that name"},
      {{.token = "/dev/null"}, "--token-file: the file is empty"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(Connector::Create(c.files).status(),
              absl::InvalidArgumentError(c.error));
  }
}

}  // namespace connection_test
}  // namespace nianbao::client
