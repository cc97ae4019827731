#include "aggregator/service/naming.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "aggregator/question/resource_names.h"
#include "common/base/status.h"
#include "common/base/thread_priority.h"

namespace nianbao::aggregator {
namespace {

constexpr int kMaxQueries = 100;
constexpr size_t kMaxTextBytes = 200;
constexpr absl::string_view kReportPrefix = "reports/";

absl::Status ValidateNames(const v1::ResolveNamesRequest& request) {
  if (request.queries().empty() || request.queries_size() > kMaxQueries) {
    return BadRequest("queries", absl::StrCat("must be 1 to ", kMaxQueries));
  }
  for (int i = 0; i < request.queries_size(); ++i) {
    const v1::NameQuery& query = request.queries(i);
    const std::string field = IndexedField("queries", i);
    if (query.text().empty() || query.text().size() > kMaxTextBytes) {
      return BadRequest(
          absl::StrCat(field, ".text"),
          absl::StrCat("must have 1 to ", kMaxTextBytes, " bytes"));
    }
    for (const int kind : query.kinds()) {
      if (!v1::NameKind_IsValid(kind) || kind == v1::NAME_KIND_UNSPECIFIED) {
        return BadRequest(absl::StrCat(field, ".kinds"), "is no kind");
      }
    }
  }
  return absl::OkStatus();
}

v1::NameCandidate OfReport(const std::string& name, v1::NameMatch match) {
  v1::NameCandidate candidate;
  candidate.set_name(name);
  candidate.set_kind(v1::NAME_KIND_REPORT);
  candidate.set_match(match);
  return candidate;
}

}  // namespace

Naming::Naming(Store& store, const Catalogue& catalogue)
    : store_(store), maker_([this, &catalogue] { MakeResolver(catalogue); }) {}

Naming::~Naming() {
  stopping_ = true;
  maker_.join();
}

void Naming::MakeResolver(const Catalogue& catalogue) {
  GiveWayToOtherThreads(GivesWay::kALittle);
  resolver_ =
      NameResolver::Create(catalogue, [this] { return stopping_.load(); });
  made_.Notify();
}

absl::Status Naming::Resolve(const v1::ResolveNamesRequest& request,
                             v1::ResolveNamesResponse& response) {
  const absl::Status valid = ValidateNames(request);
  if (!valid.ok()) return valid;
  made_.WaitForNotification();
  if (!resolver_.ok()) return resolver_.status();
  for (const v1::NameQuery& query : request.queries()) {
    v1::ResolvedName& answer = *response.add_names();
    answer = (*resolver_)->Resolve(query);
    if (absl::c_linear_search(query.kinds(), v1::NAME_KIND_REPORT)) {
      const absl::Status added = AddReports(query, answer);
      if (!added.ok()) return added;
    }
  }
  return absl::OkStatus();
}

// Names come in order, so that those which begin with the text stand together.
absl::Status Naming::AddReports(const v1::NameQuery& query,
                                v1::ResolvedName& answer) {
  const std::string prefix = absl::StrCat(
      kReportPrefix, absl::StripPrefix(query.text(), kReportPrefix));
  const absl::Status exact = store_.Get(prefix).status();
  if (exact.ok()) {
    AddCandidate(OfReport(prefix, v1::NAME_MATCH_ID), answer);
    return exact;
  }
  if (!absl::IsNotFound(exact)) return exact;
  ReportListQuestion question;
  question.after.name = prefix;
  question.limit = kMaxNameCandidates + 1;
  const absl::StatusOr<std::vector<v1::ReportSummary>> reports =
      store_.List(question);
  if (!reports.ok()) return reports.status();
  for (const v1::ReportSummary& summary : *reports) {
    const std::string& name = summary.report().name();
    if (!absl::StartsWith(name, prefix)) break;
    AddCandidate(OfReport(name, v1::NAME_MATCH_PART), answer);
  }
  if (answer.candidate_count() > 0) answer.clear_suggestions();
  return absl::OkStatus();
}

}  // namespace nianbao::aggregator
