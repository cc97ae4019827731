#include "client/calls/probes.h"

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <ctime>
#include <memory>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "common/rpc/wire/wire_status.h"
#include "grpc/grpc_security_constants.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/security/auth_context.h"
#include "nianbao/v1/aggregator_service.grpc.pb.h"
#include "nianbao/v1/extractor_service.grpc.pb.h"

namespace nianbao::client {
namespace {

// Where the certificate, in PEM, ends; nothing when it cannot be read.
std::optional<absl::Time> EndOfCertificate(const std::string& pem) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> text(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(
      PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr), X509_free);
  std::tm end = {};
  if (certificate == nullptr ||
      ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &end) != 1) {
    return std::nullopt;
  }
  return absl::FromTM(end, absl::UTCTimeZone());
}

std::optional<absl::Time> EndOfPeersCertificate(
    const grpc::ClientContext& context) {
  const std::shared_ptr<const grpc::AuthContext> peer = context.auth_context();
  if (peer == nullptr) return std::nullopt;
  const std::vector<grpc::string_ref> certificates =
      peer->FindPropertyValues(GRPC_X509_PEM_CERT_PROPERTY_NAME);
  if (certificates.empty()) return std::nullopt;
  return EndOfCertificate(
      std::string(certificates[0].data(), certificates[0].size()));
}

}  // namespace

absl::StatusOr<Peer> AskHealth(const Channel& service, absl::Duration limit) {
  const auto stub = grpc::health::v1::Health::NewStub(service);
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + limit));
  context.set_wait_for_ready(true);
  // An empty request is about the whole server.
  grpc::health::v1::HealthCheckResponse response;
  const grpc::Status status = stub->Check(&context, {}, &response);
  if (!status.ok()) return FromGrpcStatus(status);
  return Peer{.serves = response.status() ==
                        grpc::health::v1::HealthCheckResponse::SERVING,
              .certificate_end = EndOfPeersCertificate(context)};
}

absl::StatusOr<v1::Report> ExtractText(const Session& session,
                                       const Channel& extractor,
                                       absl::string_view text) {
  const auto stub = v1::ExtractorService::NewStub(extractor);
  grpc::ClientContext context;
  SetDeadline(context, kCallDeadline);
  v1::ExtractReportRequest request;
  request.mutable_document()->set_source_uri("doctor");
  request.mutable_document()->set_content(std::string(text));
  v1::ExtractReportResponse response;
  const absl::Status status = session.ExtractorStatus(
      stub->ExtractReport(&context, request, &response));
  if (!status.ok()) return status;
  return std::move(*response.mutable_report());
}

absl::StatusOr<v1::Indicator> GetIndicator(const Session& session,
                                           const Channel& aggregator,
                                           const std::string& name) {
  const auto stub = v1::AggregatorService::NewStub(aggregator);
  grpc::ClientContext context;
  SetDeadline(context, kCallDeadline);
  v1::GetIndicatorRequest request;
  request.set_name(name);
  v1::GetIndicatorResponse response;
  const absl::Status status = session.AggregatorStatus(
      stub->GetIndicator(&context, request, &response));
  if (!status.ok()) return status;
  return std::move(*response.mutable_indicator());
}

}  // namespace nianbao::client
