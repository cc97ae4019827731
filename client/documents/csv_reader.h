// Rows of comma-separated values as of RFC 4180.
#ifndef NIANBAO_CLIENT_DOCUMENTS_CSV_READER_H_
#define NIANBAO_CLIENT_DOCUMENTS_CSV_READER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace nianbao::client {

struct CsvRow {
  // The line that it begins in; the first is 1.
  int line = 0;
  // At least one.
  std::vector<std::string> fields;
};

// The rows of `text`, which is UTF-8 with or without a byte order mark; lines
// end with LF or CR LF, and empty ones are left out. A field in quotes may hold
// commas, line ends and doubled quotes. INVALID_ARGUMENT names line and column
// ("line 3, column 2: ...") of a quote at another place, of one that is never
// closed, and of bytes that are no UTF-8 or NUL. Linear time.
absl::StatusOr<std::vector<CsvRow>> ReadCsv(absl::string_view text);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_DOCUMENTS_CSV_READER_H_
