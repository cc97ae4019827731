#include "tests/unit/aggregator/store/sqlite/sqlite_fixture.h"

#include <cstdlib>
#include <iostream>
#include <utility>

#include "absl/synchronization/notification.h"

namespace nianbao::aggregator {

const Catalogue& BuiltIn() {
  static const Catalogue* const catalogue = new Catalogue(*Catalogue::Parse());
  return *catalogue;
}

v1::Report SampleReport(const std::string& source, double value) {
  v1::Report report;
  report.set_source_uri(source);
  report.set_year(2020);
  report.set_type(v1::Report::TYPE_RULE_OF_LAW);
  report.mutable_issuer()->set_name("北京市海淀区人民政府");
  report.mutable_issuer()->set_division_code("110108");
  report.mutable_issuer()->set_level(v1::LEVEL_COUNTY);
  AddObservation(report, kReceived, value);
  return report;
}

v1::Observation& AddObservation(v1::Report& report,
                                const std::string& indicator, double value) {
  v1::Observation& observation = *report.add_observations();
  observation.set_indicator(indicator);
  observation.set_kind(v1::KIND_LEVEL);
  observation.set_year(report.year());
  observation.set_headline(true);
  observation.set_confidence(0.9);
  observation.mutable_quantity()->set_value(value);
  observation.mutable_quantity()->set_unit("件");
  return observation;
}

std::unique_ptr<SqliteStore> OpenStore(const std::string& path) {
  absl::StatusOr<std::unique_ptr<SqliteStore>> store =
      SqliteStore::Open(path, BuiltIn());
  const absl::Status status = store.ok() ? Load(**store) : store.status();
  if (!status.ok()) {
    std::cerr << status << "\n";
    std::abort();
  }
  return *std::move(store);
}

absl::StatusOr<UploadResult> Upload(SqliteStore& store, v1::Report report) {
  absl::StatusOr<UploadResult> result;
  absl::Notification done;
  store.Upload(std::move(report), [&](absl::StatusOr<UploadResult> r) {
    result = std::move(r);
    done.Notify();
  });
  done.WaitForNotification();
  return result;
}

absl::Status Delete(SqliteStore& store, const std::string& name) {
  absl::Status result;
  absl::Notification done;
  store.Delete(name, [&](absl::Status status) {
    result = std::move(status);
    done.Notify();
  });
  done.WaitForNotification();
  return result;
}

absl::Status Load(SqliteStore& store) {
  return store.Load([] { return false; }, [](const LoadProgress&) {});
}

}  // namespace nianbao::aggregator
