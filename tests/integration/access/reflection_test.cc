// Version 1 of reflection as a client asks it: what it tells beside v1alpha.
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/protobuf/descriptor.pb.h"
#include "grpc/reflection/v1/reflection.grpc.pb.h"
#include "grpcpp/grpcpp.h"
#include "gtest/gtest.h"
#include "tests/integration/access/reflected_methods.h"
#include "tests/integration/program.h"
#include "tests/temporary_folder.h"

namespace nianbao {
namespace reflection_test {

using google::protobuf::FileDescriptorProto;
using grpc::reflection::v1::ServerReflection;
using grpc::reflection::v1::ServerReflectionRequest;
using grpc::reflection::v1::ServerReflectionResponse;
using ::testing::Contains;
using ::testing::IsSupersetOf;

class ReflectionTest : public ::testing::TestWithParam<const char*> {
 protected:
  explicit ReflectionTest(const std::string& config = "") {
    const std::string path = folder_.path() + "/config.textproto";
    std::ofstream(path) << config;
    std::vector<std::string> flags = {"--config", path};
    if (GetParam() == std::string("nianbao-aggregator")) {
      flags.insert(flags.end(), {"--db", folder_.path() + "/nianbao.db"});
    }
    program_ =
        std::make_unique<Program>(GetParam(), flags, folder_.path() + "/port");
    channel_ = program_->Connect();
    stub_ = ServerReflection::NewStub(channel_);
    stream_ = stub_->ServerReflectionInfo(&context_);
  }

  ServerReflectionResponse Ask(const ServerReflectionRequest& request) {
    ServerReflectionResponse response;
    EXPECT_TRUE(stream_->Write(request) && stream_->Read(&response));
    EXPECT_EQ(response.original_request().SerializeAsString(),
              request.SerializeAsString());
    return response;
  }

  // Names of the files that declare the symbol and that it needs.
  std::vector<std::string> FilesOf(const std::string& symbol) {
    ServerReflectionRequest request;
    request.set_file_containing_symbol(symbol);
    const ServerReflectionResponse response = Ask(request);
    std::vector<std::string> names;
    for (const std::string& bytes :
         response.file_descriptor_response().file_descriptor_proto()) {
      FileDescriptorProto file;
      EXPECT_TRUE(file.ParseFromString(bytes));
      names.push_back(file.name());
    }
    return names;
  }

  TemporaryFolder folder_;
  std::unique_ptr<Program> program_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<ServerReflection::Stub> stub_;
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReaderWriter<ServerReflectionRequest,
                                           ServerReflectionResponse>>
      stream_;
};

TEST_P(ReflectionTest, ListsTheServicesThatV1AlphaLists) {
  ServerReflectionRequest request;
  request.set_list_services("*");
  std::set<std::string> services;
  const ServerReflectionResponse response = Ask(request);
  for (const auto& service : response.list_services_response().service()) {
    services.insert(service.name());
  }
  std::set<std::string> by_alpha;
  for (const ReflectedMethod& method : ReflectMethods(channel_)) {
    by_alpha.insert(method.service);
  }
  EXPECT_EQ(services, by_alpha);
  EXPECT_THAT(services, Contains("grpc.reflection.v1.ServerReflection"));
  EXPECT_THAT(services, Contains("grpc.reflection.v1alpha.ServerReflection"));
}

TEST_P(ReflectionTest, DescribesTheContractAndTheDetailsOfErrors) {
  EXPECT_THAT(
      FilesOf("nianbao.v1.Report"),
      IsSupersetOf({"nianbao/v1/report.proto", "nianbao/v1/division.proto",
                    "google/protobuf/timestamp.proto"}));
  for (const char* const detail :
       {"BadRequest", "ErrorInfo", "ResourceInfo", "RetryInfo"}) {
    const std::vector<std::string> files =
        FilesOf(absl::StrCat("google.rpc.", detail));
    ASSERT_FALSE(files.empty()) << detail;
    EXPECT_EQ(files[0], "google/rpc/error_details.proto") << detail;
  }
}

TEST_P(ReflectionTest, FindsFilesAndExtensions) {
  ServerReflectionRequest request;
  request.set_file_by_filename("google/rpc/status.proto");
  EXPECT_EQ(
      Ask(request).file_descriptor_response().file_descriptor_proto_size(), 2);
  request.set_all_extension_numbers_of_type("google.protobuf.MethodOptions");
  const ServerReflectionResponse response = Ask(request);
  const auto& numbers = response.all_extension_numbers_response();
  EXPECT_EQ(numbers.base_type_name(), "google.protobuf.MethodOptions");
  ASSERT_EQ(numbers.extension_number_size(), 1);
  auto& extension = *request.mutable_file_containing_extension();
  extension.set_containing_type("google.protobuf.MethodOptions");
  extension.set_extension_number(numbers.extension_number(0));
  FileDescriptorProto file;
  ASSERT_TRUE(file.ParseFromString(
      Ask(request).file_descriptor_response().file_descriptor_proto(0)));
  EXPECT_EQ(file.name(), "nianbao/v1/access.proto");
}

TEST_P(ReflectionTest, SaysWhatIsNotThereAndGoesOn) {
  ServerReflectionRequest request;
  EXPECT_EQ(Ask(request).error_response().error_code(),
            grpc::StatusCode::INVALID_ARGUMENT);
  request.set_file_containing_symbol("nianbao.v1.Nothing");
  EXPECT_EQ(Ask(request).error_response().error_code(),
            grpc::StatusCode::NOT_FOUND);
  request.set_file_by_filename("nothing.proto");
  EXPECT_EQ(Ask(request).error_response().error_code(),
            grpc::StatusCode::NOT_FOUND);
  request.set_all_extension_numbers_of_type("nianbao.v1.Nothing");
  EXPECT_EQ(Ask(request).error_response().error_code(),
            grpc::StatusCode::NOT_FOUND);
  auto& extension = *request.mutable_file_containing_extension();
  extension.set_containing_type("nianbao.v1.Report");
  extension.set_extension_number(1);
  EXPECT_EQ(Ask(request).error_response().error_code(),
            grpc::StatusCode::NOT_FOUND);
  EXPECT_FALSE(FilesOf("nianbao.v1.Report").empty());
  stream_->WritesDone();
  EXPECT_TRUE(stream_->Finish().ok());
}

class NoReflectionTest : public ReflectionTest {
 protected:
  NoReflectionTest() : ReflectionTest("listener { no_reflection: true }") {}
};

TEST_P(NoReflectionTest, IsNotServed) {
  stream_->WritesDone();
  EXPECT_EQ(stream_->Finish().error_code(), grpc::StatusCode::UNIMPLEMENTED);
}

const auto kPrograms =
    ::testing::Values("nianbao-extractor", "nianbao-aggregator");
std::string NameOf(const ::testing::TestParamInfo<const char*>& program) {
  return absl::StrCat(program.index);
}
INSTANTIATE_TEST_SUITE_P(Programs, ReflectionTest, kPrograms, NameOf);
INSTANTIATE_TEST_SUITE_P(Programs, NoReflectionTest, kPrograms, NameOf);

}  // namespace reflection_test
}  // namespace nianbao
