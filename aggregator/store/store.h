// Where reports are kept and where questions over them are answered.
//
// A store takes a query and gives rows, so that it may compute where its data
// is. Nothing above this interface may know which store answers.
#ifndef NIANBAO_AGGREGATOR_STORE_STORE_H_
#define NIANBAO_AGGREGATOR_STORE_STORE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "aggregator/query/cursor.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {

struct LoadProgress {
  // Read so far.
  int64_t observations = 0;
  int indicators = 0;
  // Number of indicators in all.
  int indicator_count = 0;
};

struct UploadResult {
  // "reports/{report}".
  std::string name;
  v1::UploadReportsResponse::Outcome outcome =
      v1::UploadReportsResponse::OUTCOME_CREATED;
};

struct ReportQuery {
  // Names after this one; empty starts at the first.
  std::string after;
  // Code of a division; empty for all.
  std::string within;
  // 0 for all.
  int32_t year = 0;
  // Unspecified for all.
  v1::Level level = v1::LEVEL_UNSPECIFIED;
  // Only reports stored after that moment.
  absl::Time updated_after = absl::InfinitePast();
  int limit = 0;
};

// Thread-safe. Until Load has succeeded every other method answers UNAVAILABLE.
// A query speaks of one moment: that of the call, or Selection.as_of. Requests
// must be valid (see request_validation.h). Methods that take a callback return
// at once; the others may block on storage.
class Store {
 public:
  template <typename Message>
  using Rows = absl::StatusOr<std::unique_ptr<Cursor<Message>>>;
  using UploadDone = absl::AnyInvocable<void(absl::StatusOr<UploadResult>)>;
  using DeleteDone = absl::AnyInvocable<void(absl::Status)>;
  // Takes the version of the state that now answers; versions ascend.
  using ChangeListener = absl::AnyInvocable<void(int64_t version)>;

  // Finishes what was queued.
  virtual ~Store() = default;

  // Makes the store ready to answer; to be called once. Calls `progress` about
  // once a second. CANCELLED when `stopped` said so.
  virtual absl::Status Load(
      Stopped stopped,
      absl::FunctionRef<void(const LoadProgress&)> progress) = 0;

  // Stores a valid report under its own name (see common/report_identity.h)
  // and calls `done` once it is durable and all queries see it, or not stored
  // at all. Takes the place of an earlier report of the same source, which
  // stays for queries as of an earlier moment; a report equal to that changes
  // nothing. Uploads and deletions take effect in the order of the calls.
  // `done` must not block.
  virtual void Upload(v1::Report report, UploadDone done) = 0;

  // NOT_FOUND when there is no such report.
  virtual void Delete(std::string name, DeleteDone done) = 0;

  // NOT_FOUND when there is no such report.
  virtual absl::StatusOr<v1::Report> Get(const std::string& name) = 0;

  // Reports in the order of their names.
  virtual absl::StatusOr<std::vector<v1::ReportSummary>> List(
      const ReportQuery& query) = 0;

  // Cursors over a state with as_of give RESOURCE_EXHAUSTED when that state is
  // too large to be loaded beside the current one.
  virtual Rows<v1::QueryStatisticsResponse> QueryStatistics(
      const v1::QueryStatisticsRequest& request) = 0;
  virtual Rows<v1::RankDivisionsResponse> RankDivisions(
      const v1::RankDivisionsRequest& request) = 0;
  virtual Rows<v1::QueryTrendsResponse> QueryTrends(
      const v1::QueryTrendsRequest& request) = 0;
  virtual Rows<v1::QueryDistributionsResponse> QueryDistributions(
      const v1::QueryDistributionsRequest& request) = 0;
  virtual Rows<v1::QueryCorrelationsResponse> QueryCorrelations(
      const v1::QueryCorrelationsRequest& request) = 0;

  // Observations in the order of indicator, year, upload and place in the
  // report. Of several reasons why one is not counted, `standing` gives the
  // first of: INCOMPLETE, OTHER_SCOPE, NOT_HEADLINE, PERCENTAGE,
  // REPORT_NOT_COUNTED, OUTVOTED, FILTERED, ERRONEOUS. Those outside within,
  // levels, years and updated_after are never given. The selection token is
  // not looked at.
  virtual Rows<v1::QueryObservationsResponse> QueryObservations(
      const v1::QueryObservationsRequest& request) = 0;

  // Version of the state that answers now; 0 before Load.
  virtual int64_t SnapshotVersion() const = 0;

  // Calls `listener` after each change of that state, before the uploads that
  // made it are acknowledged; null for none. It must not block. Returns once
  // the listener before is no longer being called.
  virtual void OnChange(ChangeListener listener) = 0;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_STORE_H_
