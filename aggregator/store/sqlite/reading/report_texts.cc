#include "aggregator/store/sqlite/reading/report_texts.h"

#include <vector>

#include "aggregator/store/sqlite/database/damage.h"
#include "aggregator/store/sqlite/reading/observation_texts.h"
#include "common/base/cancelled.h"

namespace nianbao::aggregator {

absl::Status SqliteReportTexts::Read(absl::Span<const int64_t> reports,
                                     Take take, Stopped stopped) {
  if (reports.empty()) return absl::OkStatus();
  absl::StatusOr<ConnectionPool::ReadTransaction> connection = pool_.Read();
  if (!connection.ok()) return connection.status();
  absl::StatusOr<Statement> content =
      (*connection)
          ->Prepare(
              "SELECT content FROM report JOIN report_content ON report_id = "
              "upload_id "
              "WHERE id = ?");
  if (!content.ok()) return content.status();
  std::vector<ObservationText> observations;
  for (size_t i = 0; i < reports.size(); ++i) {
    if (stopped()) return Cancelled();
    const absl::StatusOr<bool> found = content->Bind(1, reports[i]).Step();
    absl::Status read = found.status();
    if (read.ok() && !*found) {
      read = absl::DataLossError("a report has no content");
    }
    if (read.ok()) read = ReadObservationTexts(content->Bytes(0), observations);
    if (!read.ok()) return OfReport(**connection, reports[i], read);
    take(i, observations);
    content->Reset();
  }
  return absl::OkStatus();
}

}  // namespace nianbao::aggregator
