#include "client/output/rows/distribution_rows.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/output/numbers.h"
#include "client/output/rows/group.h"
#include "client/output/rows/years_of_row.h"

namespace nianbao::client {
namespace {

using v1::Distribution;

// Heights of a bar: the eighths that Unicode has block elements for.
constexpr const char* kBars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

// The bins' ends, each once.
std::string Edges(const Distribution& distribution) {
  std::vector<std::string> edges;
  for (const v1::HistogramBin& bin : distribution.bins()) {
    if (edges.empty()) edges.push_back(PlainNumber(bin.lower()));
    edges.push_back(PlainNumber(bin.upper()));
  }
  return absl::StrJoin(edges, " ");
}

std::string BinCounts(const Distribution& distribution) {
  return absl::StrJoin(distribution.bins(), " ",
                       [](std::string* out, const v1::HistogramBin& bin) {
                         absl::StrAppend(out, bin.count());
                       });
}

// Three facts for each bin, numbered from 1.
void AddBins(const Distribution& d, FactList& facts) {
  for (int i = 0; i < d.bins_size(); ++i) {
    facts.Add(absl::StrCat("BIN_LOWER_", i + 1), d.bins(i).lower(), d.unit());
    facts.Add(absl::StrCat("BIN_UPPER_", i + 1), d.bins(i).upper(), d.unit());
    facts.Add(absl::StrCat("BIN_COUNT_", i + 1), d.bins(i).count(),
              kPureNumber);
  }
}

// A figure of the box, in the indicator's unit. In files of facts it has the
// column's name in capitals, and is left out where there is no box.
RowColumn<Distribution> BoxFigure(ColumnName name,
                                  double (v1::BoxFigures::*figure)() const) {
  const std::string statistic = absl::AsciiStrToUpper(name.id);
  return {std::move(name), kRight,
          [figure](const Distribution& d) {
            return NumberIf(d.has_box(), (d.box().*figure)());
          },
          [=](const Distribution& d, FactList& facts) {
            if (!d.has_box()) return;
            facts.Add(statistic, (d.box().*figure)(), d.unit());
          }};
}

// The bins in two cells.
std::vector<RowColumn<Distribution>> HistogramColumns() {
  return {{{"histogram", "直方图", Need::kMost},
           kLeft,
           [](const Distribution& d) {
             return Cell{Bars(d), BinCounts(d)};
           },
           AddBins},
          // For CSV alone: in a table the bars stand for the bins.
          {{"edges", "分界"}, kLeft, [](const Distribution& d) {
             return Cell{"", Edges(d), Cell::Kind::kNumber};
           }}};
}

// One bin, a value a cell.
std::vector<RowColumn<Distribution>> BinColumns() {
  return {{{"bin_lower", "区间下界", Need::kMost},
           kRight,
           [](const Distribution& d) { return Number(d.bins(0).lower()); }},
          {{"bin_upper", "区间上界", Need::kMost},
           kRight,
           [](const Distribution& d) { return Number(d.bins(0).upper()); }},
          {{"bin_count", "区间个数", Need::kMost},
           kRight,
           [](const Distribution& d) { return Count(d.bins(0).count()); }}};
}

}  // namespace

std::string Bars(const Distribution& distribution) {
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

RowKind<Distribution> DistributionRows(bool each_bin) {
  using Box = v1::BoxFigures;
  RowKind<Distribution> kind;
  kind.flow = {"DISTRIBUTIONS", "Distributions of indicators", ""};
  kind.start = [](const Distribution& d, const FactScope& scope) {
    return FactList(d.group(), scope);
  };
  kind.columns = GroupColumnsOf<Distribution>();
  kind.Append(YearsOfRow<Distribution>());
  kind.Append(
      {{{"unit", "单位"},
        kLeft,
        [](const Distribution& d) { return Text(d.unit()); }},
       {{"count", "个数", Need::kMost},
        kRight,
        [](const Distribution& d) { return Count(d.count()); },
        [](const Distribution& d, FactList& facts) {
          facts.Add("COUNT", d.count(), kPureNumber);
        }},
       BoxFigure({"min", "最小值"}, &Box::min),
       BoxFigure({"lower_whisker", "下须"}, &Box::lower_whisker),
       BoxFigure({"first_quartile", "下四分位数"}, &Box::first_quartile),
       BoxFigure({"median", "中位数", Need::kMost}, &Box::median),
       BoxFigure({"third_quartile", "上四分位数"}, &Box::third_quartile),
       BoxFigure({"upper_whisker", "上须"}, &Box::upper_whisker),
       BoxFigure({"max", "最大值"}, &Box::max),
       {{"outliers", "离群值"},
        kRight,
        [](const Distribution& d) {
          return CountIfAny(d.box().outlier_count());
        },
        [](const Distribution& d, FactList& facts) {
          if (!d.has_box()) return;
          facts.Add("OUTLIER_COUNT", d.box().outlier_count(), kPureNumber);
        }},
       {{"farthest_outlier", "最远离群者"},
        kLeft,
        [](const Distribution& d) {
          return d.box().outliers().empty()
                     ? Cell()
                     : Text(d.box().outliers(0).issuer());
        }},
       {{"outlier_year", "离群年份"}, kRight, [](const Distribution& d) {
          if (d.box().outliers().empty()) return Cell();
          Cell cell = Year(d.box().outliers(0).year());
          // The row itself says it then.
          if (d.group().year() != 0) cell.readable.clear();
          return cell;
        }}});
  kind.Append(each_bin ? BinColumns() : HistogramColumns());
  return kind;
}

std::vector<Distribution> SplitBins(
    const google::protobuf::RepeatedPtrField<Distribution>& distributions) {
  std::vector<Distribution> rows;
  for (const Distribution& distribution : distributions) {
    Distribution row = distribution;
    for (const v1::HistogramBin& bin : distribution.bins()) {
      row.clear_bins();
      *row.add_bins() = bin;
      rows.push_back(row);
    }
  }
  return rows;
}

}  // namespace nianbao::client
