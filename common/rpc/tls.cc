#include "common/rpc/tls.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <ctime>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "grpcpp/security/tls_certificate_provider.h"
#include "grpcpp/security/tls_credentials_options.h"

namespace nianbao {
namespace {

// How late a renewed certificate may be served, and how often files are read.
constexpr unsigned kRefreshSeconds = 1;

// Also empties OpenSSL's queue of errors, which the next check would read.
absl::Status Refuse(absl::string_view field, absl::string_view reason) {
  ERR_clear_error();
  return absl::InvalidArgumentError(absl::StrCat("tls.", field, ": ", reason));
}

// OpenSSL would ask for the password of a key on the terminal; here there is
// none, and the key cannot be read.
int NoPassword(char*, int, int, void*) { return 0; }

// Loads the files as a server would. The certificate goes first: loading a key
// compares it with the certificate that is there.
absl::Status CheckFiles(const v1::ServerConfig::Tls& tls, SSL_CTX* context) {
  if (SSL_CTX_use_certificate_chain_file(context, tls.certificate().c_str()) !=
      1) {
    return Refuse("certificate", "cannot be read as a PEM certificate");
  }
  if (SSL_CTX_use_PrivateKey_file(context, tls.key().c_str(),
                                  SSL_FILETYPE_PEM) != 1) {
    const bool other =
        ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_VALUES_MISMATCH;
    return Refuse("key", other
                             ? "does not belong to tls.certificate"
                             : "cannot be read as a PEM key without password");
  }
  if (!tls.client_ca().empty() &&
      SSL_CTX_load_verify_file(context, tls.client_ca().c_str()) != 1) {
    return Refuse("client_ca", "cannot be read as PEM certificates");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckTls(const v1::ServerConfig::Tls& tls) {
  if (tls.certificate().empty()) return Refuse("certificate", "must be set");
  if (tls.key().empty()) return Refuse("key", "must be set");
  if (tls.require_client_certificate() && tls.client_ca().empty()) {
    return Refuse("require_client_certificate", "needs tls.client_ca");
  }
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(
      SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  SSL_CTX_set_default_passwd_cb(context.get(), NoPassword);
  return CheckFiles(tls, context.get());
}

absl::StatusOr<absl::Time> CertificateEnd(const std::string& file) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bytes(
      BIO_new_file(file.c_str(), "r"), BIO_free);
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(
      bytes == nullptr
          ? nullptr
          : PEM_read_bio_X509(bytes.get(), nullptr, NoPassword, nullptr),
      X509_free);
  std::tm end = {};
  if (certificate == nullptr ||
      ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &end) != 1) {
    return Refuse("certificate", "cannot be read as a PEM certificate");
  }
  return absl::FromTM(end, absl::UTCTimeZone());
}

std::shared_ptr<grpc::ServerCredentials> MakeServerCredentials(
    const v1::ServerConfig::Tls& tls) {
  namespace experimental = grpc::experimental;
  experimental::TlsServerCredentialsOptions options(
      std::make_shared<experimental::FileWatcherCertificateProvider>(
          tls.key(), tls.certificate(), tls.client_ca(), kRefreshSeconds));
  // Without this the files that the provider watches are not served.
  options.watch_identity_key_cert_pairs();
  if (!tls.client_ca().empty()) {
    options.watch_root_certs();
    options.set_cert_request_type(
        tls.require_client_certificate()
            ? GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY
            : GRPC_SSL_REQUEST_CLIENT_CERTIFICATE_AND_VERIFY);
  }
  return experimental::TlsServerCredentials(options);
}

}  // namespace nianbao
