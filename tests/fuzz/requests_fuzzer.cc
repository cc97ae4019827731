// The request messages of every method: any bytes are refused with an error of
// the caller's that clients can read, or answered by valid messages. Each input
// goes to all methods: as many messages a method as there are runs.
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "aggregator/query/statistics/statistic_list.h"
#include "aggregator/question/compile.h"
#include "aggregator/question/resume_token.h"
#include "aggregator/service/listing.h"
#include "aggregator/service/naming.h"
#include "aggregator/service/report_validation.h"
#include "aggregator/service/row_observations.h"
#include "aggregator/store/sqlite/store.h"
#include "common/domain/catalogue.h"
#include "extractor/extractor.h"
#include "google/protobuf/stubs/logging.h"
#include "nianbao/v1/extractor_service.pb.h"
#include "tests/fuzz/require_readable.h"
#include "tests/temporary_folder.h"

namespace nianbao {
namespace {

// Batches of an answer that are looked at.
constexpr int kBatches = 20;

// True when there is an answer.
bool Answered(const absl::Status& status) {
  if (status.ok()) return true;
  Require(absl::IsInvalidArgument(status) || absl::IsNotFound(status) ||
              absl::IsResourceExhausted(status),
          absl::StrCat("an error is the caller's: ", status.ToString()));
  RequireReadable(status);
  return false;
}

template <typename Message>
void RequireValid(const Message& message) {
  Require(Message().ParseFromString(message.SerializeAsString()),
          "an answer is a valid message");
}

const Catalogue& BuiltIn() {
  static const Catalogue* const catalogue =
      new Catalogue(Catalogue::Parse().value());
  return *catalogue;
}

absl::StatusOr<aggregator::UploadResult> Upload(aggregator::Store& store,
                                                const v1::Report& report) {
  absl::StatusOr<aggregator::UploadResult> uploaded;
  absl::Notification done;
  store.Upload(report, [&](absl::StatusOr<aggregator::UploadResult> result) {
    uploaded = std::move(result);
    done.Notify();
  });
  done.WaitForNotification();
  return uploaded;
}

// Four counties, three years, three indicators.
std::unique_ptr<aggregator::Store> FilledStore(const std::string& folder) {
  auto store = aggregator::SqliteStore::Open(absl::StrCat(folder, "/store.db"),
                                             BuiltIn())
                   .value();
  Require(store->Prepare([] { return false; }, [](absl::string_view) {}).ok(),
          "the store gets ready");
  int number = 0;
  for (const char* code : {"110105", "110108", "130102", "469001"}) {
    for (int year = 2019; year <= 2021; ++year) {
      v1::Report report;
      report.set_source_uri(absl::StrCat("http://a.test/", ++number));
      report.set_year(year);
      report.mutable_issuer()->set_name(absl::StrCat(code, "人民政府"));
      report.mutable_issuer()->set_division_code(code);
      report.mutable_issuer()->set_level(v1::LEVEL_COUNTY);
      for (const char* indicator :
           {"indicators/litigation.lost", "indicators/litigation.concluded",
            "indicators/reconsideration.accepted"}) {
        v1::Observation& observation = *report.add_observations();
        observation.set_indicator(indicator);
        observation.set_kind(v1::KIND_LEVEL);
        observation.set_year(year);
        observation.set_headline(true);
        observation.mutable_quantity()->set_value(number * year % 97);
        observation.mutable_quantity()->set_unit("件");
      }
      Require(Upload(*store, report).ok(), "a report is stored");
    }
  }
  return store;
}

aggregator::Store& SmallStore() {
  static const TemporaryFolder folder;
  static const std::unique_ptr<aggregator::Store> store =
      FilledStore(folder.path());
  return *store;
}

template <typename Message>
void ReadRows(aggregator::Store::Rows<Message> rows) {
  if (!Answered(rows.status())) return;
  bool more = true;
  for (int batch = 0; more && batch < kBatches; ++batch) {
    aggregator::Messages<Message> messages;
    const absl::StatusOr<bool> next =
        rows->cursor->Next(messages, [] { return false; });
    if (!Answered(next.status())) return;
    more = *next;
    for (const Message& message : messages) RequireValid(message);
  }
}

// The question of a request; absent where it asks none.
template <typename Request>
auto QuestionOf(const std::string& bytes) {
  Request request;
  const bool parsed = request.ParseFromString(bytes);
  Answered(aggregator::ResumeTokens::For(0, request)
               .Read(request.resume_token())
               .status());
  auto question =
      aggregator::Compile({BuiltIn(), aggregator::StatisticNames()}, request);
  if (!parsed) question = absl::InvalidArgumentError("no request");
  Answered(question.status());
  return question;
}

template <typename Request, typename Question, typename Message>
void Query(const std::string& bytes,
           aggregator::Store::Rows<Message> (aggregator::Store::*query)(
               const Question&)) {
  const absl::StatusOr<Question> question = QuestionOf<Request>(bytes);
  if (question.ok()) ReadRows<Message>((SmallStore().*query)(*question));
}

void QueryObservations(const std::string& bytes) {
  const auto question = QuestionOf<v1::QueryObservationsRequest>(bytes);
  if (!question.ok()) return;
  ReadRows(aggregator::QueryAnyObservations(SmallStore(), *question));
}

void Watch(const std::string& bytes) {
  const auto question = QuestionOf<v1::WatchStatisticsRequest>(bytes);
  if (question.ok()) ReadRows(SmallStore().QueryStatistics(*question));
}

void Delete(const std::string& bytes) {
  v1::DeleteReportRequest request;
  if (!request.ParseFromString(bytes)) return;
  absl::Notification done;
  SmallStore().Delete(request.name(), [&done](const absl::Status& status) {
    Answered(status);
    done.Notify();
  });
  done.WaitForNotification();
}

// Stores the report for as long as it takes to read it again.
void UploadOne(const std::string& bytes) {
  v1::UploadReportsRequest request;
  if (!request.ParseFromString(bytes)) return;
  if (!Answered(aggregator::ValidateReport(request.report()))) return;
  const absl::StatusOr<aggregator::UploadResult> uploaded =
      Upload(SmallStore(), request.report());
  if (!Answered(uploaded.status())) return;
  RequireValid(SmallStore().Get(uploaded->name).value());
  v1::DeleteReportRequest stored;
  stored.set_name(uploaded->name);
  Delete(stored.SerializeAsString());
}

template <typename Request, typename Response, typename List>
void ListSome(const std::string& bytes, List list) {
  Request request;
  if (!request.ParseFromString(bytes)) return;
  Response response;
  if (Answered(list(request, response))) RequireValid(response);
}

void ListAll(const std::string& bytes) {
  ListSome<v1::ListReportsRequest, v1::ListReportsResponse>(
      bytes, [](const auto& request, auto& response) {
        return aggregator::ListReports(SmallStore(), request, response);
      });
  ListSome<v1::GetReportRequest, v1::GetReportResponse>(
      bytes, [](const auto& request, auto& response) {
        return aggregator::GetReport(SmallStore(), request, response);
      });
  ListSome<v1::BatchGetReportsRequest, v1::BatchGetReportsResponse>(
      bytes, [](const auto& request, auto& response) {
        return aggregator::BatchGetReports(SmallStore(), request, response);
      });
  ListSome<v1::ResolveNamesRequest, v1::ResolveNamesResponse>(
      bytes, [](const auto& request, auto& response) {
        static auto* const naming =
            new aggregator::Naming(SmallStore(), BuiltIn());
        return naming->Resolve(request, response);
      });
  ListSome<v1::ListIndicatorsRequest, v1::ListIndicatorsResponse>(
      bytes, [](const auto& request, auto& response) {
        return aggregator::ListIndicators(BuiltIn(), request, response);
      });
  ListSome<v1::ListDivisionsRequest, v1::ListDivisionsResponse>(
      bytes, [](const auto& request, auto& response) {
        return aggregator::ListDivisions(request, response);
      });
}

// The stream's requests hold the same message.
void Extract(const std::string& bytes) {
  static const extractor::Extractor* const extractor =
      extractor::Extractor::Create(BuiltIn()).value().release();
  v1::ExtractReportRequest request;
  v1::ExtractReportsRequest of_stream;
  for (const v1::Document* document :
       {request.ParseFromString(bytes) ? &request.document() : nullptr,
        of_stream.ParseFromString(bytes) ? &of_stream.document() : nullptr}) {
    if (document == nullptr) continue;
    const absl::StatusOr<v1::Report> report = extractor->Extract(*document);
    if (Answered(report.status())) RequireValid(*report);
  }
}

void CallEachMethod(const std::string& bytes) {
  Query<v1::QueryStatisticsRequest>(bytes, &aggregator::Store::QueryStatistics);
  Query<v1::RankDivisionsRequest>(bytes, &aggregator::Store::RankDivisions);
  Query<v1::QueryTrendsRequest>(bytes, &aggregator::Store::QueryTrends);
  Query<v1::QueryDistributionsRequest>(bytes,
                                       &aggregator::Store::QueryDistributions);
  Query<v1::QueryCorrelationsRequest>(bytes,
                                      &aggregator::Store::QueryCorrelations);
  Query<v1::QueryChecksRequest>(bytes, &aggregator::Store::QueryChecks);
  QueryObservations(bytes);
  Watch(bytes);
  Delete(bytes);
  UploadOne(bytes);
  ListAll(bytes);
  Extract(bytes);
}

}  // namespace
}  // namespace nianbao

// Text that is not UTF-8 is as good as any; protobuf would tell of each.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  google::protobuf::SetLogHandler(nullptr);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  nianbao::CallEachMethod(
      std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
