// How the columns of a table share the width of a terminal.
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_FIT_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_FIT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "client/output/formats/table.h"

namespace nianbao::client {

struct FitColumn {
  // What it takes to show all of it, at least 1.
  int width = 0;
  // Whether its texts may be cut; a number that is would be another one.
  bool may_be_cut = false;
  Need need = Need::kUsual;
};

// A width for each column, with kColumnGap between them `width` in all at most;
// 0 for one that is left out. Nothing where even those that are needed most do
// not fit, cut to a few characters. Columns that may be cut are, as little as
// can be, before one is left out; of those that may be left out the last ones
// are, and those that are kIfSeveral first.
std::optional<std::vector<int>> FitWidths(const std::vector<FitColumn>& columns,
                                          int width);

// `text`, or as much of it as fits `width` columns, at least 1, with an "…".
std::string CutToWidth(absl::string_view text, int width);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_FIT_H_
