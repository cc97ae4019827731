#include "client/calls/listings.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "nianbao/v1/aggregator_service.grpc.pb.h"

namespace nianbao::client {
namespace {

// Entries of a page: long lists take few calls, and a page stays far below the
// largest message.
constexpr int kPageSize = 1000;

using AggregatorStub = v1::AggregatorService::Stub;

// A method of the aggregator that gives one message for one.
template <typename Request, typename Response>
using Method = grpc::Status (AggregatorStub::*)(grpc::ClientContext*,
                                                const Request&, Response*);

template <typename Request, typename Response>
absl::Status Call(const Session& session, AggregatorStub& stub,
                  Method<Request, Response> method, const Request& request,
                  Response& response) {
  grpc::ClientContext context;
  SetDeadline(context, kCallDeadline);
  return session.AggregatorStatus((stub.*method)(&context, request, &response));
}

// Calls the paged method once for each page; consume(response) returns false to
// stop.
template <typename Request, typename Response, typename Consume>
absl::Status ForEachPage(const Session& session, const Channel& aggregator,
                         Method<Request, Response> method, Request request,
                         Consume consume) {
  const auto stub = v1::AggregatorService::NewStub(aggregator);
  request.set_page_size(kPageSize);
  while (true) {
    Response response;
    absl::Status status = Call(session, *stub, method, request, response);
    if (!status.ok()) return status;
    if (!consume(response) || response.next_page_token().empty()) {
      return absl::OkStatus();
    }
    request.set_page_token(response.next_page_token());
  }
}

}  // namespace

absl::Status ForEachReport(
    const Session& session, const Channel& aggregator,
    const v1::ListReportsRequest& request,
    const std::function<bool(const v1::ReportSummary&)>& visit) {
  return ForEachPage(session, aggregator, &AggregatorStub::ListReports, request,
                     [&](const v1::ListReportsResponse& response) {
                       return std::all_of(response.reports().begin(),
                                          response.reports().end(), visit);
                     });
}

absl::Status ForEachDivision(
    const Session& session, const Channel& aggregator,
    const v1::ListDivisionsRequest& request,
    const std::function<bool(const v1::Division&)>& visit) {
  return ForEachPage(session, aggregator, &AggregatorStub::ListDivisions,
                     request, [&](const v1::ListDivisionsResponse& response) {
                       return std::all_of(response.divisions().begin(),
                                          response.divisions().end(), visit);
                     });
}

absl::StatusOr<std::vector<v1::Indicator>> ListIndicators(
    const Session& session, const std::string& family) {
  v1::ListIndicatorsRequest request;
  request.set_family(family);
  std::vector<v1::Indicator> indicators;
  absl::Status status = ForEachPage(
      session, session.AggregatorChannel(), &AggregatorStub::ListIndicators,
      request, [&](const v1::ListIndicatorsResponse& response) {
        indicators.insert(indicators.end(), response.indicators().begin(),
                          response.indicators().end());
        return true;
      });
  if (!status.ok()) return status;
  return indicators;
}

absl::StatusOr<v1::ResolveNamesResponse> ResolveNames(
    const Session& session, const v1::ResolveNamesRequest& request) {
  const auto stub = v1::AggregatorService::NewStub(session.AggregatorChannel());
  v1::ResolveNamesResponse response;
  absl::Status status =
      Call(session, *stub, &AggregatorStub::ResolveNames, request, response);
  if (!status.ok()) return status;
  return response;
}

absl::StatusOr<v1::Division> GetDivision(const Session& session,
                                         const std::string& name) {
  const auto stub = v1::AggregatorService::NewStub(session.AggregatorChannel());
  v1::GetDivisionRequest request;
  request.set_name(name);
  v1::GetDivisionResponse response;
  absl::Status status =
      Call(session, *stub, &AggregatorStub::GetDivision, request, response);
  if (!status.ok()) return status;
  return std::move(*response.mutable_division());
}

absl::StatusOr<v1::Report> GetReport(const Session& session,
                                     const std::string& name) {
  const auto stub = v1::AggregatorService::NewStub(session.AggregatorChannel());
  v1::GetReportRequest request;
  request.set_name(name);
  v1::GetReportResponse response;
  absl::Status status =
      Call(session, *stub, &AggregatorStub::GetReport, request, response);
  if (!status.ok()) return status;
  return std::move(*response.mutable_report());
}

absl::StatusOr<std::vector<v1::Report>> GetReports(
    const Session& session, const Channel& aggregator,
    const std::vector<std::string>& names) {
  const auto stub = v1::AggregatorService::NewStub(aggregator);
  v1::BatchGetReportsRequest request;
  request.mutable_names()->Add(names.begin(), names.end());
  v1::BatchGetReportsResponse response;
  absl::Status status =
      Call(session, *stub, &AggregatorStub::BatchGetReports, request, response);
  std::vector<v1::Report> reports(
      std::make_move_iterator(response.mutable_reports()->begin()),
      std::make_move_iterator(response.mutable_reports()->end()));
  if (status.ok()) return reports;
  if (!absl::IsNotFound(status)) return status;
  // One is gone; which others are, single calls tell.
  for (const std::string& name : names) {
    absl::StatusOr<v1::Report> report = GetReport(session, name);
    if (absl::IsNotFound(report.status())) continue;
    if (!report.ok()) return report.status();
    reports.push_back(*std::move(report));
  }
  return reports;
}

}  // namespace nianbao::client
