#include "client/output/rows/distribution_rows.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/asking/group.h"
#include "client/output/numbers.h"

namespace nianbao::client {
namespace {

constexpr const char* kBars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

// The bins' ends, each once.
std::string Edges(const v1::Distribution& distribution) {
  std::vector<std::string> edges;
  for (const v1::HistogramBin& bin : distribution.bins()) {
    if (edges.empty()) edges.push_back(PlainNumber(bin.lower()));
    edges.push_back(PlainNumber(bin.upper()));
  }
  return absl::StrJoin(edges, " ");
}

std::string BinCounts(const v1::Distribution& distribution) {
  return absl::StrJoin(distribution.bins(), " ",
                       [](std::string* out, const v1::HistogramBin& bin) {
                         absl::StrAppend(out, bin.count());
                       });
}

// Heads of the columns; Cells has the same order.
std::vector<Column> Columns() {
  using Align = Column::Align;
  std::vector<Column> columns = GroupColumns();
  columns.push_back({"unit"});
  for (const char* name :
       {"count", "min", "lower_whisker", "first_quartile", "median",
        "third_quartile", "upper_whisker", "max", "outliers"}) {
    columns.push_back({name, Align::kRight});
  }
  columns.push_back({"farthest_outlier"});
  columns.push_back({"histogram"});
  columns.push_back({"edges"});
  return columns;
}

std::vector<Cell> Cells(const v1::Distribution& d) {
  std::vector<Cell> row = GroupCells(d.group());
  row.push_back(Text(d.unit()));
  row.push_back(Count(d.count()));
  const v1::BoxFigures& box = d.box();
  for (double figure :
       {box.min(), box.lower_whisker(), box.first_quartile(), box.median(),
        box.third_quartile(), box.upper_whisker(), box.max()}) {
    row.push_back(NumberIf(d.has_box(), figure));
  }
  row.push_back(CountIfAny(box.outlier_count()));
  row.push_back(Text(box.outliers().empty() ? "" : box.outliers(0).issuer()));
  row.push_back({Bars(d), BinCounts(d)});
  row.push_back({"", Edges(d)});
  return row;
}

std::vector<Fact> Facts(const v1::Distribution& d, const FactScope& scope) {
  FactList facts(d.group(), scope);
  facts.Add("COUNT", d.count(), kPureNumber);
  const v1::BoxFigures& box = d.box();
  const bool has_box = d.has_box();
  facts.AddIf(has_box, "MIN", box.min(), d.unit());
  facts.AddIf(has_box, "LOWER_WHISKER", box.lower_whisker(), d.unit());
  facts.AddIf(has_box, "FIRST_QUARTILE", box.first_quartile(), d.unit());
  facts.AddIf(has_box, "MEDIAN", box.median(), d.unit());
  facts.AddIf(has_box, "THIRD_QUARTILE", box.third_quartile(), d.unit());
  facts.AddIf(has_box, "UPPER_WHISKER", box.upper_whisker(), d.unit());
  facts.AddIf(has_box, "MAX", box.max(), d.unit());
  facts.AddIf(has_box, "OUTLIER_COUNT", box.outlier_count(), kPureNumber);
  for (int i = 0; i < d.bins_size(); ++i) {
    facts.Add(absl::StrCat("BIN_LOWER_", i + 1), d.bins(i).lower(), d.unit());
    facts.Add(absl::StrCat("BIN_UPPER_", i + 1), d.bins(i).upper(), d.unit());
    facts.Add(absl::StrCat("BIN_COUNT_", i + 1), d.bins(i).count(),
              kPureNumber);
  }
  return facts.Take();
}

}  // namespace

std::string Bars(const v1::Distribution& distribution) {
  int64_t highest = 1;
  for (const v1::HistogramBin& bin : distribution.bins()) {
    highest = std::max(highest, bin.count());
  }
  constexpr int64_t kHeights = std::size(kBars);
  std::string bars;
  for (const v1::HistogramBin& bin : distribution.bins()) {
    // Rounded up: one value is seen beside thousands.
    const int64_t height = (bin.count() * kHeights + highest - 1) / highest;
    bars += height == 0 ? "·" : kBars[height - 1];
  }
  return bars;
}

RowView<v1::Distribution> DistributionView() {
  return {{"DISTRIBUTIONS", "Distributions of indicators", ""},
          Columns(),
          Cells,
          Facts};
}

}  // namespace nianbao::client
