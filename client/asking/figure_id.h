// Figures of stored reports as people name them.
#ifndef NIANBAO_CLIENT_ASKING_FIGURE_ID_H_
#define NIANBAO_CLIENT_ASKING_FIGURE_ID_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/calls/session.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::client {

// The report, as Names understands it, and the number of a figure, from 0.
struct FigureId {
  std::string report;
  int index = 0;
};

// Reads "110108-2020#4", as the column OBSERVATION has it; INVALID_ARGUMENT for
// any other text.
absl::StatusOr<FigureId> ParseFigureId(const std::string& text);

// Asks the aggregator for the reports of `texts`, and calls visit with each and
// the index of its figure, in their order, until it returns an error, which is
// the result then. NOT_FOUND for a report, or a figure of it, that there is
// not; other errors as ParseFigureId's and those of Names.
absl::Status ForEachFigure(
    const Session& session, const std::vector<std::string>& texts,
    const std::function<absl::Status(const v1::Report& report, int index)>&
        visit);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_FIGURE_ID_H_
