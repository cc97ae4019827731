#include "common/rpc/tls_files.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <ctime>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/base/read_file.h"

namespace nianbao {
namespace {

// A hundred authorities with long keys are some 200 KB.
constexpr size_t kMaxPemBytes = 4 << 20;

constexpr char kNoCertificate[] = "cannot be read as a PEM certificate";

using BioPtr = std::unique_ptr<BIO, decltype(&BIO_free)>;
using X509Ptr = std::unique_ptr<X509, decltype(&X509_free)>;
using KeyPtr = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using SslContextPtr = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;

// Also empties OpenSSL's queue of errors, which the next check would read.
absl::Status Refuse(absl::string_view field, absl::string_view reason) {
  ERR_clear_error();
  return absl::InvalidArgumentError(absl::StrCat("tls.", field, ": ", reason));
}

// OpenSSL would ask for the password of a key on the terminal; here there is
// none, and the key cannot be read.
int NoPassword(char*, int, int, void*) { return 0; }

BioPtr Bytes(const std::string& pem) {
  return {BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free};
}

X509Ptr NextCertificate(BIO* bytes) {
  return {PEM_read_bio_X509(bytes, nullptr, NoPassword, nullptr), X509_free};
}

// Whether the text holds certificates, at least one, and none that is broken.
bool HoldsCertificates(const std::string& pem) {
  const BioPtr bytes = Bytes(pem);
  int count = 0;
  while (NextCertificate(bytes.get()) != nullptr) ++count;
  // What follows the last one, if only the end, begins none.
  const bool whole =
      ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  return whole && count > 0;
}

// The certificate goes first: loading a key compares it with the one that is
// there.
absl::Status CheckPair(const TlsFiles& files) {
  const SslContextPtr context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  const X509Ptr certificate = NextCertificate(Bytes(files.certificate).get());
  if (!HoldsCertificates(files.certificate) || certificate == nullptr ||
      SSL_CTX_use_certificate(context.get(), certificate.get()) != 1) {
    return Refuse("certificate", kNoCertificate);
  }
  const KeyPtr key(PEM_read_bio_PrivateKey(Bytes(files.key).get(), nullptr,
                                           NoPassword, nullptr),
                   EVP_PKEY_free);
  if (key == nullptr) {
    return Refuse("key", "cannot be read as a PEM key without password");
  }
  if (SSL_CTX_use_PrivateKey(context.get(), key.get()) != 1) {
    return Refuse("key", "does not belong to tls.certificate");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<TlsFiles> ReadTls(const v1::ServerConfig::Tls& tls) {
  if (tls.certificate().empty()) return Refuse("certificate", "must be set");
  if (tls.key().empty()) return Refuse("key", "must be set");
  if (tls.require_client_certificate() && tls.client_ca().empty()) {
    return Refuse("require_client_certificate", "needs tls.client_ca");
  }
  TlsFiles files;
  // What cannot be read is empty, and so no certificate and no key.
  const auto read = [](const std::string& path) {
    return ReadRegularFile(path, kMaxPemBytes).value_or("");
  };
  files.certificate = read(tls.certificate());
  files.key = read(tls.key());
  const absl::Status pair = CheckPair(files);
  if (!pair.ok()) return pair;
  if (tls.client_ca().empty()) return files;
  files.client_ca = read(tls.client_ca());
  if (!HoldsCertificates(files.client_ca)) {
    return Refuse("client_ca", "cannot be read as PEM certificates");
  }
  return files;
}

absl::Status CheckTls(const v1::ServerConfig::Tls& tls) {
  return ReadTls(tls).status();
}

absl::StatusOr<absl::Time> CertificateEnd(const std::string& file) {
  const absl::StatusOr<std::string> pem = ReadRegularFile(file, kMaxPemBytes);
  if (!pem.ok()) return Refuse("certificate", kNoCertificate);
  const X509Ptr certificate = NextCertificate(Bytes(*pem).get());
  std::tm end = {};
  if (certificate == nullptr ||
      ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &end) != 1) {
    return Refuse("certificate", kNoCertificate);
  }
  return absl::FromTM(end, absl::UTCTimeZone());
}

}  // namespace nianbao
