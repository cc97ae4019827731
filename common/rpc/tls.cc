// gRPC's own provider of certificates from files serves whatever it finds in
// them: with a broken file, or a key that does not belong, every handshake
// fails from then on. So the files are read here, checked as at the start, and
// handed to gRPC when they can serve: it asks a function for a new certificate
// before each handshake.
//
//   files seen        a       b (checked)   c (broken: told once)   d (checked)
//   the function      -       new           unchanged               new
//   handshakes with   a       b             b                       d
//
// The class of credentials that gRPC's C++ library has for such a function is
// not offered; ReloadedCredentials does the same by the library in C below it.
#include "common/rpc/tls.h"

#include <array>
#include <iostream>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "common/base/read_file.h"
#include "common/base/status.h"
#include "common/rpc/tls_files.h"
#include "grpc/grpc.h"
#include "grpc/grpc_security.h"

namespace nianbao {
namespace {

// How often files are looked at, however many connect.
constexpr absl::Duration kLookPeriod = absl::Seconds(1);

grpc_ssl_client_certificate_request_type RequestType(
    const v1::ServerConfig::Tls& tls) {
  if (tls.client_ca().empty()) return GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE;
  return tls.require_client_certificate()
             ? GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY
             : GRPC_SSL_REQUEST_CLIENT_CERTIFICATE_AND_VERIFY;
}

grpc_ssl_server_certificate_config* ConfigOf(const TlsFiles& files) {
  const grpc_ssl_pem_key_cert_pair pair = {
      .private_key = files.key.c_str(),
      .cert_chain = files.certificate.c_str()};
  // gRPC wants roots even where it asks clients for no certificate, and then
  // compares nothing with them.
  const std::string& roots =
      files.client_ca.empty() ? files.certificate : files.client_ca;
  return grpc_ssl_server_certificate_config_create(roots.c_str(), &pair, 1);
}

class ReloadedCredentials final : public grpc::ServerCredentials {
 public:
  explicit ReloadedCredentials(const v1::ServerConfig::Tls& tls)
      : tls_(tls),
        credentials_(grpc_ssl_server_credentials_create_with_options(
            grpc_ssl_server_credentials_create_options_using_config_fetcher(
                RequestType(tls), &ReloadedCredentials::Fetch, this))) {}

  ~ReloadedCredentials() override {
    grpc_server_credentials_release(credentials_);
  }

  // Who calls is the gate's business.
  void SetAuthMetadataProcessor(
      const std::shared_ptr<grpc::AuthMetadataProcessor>&) override {}

 private:
  using Versions = std::array<FileVersion, 3>;

  int AddPortToServer(const std::string& address,
                      grpc_server* server) override {
    return grpc_server_add_http2_port(server, address.c_str(), credentials_);
  }

  static grpc_ssl_certificate_config_reload_status Fetch(
      void* credentials, grpc_ssl_server_certificate_config** config) {
    return static_cast<ReloadedCredentials*>(credentials)->Look(config);
  }

  grpc_ssl_certificate_config_reload_status Look(
      grpc_ssl_server_certificate_config** config) {
    absl::MutexLock lock(&mutex_);
    const absl::Time now = absl::Now();
    // A clock that was set back counts as a second gone by.
    if (now >= looked_ && now - looked_ < kLookPeriod) {
      return GRPC_SSL_CERTIFICATE_CONFIG_RELOAD_UNCHANGED;
    }
    looked_ = now;
    const Versions versions = {VersionOf(tls_.certificate()),
                               VersionOf(tls_.key()),
                               VersionOf(tls_.client_ca())};
    if (std::exchange(seen_, versions) == versions) {
      return GRPC_SSL_CERTIFICATE_CONFIG_RELOAD_UNCHANGED;
    }
    const absl::StatusOr<TlsFiles> files = ReadTls(tls_);
    if (!files.ok()) {
      std::cerr << absl::StrCat(
          "the certificate stays as it was: ", Describe(files.status()), "\n");
      return GRPC_SSL_CERTIFICATE_CONFIG_RELOAD_UNCHANGED;
    }
    *config = ConfigOf(*files);
    return GRPC_SSL_CERTIFICATE_CONFIG_RELOAD_NEW;
  }

  const v1::ServerConfig::Tls tls_;
  absl::Mutex mutex_;
  absl::Time looked_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  // What the files were like when they were read last.
  Versions seen_ ABSL_GUARDED_BY(mutex_);
  grpc_server_credentials* const credentials_;
};

}  // namespace

std::shared_ptr<grpc::ServerCredentials> MakeServerCredentials(
    const v1::ServerConfig::Tls& tls) {
  return std::make_shared<ReloadedCredentials>(tls);
}

}  // namespace nianbao
