#include "client/commands/comparing/comparison_rows.h"

#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "client/output/numbers.h"
#include "client/output/rows/observation_cells.h"

namespace nianbao::client {
namespace {

using google::protobuf::Struct;

// What heads the column of each division.
std::vector<std::string> DivisionHeads(
    const std::vector<v1::Division>& divisions) {
  std::map<std::string, int> uses;
  for (const v1::Division& division : divisions) {
    ++uses[division.display_name()];
  }
  std::vector<std::string> heads;
  heads.reserve(divisions.size());
  for (const v1::Division& division : divisions) {
    heads.push_back(uses[division.display_name()] > 1
                        ? division.full_name()
                        : division.display_name());
  }
  return heads;
}

RowColumn<ComparisonRow> ValueColumn(const std::string& head,
                                     const std::string& division) {
  return {
      {head, "", Need::kMost}, kRight, [division](const ComparisonRow& row) {
        const auto it = row.values.find(division);
        return it == row.values.end() ? Cell() : Number(it->second.value());
      }};
}

RowColumn<ComparisonRow> RankColumn(const std::string& head,
                                    const std::string& division) {
  return {{absl::StrCat(head, "_rank"), absl::StrCat(head, "位次")},
          kRight,
          [division](const ComparisonRow& row) {
            const auto it = row.ranks.find(division);
            return it == row.ranks.end() ? Cell() : Count(it->second);
          }};
}

Struct& Member(Struct& message, const std::string& name) {
  return *(*message.mutable_fields())[name].mutable_struct_value();
}

void SetText(Struct& message, const std::string& name,
             const std::string& text) {
  (*message.mutable_fields())[name].set_string_value(text);
}

void SetNumber(Struct& message, const std::string& name, double number) {
  (*message.mutable_fields())[name].set_number_value(number);
}

std::string Code(const std::string& division) {
  return std::string(absl::StripPrefix(division, "divisions/"));
}

}  // namespace

std::vector<RowColumn<ComparisonRow>> ComparisonColumns(
    const std::vector<v1::Division>& divisions, bool with_peers) {
  std::vector<RowColumn<ComparisonRow>> columns = {
      {{"indicator", "指标", Need::kMost},
       kLeft,
       [](const ComparisonRow& row) {
         return Text(absl::StripPrefix(row.indicator, "indicators/"));
       }},
      {{"year", "年份", Need::kMost},
       kRight,
       [](const ComparisonRow& row) { return Year(row.year); }},
      {{"level", "层级"},
       kLeft,
       [](const ComparisonRow& row) {
         return Word(EnumLabel(v1::Level_Name(row.level)));
       }},
      {{"unit", "单位"}, kLeft, [](const ComparisonRow& row) {
         return Text(row.unit);
       }}};
  const std::vector<std::string> heads = DivisionHeads(divisions);
  for (size_t i = 0; i < heads.size(); ++i) {
    columns.push_back(ValueColumn(heads[i], divisions[i].name()));
  }
  if (!with_peers) return columns;
  columns.push_back(
      {{"peers", "同类个数"}, kRight, [](const ComparisonRow& row) {
         return Count(row.peer_count);
       }});
  columns.push_back(
      {{"median", "中位数"}, kRight, [](const ComparisonRow& row) {
         return NumberCell(row.peer_median);
       }});
  for (size_t i = 0; i < heads.size(); ++i) {
    columns.push_back(RankColumn(heads[i], divisions[i].name()));
  }
  return columns;
}

Struct ComparisonMessage(const ComparisonRow& row, bool with_peers) {
  Struct message;
  SetText(message, "indicator", row.indicator);
  SetNumber(message, "year", row.year);
  SetText(message, "level", v1::Level_Name(row.level));
  SetText(message, "unit", row.unit);
  for (const auto& [division, entry] : row.values) {
    const std::string code = Code(division);
    SetNumber(Member(message, "values"), code, entry.value());
    SetText(Member(message, "observations"), code,
            ObservationLabel(entry.report(), entry.observation()));
  }
  if (!with_peers) return message;
  Struct& peers = Member(message, "peers");
  SetNumber(peers, "count", static_cast<double>(row.peer_count));
  if (row.peer_median) SetNumber(peers, "median", *row.peer_median);
  for (const auto& [division, rank] : row.ranks) {
    SetNumber(Member(message, "ranks"), Code(division),
              static_cast<double>(rank));
  }
  return message;
}

}  // namespace nianbao::client
