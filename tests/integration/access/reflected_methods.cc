#include "tests/integration/access/reflected_methods.h"

#include <cstdlib>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.pb.h"
#include "grpcpp/grpcpp.h"
#include "reflection.grpc.pb.h"

namespace nianbao {
namespace {

using google::protobuf::FileDescriptorProto;
using google::protobuf::MethodDescriptorProto;
using google::protobuf::ServiceDescriptorProto;
using grpc::reflection::v1alpha::ServerReflection;
using grpc::reflection::v1alpha::ServerReflectionRequest;
using grpc::reflection::v1alpha::ServerReflectionResponse;

ServerReflectionResponse Ask(ServerReflection::Stub& stub,
                             const ServerReflectionRequest& request) {
  grpc::ClientContext context;
  const auto stream = stub.ServerReflectionInfo(&context);
  ServerReflectionResponse response;
  if (!stream->Write(request) || !stream->Read(&response)) {
    std::cerr << "no reflection: " << stream->Finish().error_message() << "\n";
    std::abort();
  }
  stream->WritesDone();
  stream->Finish();
  return response;
}

// Appends the methods of `service` that `file` describes.
void AppendMethods(const FileDescriptorProto& file, const std::string& service,
                   std::vector<ReflectedMethod>& methods) {
  for (const ServiceDescriptorProto& described : file.service()) {
    if (absl::StrCat(file.package(), ".", described.name()) != service) {
      continue;
    }
    for (const MethodDescriptorProto& method : described.method()) {
      methods.push_back({.service = service,
                         .path = absl::StrCat("/", service, "/", method.name()),
                         .access = method.options().GetExtension(v1::access)});
    }
  }
}

}  // namespace

std::vector<ReflectedMethod> ReflectMethods(
    const std::shared_ptr<grpc::Channel>& channel) {
  const auto stub = ServerReflection::NewStub(channel);
  ServerReflectionRequest request;
  request.set_list_services("*");
  const ServerReflectionResponse services = Ask(*stub, request);
  std::vector<ReflectedMethod> methods;
  for (const auto& service : services.list_services_response().service()) {
    request.set_file_containing_symbol(service.name());
    const ServerReflectionResponse files = Ask(*stub, request);
    const size_t before = methods.size();
    for (const std::string& bytes :
         files.file_descriptor_response().file_descriptor_proto()) {
      FileDescriptorProto file;
      if (!file.ParseFromString(bytes)) std::abort();
      AppendMethods(file, service.name(), methods);
    }
    if (methods.size() == before) {
      std::cerr << service.name() << " is listed but not described\n";
      std::abort();
    }
  }
  return methods;
}

}  // namespace nianbao
