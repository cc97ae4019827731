// Stores over SQLite files of their own, and small reports to put into them.
#ifndef NIANBAO_TESTS_UNIT_AGGREGATOR_STORE_SQLITE_SQLITE_FIXTURE_H_
#define NIANBAO_TESTS_UNIT_AGGREGATOR_STORE_SQLITE_SQLITE_FIXTURE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "aggregator/store/sqlite/store.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::aggregator {

const Catalogue& BuiltIn();

inline constexpr char kReceived[] = "indicators/reconsideration.received";

// Of 海淀区 for 2020, with one headline observation of kReceived.
v1::Report SampleReport(const std::string& source, double value);

v1::Observation& AddObservation(v1::Report& report,
                                const std::string& indicator, double value);

// Opened and loaded; ends the test program on an error.
std::unique_ptr<SqliteStore> OpenStore(const std::string& path);

// Waits for the acknowledgement.
absl::StatusOr<UploadResult> Upload(SqliteStore& store, v1::Report report);
absl::Status Delete(SqliteStore& store, const std::string& name);

absl::Status Load(SqliteStore& store);

// All that the cursor gives.
template <typename Message>
absl::StatusOr<Messages<Message>> ReadAll(Store::Rows<Message> cursor) {
  if (!cursor.ok()) return cursor.status();
  Messages<Message> messages;
  while (true) {
    const absl::StatusOr<bool> more =
        (*cursor)->Next(messages, [] { return false; });
    if (!more.ok()) return more.status();
    if (!*more) return messages;
  }
}

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_UNIT_AGGREGATOR_STORE_SQLITE_SQLITE_FIXTURE_H_
