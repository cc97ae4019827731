// Where reports are kept and where questions over them are answered.
//
// A store takes a query and gives rows, so that it may compute where its data
// is. Nothing above this interface may know which store answers.
#ifndef NIANBAO_AGGREGATOR_STORE_H_
#define NIANBAO_AGGREGATOR_STORE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao {

// Rows of an answer, made as they are asked for. A cursor is used by one thread
// at a time, and holds no lock and no snapshot between calls.
template <typename Row>
class Cursor {
 public:
  virtual ~Cursor() = default;

  // Appends the next rows, at most kBatchRows and perhaps none; false when no
  // more follow.
  virtual absl::StatusOr<bool> Next(std::vector<Row>& rows) = 0;
};

inline constexpr int kBatchRows = 256;

struct UploadResult {
  // "reports/{report}".
  std::string name;
  // True when a report of the same source was there.
  bool replaced = false;
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
  int limit = 0;
};

// Thread-safe. Every method but the two that take a callback may block on
// storage.
class Store {
 public:
  using UploadDone = absl::AnyInvocable<void(absl::StatusOr<UploadResult>)>;
  using DeleteDone = absl::AnyInvocable<void(absl::Status)>;

  // Finishes what was queued.
  virtual ~Store() = default;

  // Stores a valid report under its own name (see common/report_identity.h)
  // and calls `done` once it is durable, or not stored at all. Takes the place
  // of an earlier report of the same source. Uploads and deletions take effect
  // in the order of the calls. Returns at once; `done` must not block.
  virtual void Upload(v1::Report report, UploadDone done) = 0;

  // NOT_FOUND when there is no such report. Returns at once.
  virtual void Delete(std::string name, DeleteDone done) = 0;

  // NOT_FOUND when there is no such report.
  virtual absl::StatusOr<v1::Report> Get(const std::string& name) = 0;

  // Reports in the order of their names.
  virtual absl::StatusOr<std::vector<v1::ReportSummary>> List(
      const ReportQuery& query) = 0;

  // Statistics by the definitions of aggregator/query/statistics.h, for a request
  // that has been validated. All rows of one indicator speak of one moment;
  // reports stored meanwhile may show in the indicators that follow.
  virtual absl::StatusOr<std::unique_ptr<Cursor<v1::QueryStatisticsResponse>>>
  QueryStatistics(const v1::QueryStatisticsRequest& request) = 0;

  // Observations in the order of indicator, year and upload.
  virtual absl::StatusOr<std::unique_ptr<Cursor<v1::QueryObservationsResponse>>>
  QueryObservations(const v1::QueryObservationsRequest& request) = 0;
};

}  // namespace nianbao

#endif  // NIANBAO_AGGREGATOR_STORE_H_
