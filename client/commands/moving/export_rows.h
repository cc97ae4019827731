// Rows of `nianbao export`: an observation with all that is known of it.
#ifndef NIANBAO_CLIENT_COMMANDS_MOVING_EXPORT_ROWS_H_
#define NIANBAO_CLIENT_COMMANDS_MOVING_EXPORT_ROWS_H_

#include <vector>

#include "client/output/rows/row_kind.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::client {

struct ExportedFigure {
  const v1::Report& report;
  // Index into report.observations.
  int index;

  const v1::Observation& observation() const {
    return report.observations(index);
  }
};

// A column for each field, in the order of report, issuer, figure, place in the
// text, document. Enums are words in small letters, offsets are in bytes.
std::vector<RowColumn<ExportedFigure>> ExportColumns();

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_MOVING_EXPORT_ROWS_H_
