// A kind of row as one list of its columns, from which tables, CSV and files of
// facts follow.
//
//   using Row = v1::Correlation;
//   RowKind<Row> kind;
//   kind.flow = {"CORRELATIONS", "Correlations of indicators", ""};
//   kind.start = [](const Row& row, const FactScope& scope) {
//     return FactList(row.group(), scope);
//   };
//   kind.columns = {
//       {"x", kLeft, [](const Row& row) { return Text(row.x()); }},
//       {"count", kRight,
//        [](const Row& row) { return Count(row.count()); },
//        [](const Row& row, FactList& facts) {
//          facts.Add("COUNT", row.count(), kPureNumber);
//        }}};
//
// A new figure of a kind is one more line of its list. JSON prints the message
// itself and needs no line.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_ROW_KIND_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_ROW_KIND_H_

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "client/output/formats/cell.h"
#include "client/output/formats/fact.h"
#include "client/output/formats/table.h"
#include "client/output/rows/fact_list.h"

namespace nianbao::client {

inline constexpr Column::Align kLeft = Column::Align::kLeft;
inline constexpr Column::Align kRight = Column::Align::kRight;

// The part of a row's facts that a column's stand in. A file has a row's parts
// one after the other, each in the order of the list.
enum class FactPart {
  // How many values and divisions stand behind the row, and the place among
  // them.
  kPopulation,
  // What was worked out of the values.
  kFigures,
  // What was worked out of other indicators' values.
  kPooled,
};

template <typename Row>
struct RowColumn {
  // As in CSV; a table has it in capitals, or in Chinese.
  ColumnName name;
  Column::Align align = kLeft;
  // Null for a figure that files of facts alone have.
  std::function<Cell(const Row&)> cell;
  // Adds the facts of a row; null for a column that holds no figure.
  std::function<void(const Row&, FactList&)> facts;
  FactPart part = FactPart::kFigures;
};

template <typename Row>
struct RowKind {
  // The dataflow that facts are of. For kinds with facts, as `start`.
  Flow flow;
  // A list, still empty, for the facts of one row: it says what they have in
  // common.
  std::function<FactList(const Row&, const FactScope&)> start;
  std::vector<RowColumn<Row>> columns;

  void Append(std::vector<RowColumn<Row>> more) {
    for (RowColumn<Row>& column : more) columns.push_back(std::move(column));
  }
};

// The heads of the columns that tables and CSV have.
template <typename Row>
std::vector<Column> Heads(const std::vector<RowColumn<Row>>& columns) {
  std::vector<Column> heads;
  for (const RowColumn<Row>& column : columns) {
    if (column.cell) heads.push_back({column.name, column.align});
  }
  return heads;
}

// The cells of `row`, one for each of Heads.
template <typename Row>
std::vector<Cell> Cells(const std::vector<RowColumn<Row>>& columns,
                        const Row& row) {
  std::vector<Cell> cells;
  for (const RowColumn<Row>& column : columns) {
    if (column.cell) cells.push_back(column.cell(row));
  }
  return cells;
}

// The facts of `row`, part by part.
template <typename Row>
std::vector<Fact> Facts(const RowKind<Row>& kind, const Row& row,
                        const FactScope& scope) {
  FactList facts = kind.start(row, scope);
  for (FactPart part :
       {FactPart::kPopulation, FactPart::kFigures, FactPart::kPooled}) {
    for (const RowColumn<Row>& column : kind.columns) {
      if (column.facts && column.part == part) column.facts(row, facts);
    }
  }
  return facts.Take();
}

// A figure of a row; none where the row lacks it.
template <typename Row>
using ValueOf = std::function<std::optional<double>(const Row&)>;

// Reads an optional field of a row: Field(&v1::Trend::has_sum,
// &v1::Trend::sum).
template <typename Row, typename Value>
ValueOf<Row> Field(bool (Row::*has)() const, Value (Row::*value)() const) {
  return [has, value](const Row& row) -> std::optional<double> {
    if (!(row.*has)()) return std::nullopt;
    return static_cast<double>((row.*value)());
  };
}

// A number as a cell, empty without one.
inline Cell NumberCell(std::optional<double> value) {
  return value ? Number(*value) : Cell();
}

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_ROWS_ROW_KIND_H_
