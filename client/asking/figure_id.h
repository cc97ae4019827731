// Figures of stored reports as people name them.
#ifndef NIANBAO_CLIENT_ASKING_FIGURE_ID_H_
#define NIANBAO_CLIENT_ASKING_FIGURE_ID_H_

#include <string>

#include "absl/status/statusor.h"

namespace nianbao::client {

// The report, as Names understands it, and the number of a figure, from 0.
struct FigureId {
  std::string report;
  int index = 0;
};

// Reads "110108-2020#4", as the column OBSERVATION has it; INVALID_ARGUMENT for
// any other text.
absl::StatusOr<FigureId> ParseFigureId(const std::string& text);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_FIGURE_ID_H_
