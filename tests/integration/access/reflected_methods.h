#ifndef NIANBAO_TESTS_INTEGRATION_ACCESS_REFLECTED_METHODS_H_
#define NIANBAO_TESTS_INTEGRATION_ACCESS_REFLECTED_METHODS_H_

#include <memory>
#include <string>
#include <vector>

#include "grpcpp/channel.h"
#include "nianbao/v1/access.pb.h"

namespace nianbao {

struct ReflectedMethod {
  // "nianbao.v1.ExtractorService".
  std::string service;
  // As a call names it: "/nianbao.v1.ExtractorService/ExtractReport".
  std::string path;
  v1::Access access = v1::ACCESS_UNSPECIFIED;
};

// The methods of every service that the server tells of. The test aborts when
// it does not tell.
std::vector<ReflectedMethod> ReflectMethods(
    const std::shared_ptr<grpc::Channel>& channel);

}  // namespace nianbao

#endif  // NIANBAO_TESTS_INTEGRATION_ACCESS_REFLECTED_METHODS_H_
