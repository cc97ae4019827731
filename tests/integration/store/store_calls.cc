#include "tests/integration/store/store_calls.h"

#include <utility>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"

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

absl::Status Prepare(Store& store) {
  return store.Prepare([] { return false; }, [](absl::string_view) {});
}

absl::StatusOr<UploadResult> Upload(Store& store, v1::Report report) {
  absl::StatusOr<UploadResult> result;
  absl::Notification done;
  store.Upload(std::move(report), [&](absl::StatusOr<UploadResult> r) {
    result = std::move(r);
    done.Notify();
  });
  done.WaitForNotification();
  return result;
}

absl::Status Delete(Store& store, const std::string& name) {
  absl::Status result;
  absl::Notification done;
  store.Delete(name, [&](absl::Status status) {
    result = std::move(status);
    done.Notify();
  });
  done.WaitForNotification();
  return result;
}

absl::StatusOr<v1::Report> Correct(Store& store, CorrectionQuestion question) {
  absl::StatusOr<v1::Report> result;
  absl::Notification done;
  store.Correct(std::move(question), [&](absl::StatusOr<v1::Report> report) {
    result = std::move(report);
    done.Notify();
  });
  done.WaitForNotification();
  return result;
}

void UploadAll(Store& store, const std::vector<v1::Report>& reports) {
  absl::BlockingCounter pending(static_cast<int>(reports.size()));
  for (const v1::Report& report : reports) {
    store.Upload(report,
                 [&pending](const absl::StatusOr<UploadResult>& result) {
                   EXPECT_TRUE(result.ok()) << result.status();
                   pending.DecrementCount();
                 });
  }
  pending.Wait();
}

}  // namespace nianbao::aggregator
