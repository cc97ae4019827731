// gRPC's reflection, version 1: what services a server has, and the files of
// descriptors that their messages, and the details of errors, come from. The
// library of gRPC has v1alpha alone, which the newest clients ask no more.
#ifndef NIANBAO_COMMON_RPC_REFLECTION_SERVICE_H_
#define NIANBAO_COMMON_RPC_REFLECTION_SERVICE_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "grpc/reflection/v1/reflection.grpc.pb.h"
#include "grpcpp/grpcpp.h"
#include "grpcpp/impl/server_builder_plugin.h"

namespace nianbao {

// Answers from the descriptors that are part of the program, one request after
// the other; asks nobody who calls, as v1alpha does not. What is not there
// becomes an error within its answer, and the stream goes on. Thread-safe once
// SetServices has been called.
class ReflectionService final
    : public grpc::reflection::v1::ServerReflection::CallbackService {
 public:
  // Full names of the server's services; to be called before it takes calls.
  void SetServices(std::vector<std::string> services) {
    services_ = std::move(services);
  }

  grpc::ServerBidiReactor<grpc::reflection::v1::ServerReflectionRequest,
                          grpc::reflection::v1::ServerReflectionResponse>*
  ServerReflectionInfo(grpc::CallbackServerContext* context) override;

 private:
  std::vector<std::string> services_;
};

// Adds the service to the server that is built with it, and tells it of all
// services of that server.
class ReflectionPlugin final : public grpc::ServerBuilderPlugin {
 public:
  std::string name() override { return "reflection_v1"; }
  void InitServer(grpc::ServerInitializer* server) override;
  void Finish(grpc::ServerInitializer* server) override;
  void ChangeArguments(const std::string&, void*) override {}

 private:
  const std::shared_ptr<ReflectionService> service_ =
      std::make_shared<ReflectionService>();
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_RPC_REFLECTION_SERVICE_H_
