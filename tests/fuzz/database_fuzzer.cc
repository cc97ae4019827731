// Damaged databases: the file of a small store, changed in any places, is
// refused with an error that says so, or opened, loaded, asked and written to
// with answers or such errors. A text or a number that was changed within its
// bytes is answered as it is: the rows themselves do not tell.
//
// An input is a list of changes to one and the same image:
//
//   3 bytes   place, little endian, modulo the size of the image
//   1 byte    how many bytes follow; 0 cuts the file off at the place
//   n bytes   what is put there
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "aggregator/query/statistics/statistic_list.h"
#include "aggregator/question/compile.h"
#include "aggregator/store/sqlite/store.h"
#include "aggregator/store/sqlite/upkeep/integrity.h"
#include "common/domain/catalogue.h"
#include "google/protobuf/stubs/logging.h"
#include "tests/fuzz/require.h"
#include "tests/temporary_folder.h"

namespace nianbao {
namespace {

// Batches of an answer that are looked at.
constexpr int kBatches = 20;

const Catalogue& BuiltIn() {
  static const Catalogue* const catalogue =
      new Catalogue(Catalogue::Parse().value());
  return *catalogue;
}

// True when there is a result; an error must be one of damage, of the file or
// of the caller, and never of the program's own.
bool Clean(const absl::Status& status) {
  if (status.ok()) return true;
  // Statements do not fit a schema that was changed, as SQLite says.
  if (absl::IsInternal(status) &&
      absl::StrContains(status.message(), "sqlite: ")) {
    return false;
  }
  Require(absl::IsDataLoss(status) || absl::IsFailedPrecondition(status) ||
              absl::IsUnavailable(status) || absl::IsNotFound(status) ||
              absl::IsResourceExhausted(status),
          absl::StrCat("an error is the file's: ", status.ToString()));
  return false;
}

v1::Report SampleReport(int number) {
  v1::Report report;
  report.set_source_uri(absl::StrCat("http://a.test/", number));
  report.set_title("法治政府建设年度报告");
  report.set_year(2018 + number);
  report.mutable_issuer()->set_name("北京市海淀区人民政府");
  report.mutable_issuer()->set_division_code("110108");
  report.mutable_issuer()->set_level(v1::LEVEL_COUNTY);
  for (const char* const indicator :
       {"indicators/litigation.lost", "indicators/litigation.concluded", ""}) {
    v1::Observation& observation = *report.add_observations();
    observation.set_indicator(indicator);
    observation.set_kind(v1::KIND_LEVEL);
    observation.set_year(report.year());
    observation.set_headline(true);
    observation.set_subject("败诉案件");
    observation.mutable_quantity()->set_value(10 * number);
    observation.mutable_quantity()->set_unit("件");
    observation.mutable_evidence()->set_sentence("败诉10件。");
  }
  return report;
}

absl::Status Upload(aggregator::Store& store, const v1::Report& report) {
  absl::Status status;
  absl::Notification done;
  store.Upload(report, [&](const absl::StatusOr<aggregator::UploadResult>& r) {
    status = r.status();
    done.Notify();
  });
  done.WaitForNotification();
  return status;
}

absl::Status Delete(aggregator::Store& store, const std::string& name) {
  absl::Status status;
  absl::Notification done;
  store.Delete(name, [&](const absl::Status& result) {
    status = result;
    done.Notify();
  });
  done.WaitForNotification();
  return status;
}

absl::StatusOr<std::unique_ptr<aggregator::SqliteStore>> Open(
    const std::string& path) {
  auto store = aggregator::SqliteStore::Open(path, BuiltIn());
  if (!store.ok()) return store.status();
  const absl::Status prepared =
      (*store)->Prepare([] { return false; }, [](absl::string_view) {});
  if (!prepared.ok()) return prepared;
  return store;
}

// Three reports, one of which has been replaced.
void FillDatabase(const std::string& path) {
  {
    auto store = Open(path).value();
    for (const int number : {1, 2, 3, 2}) {
      v1::Report report = SampleReport(number);
      report.mutable_observations(0)->set_confidence(1.0 / number);
      Require(Upload(*store, report).ok(), "a report is stored");
    }
  }
  // The same image at each run, so that a finding can be found again.
  auto connection = aggregator::Connection::OpenExisting(path).value();
  Require(connection
              .Execute("UPDATE report SET stored_at = 1600000000000000 + id,"
                       " superseded_at = superseded_at * 0"
                       " + 1600000000001000 + id;"
                       "PRAGMA wal_checkpoint(TRUNCATE); VACUUM;")
              .ok(),
          "moments are set");
}

std::string MakeImage() {
  const TemporaryFolder folder;
  const std::string path = absl::StrCat(folder.path(), "/store.db");
  FillDatabase(path);
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string Changed(std::string image, const uint8_t* data, size_t size) {
  constexpr size_t kHeader = 4;
  while (size >= kHeader && !image.empty()) {
    const size_t place =
        (data[0] | data[1] << 8 | data[2] << 16) % image.size();
    const size_t count = std::min<size_t>(data[3], size - kHeader);
    if (data[3] == 0) image.resize(place);
    for (size_t i = 0; i < count && place + i < image.size(); ++i) {
      image[place + i] = static_cast<char>(data[kHeader + i]);
    }
    data += kHeader + count;
    size -= kHeader + count;
  }
  return image;
}

template <typename Message>
void ReadRows(aggregator::Store::Rows<Message> rows) {
  if (!Clean(rows.status())) return;
  bool more = true;
  for (int batch = 0; more && batch < kBatches; ++batch) {
    aggregator::Messages<Message> messages;
    const absl::StatusOr<bool> next =
        rows->cursor->Next(messages, [] { return false; });
    if (!Clean(next.status())) return;
    more = *next;
    for (const Message& message : messages) (void)message.SerializeAsString();
  }
}

template <typename Request>
auto QuestionOf(const Request& request) {
  return aggregator::Compile({BuiltIn(), aggregator::StatisticNames()}, request)
      .value();
}

void Ask(aggregator::Store& store) {
  v1::QueryStatisticsRequest statistics;
  ReadRows(store.QueryStatistics(QuestionOf(statistics)));
  // As of a moment before the last upload: read from the file.
  statistics.mutable_selection()->mutable_as_of()->set_seconds(1600000000);
  ReadRows(store.QueryStatistics(QuestionOf(statistics)));
  ReadRows(store.QueryTrends(QuestionOf(v1::QueryTrendsRequest())));
  ReadRows(store.QueryChecks(QuestionOf(v1::QueryChecksRequest())));
  v1::QueryObservationsRequest observations;
  observations.set_include_uncounted(true);
  const auto question = QuestionOf(observations);
  ReadRows(store.QueryObservations(
      std::get<aggregator::ObservationQuestion>(question)));
}

void ReadReports(aggregator::Store& store) {
  const auto summaries = store.List({});
  if (!Clean(summaries.status())) return;
  for (const v1::ReportSummary& summary : *summaries) {
    Clean(store.Get(summary.report().name()).status());
  }
  if (!summaries->empty()) {
    Clean(Delete(store, summaries->front().report().name()));
  }
}

void UseDatabase(const std::string& path) {
  Clean(aggregator::Verify(path, [](const std::string&) {}).status());
  const auto store = Open(path);
  if (!Clean(store.status())) return;
  Ask(**store);
  ReadReports(**store);
  Clean(Upload(**store, SampleReport(2)));
  Clean(Upload(**store, SampleReport(9)));
  Ask(**store);
}

void UseAnyDatabase(const uint8_t* data, size_t size) {
  static const std::string* const image = new std::string(MakeImage());
  static const TemporaryFolder folder;
  const std::string path = absl::StrCat(folder.path(), "/store.db");
  for (const char* const companion : {"-wal", "-shm", "-journal"}) {
    std::filesystem::remove(absl::StrCat(path, companion));
  }
  std::ofstream(path, std::ios::binary) << Changed(*image, data, size);
  UseDatabase(path);
}

}  // namespace
}  // namespace nianbao

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  // Contents that do not parse are told by the store.
  static const google::protobuf::LogHandler* const silent =
      google::protobuf::SetLogHandler(nullptr);
  (void)silent;
  nianbao::UseAnyDatabase(data, size);
  return 0;
}
