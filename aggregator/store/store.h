// Where reports are kept and where questions over them are answered.
//
// A store takes questions and gives rows, so that it may compute where its data
// is. Nothing above this interface may know which store answers; open_store.h
// makes the one that the configuration names.
//
// To add a question (a method of AggregatorService that gives rows):
//   1. its messages in proto/nianbao/v1, its struct in question/questions.h and
//      its Compile in question/compile.h;
//   2. a virtual method here, beside those below;
//   3. its answer in each store; for one with columns a folder in query/ and
//      one line in sqlite/store.cc;
//   4. an override in service/service.h whose body is one call of StreamRows;
//   5. its cases in tests/integration/store, held against the reference.
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
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "aggregator/correction/correction.h"
#include "aggregator/query/cursor.h"
#include "aggregator/question/questions.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {

struct UploadResult {
  // "reports/{report}".
  std::string name;
  v1::UploadReportsResponse::Outcome outcome =
      v1::UploadReportsResponse::OUTCOME_CREATED;
};

// Rows, and of which state of the store they are.
template <typename Message>
struct DatedRows {
  // The same question with this as SelectionQuestion::as_of has the same rows.
  absl::Time moment;
  std::unique_ptr<Cursor<Message>> cursor;
};

// What monitoring wants to know of a store.
struct StoreSize {
  // Bytes that its data takes where it is kept.
  int64_t bytes = 0;
  // Observations held in memory to answer from; 0 for a store that holds none.
  int64_t observations_in_memory = 0;
  // Bytes that have been read for nothing but to find damage, and the pages
  // that were found to be damaged.
  int64_t scrubbed_bytes = 0;
  int64_t damaged_pages = 0;
  // Transactions that were acknowledged and are lost.
  int64_t missing_transactions = 0;
};

// Thread-safe. Until Prepare has succeeded every method that answers or changes
// something gives UNAVAILABLE. An answer speaks of one moment: that of the
// call, or SelectionQuestion::as_of. Methods that take a callback return at
// once; the others may block on storage.
class Store {
 public:
  template <typename Message>
  using Rows = absl::StatusOr<DatedRows<Message>>;
  // Takes what has been done so far, in words for people: "loading: 20000
  // observations".
  using Progress = absl::FunctionRef<void(absl::string_view words)>;
  using UploadDone = absl::AnyInvocable<void(absl::StatusOr<UploadResult>)>;
  using DeleteDone = absl::AnyInvocable<void(absl::Status)>;
  using CorrectDone = absl::AnyInvocable<void(absl::StatusOr<v1::Report>)>;
  using ChangeListener = absl::AnyInvocable<void()>;
  using CommitListener = absl::AnyInvocable<void(absl::Duration)>;

  // Finishes what was queued.
  virtual ~Store() = default;

  // Makes the store ready to answer; to be called once, and again only when it
  // has failed. Calls `progress` about once a second. CANCELLED when `stopped`
  // said so.
  virtual absl::Status Prepare(Stopped stopped, Progress progress) = 0;

  // Stores a valid report under its own name (see
  // common/domain/report_identity.h) and calls `done` once it is durable and
  // all queries see it, or not stored at all. Takes the place of the earlier
  // reports of the same digest and of the same source, which stay for queries
  // as of an earlier moment; a report equal to the former changes nothing. It
  // stands as corrected where its digest has corrections. Uploads, deletions
  // and corrections take effect in the order of the calls. `done` must not
  // block.
  virtual void Upload(v1::Report report, UploadDone done) = 0;

  // NOT_FOUND when there is no such report.
  virtual void Delete(std::string name, DeleteDone done) = 0;

  // Lets a report stand as corrected (ApplyCorrections of
  // correction/correction.h) in all that is answered from now on, its name
  // excepted, and gives it as such without its observations, sections and
  // diagnostics. What was in force before stays for queries as of an earlier
  // moment. Where the report ranks among the uploads of its issuer, year and
  // type does not change. NOT_FOUND when there is no such report.
  virtual void Correct(CorrectionQuestion question, CorrectDone done) = 0;

  // With all corrections that were ever made. NOT_FOUND when there is no such
  // report.
  virtual absl::StatusOr<v1::Report> Get(const std::string& name) = 0;

  // The reports in the order of the names, all as of one moment. NOT_FOUND for
  // the first that is not there.
  virtual absl::StatusOr<std::vector<v1::Report>> GetAll(
      const std::vector<std::string>& names) = 0;

  // With the corrections in force.
  virtual absl::StatusOr<std::vector<v1::ReportSummary>> List(
      const ReportListQuestion& question) = 0;

  // How many reports List would give from the first on, without its limit.
  virtual absl::StatusOr<int64_t> Count(const ReportListQuestion& question) = 0;

  // The moment of the newest state: of all that is answered without as_of from
  // now on, none is of an earlier one.
  virtual absl::StatusOr<absl::Time> Moment() const = 0;

  // INVALID_ARGUMENT with BadRequest on selection.as_of when that is in the
  // future: after both the clock and Moment, which is ahead of a clock that was
  // set back. Cursors over a state with as_of give RESOURCE_EXHAUSTED when that
  // state is too large to be read beside the current one.
  virtual Rows<v1::QueryStatisticsResponse> QueryStatistics(
      const StatisticsQuestion& question) = 0;
  virtual Rows<v1::RankDivisionsResponse> RankDivisions(
      const RankQuestion& question) = 0;
  virtual Rows<v1::QueryTrendsResponse> QueryTrends(
      const TrendQuestion& question) = 0;
  virtual Rows<v1::QueryDistributionsResponse> QueryDistributions(
      const DistributionQuestion& question) = 0;
  virtual Rows<v1::QueryCorrelationsResponse> QueryCorrelations(
      const CorrelationQuestion& question) = 0;

  // Checks in the order of code, indicator, year and issuer. What they compare
  // is all that the store has of the type of reports; the selection says which
  // of them are given, by their first entry.
  virtual Rows<v1::QueryChecksResponse> QueryChecks(
      const CheckQuestion& question) = 0;

  // Observations in the order of indicator, kind, year, upload or correction,
  // and place in the report. Of several reasons why one is not counted,
  // `standing` gives the first of: INCOMPLETE, OTHER_SCOPE, NOT_HEADLINE,
  // PERCENTAGE, UNIDENTIFIED, REPORT_NOT_COUNTED, OUTVOTED, FILTERED,
  // ERRONEOUS, UNCONVERTIBLE. Those that the conditions of the selection leave
  // out are never given, but for latest_year.
  virtual Rows<v1::QueryObservationsResponse> QueryObservations(
      const ObservationQuestion& question) = 0;

  // The change feed: calls `listener` after each change of what answers, before
  // the uploads that made it are acknowledged; null for none. It must not
  // block. Returns once the listener before is no longer being called.
  virtual void OnChange(ChangeListener listener) = 0;

  // OK while changes can be stored, so far as is known; else what failed. Does
  // not tell of what passes: a full disk. OK until Prepare is done.
  virtual absl::Status Health() const = 0;

  // What the store's data takes now. In memory there is nothing until Prepare
  // is done.
  virtual StoreSize Size() const = 0;

  // Calls `listener` with the time that each transaction took until it was
  // durable, whatever came of it. To be called before Prepare, once at most;
  // `listener` may be called until the store has died, since the last changes
  // are written then.
  virtual void OnCommit(CommitListener listener) = 0;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_STORE_H_
