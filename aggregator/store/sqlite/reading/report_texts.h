// The words of stored reports, from the SQLite store.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_READING_REPORT_TEXTS_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_READING_REPORT_TEXTS_H_

#include "aggregator/query/report_texts.h"
#include "aggregator/store/sqlite/database/connection.h"

namespace nianbao::aggregator {

class SqliteReportTexts final : public ReportTexts {
 public:
  // `pool` must outlive this.
  explicit SqliteReportTexts(ConnectionPool& pool) : pool_(pool) {}

  // DATA_LOSS where a report is not there, or is none.
  absl::Status Read(absl::Span<const int64_t> reports, Take take,
                    Stopped stopped) override;

 private:
  ConnectionPool& pool_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_READING_REPORT_TEXTS_H_
