// What writes rows, whatever the format.
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_ROW_WRITER_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_ROW_WRITER_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "client/output/formats/cell.h"

namespace nianbao::client {

// One row as the formats want it.
struct ListedRow {
  // An entry for each column.
  std::vector<Cell> cells;
  // The message in JSON, for JSON alone.
  std::string json;
};

// Not thread-safe.
class RowWriter {
 public:
  virtual ~RowWriter() = default;

  // An error ends the output; it is not complete then.
  virtual absl::Status Add(ListedRow row) = 0;

  // Writes what is held back. Must be the last call.
  virtual absl::Status Finish() = 0;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_ROW_WRITER_H_
