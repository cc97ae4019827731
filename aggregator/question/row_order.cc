#include "aggregator/question/row_order.h"

#include <limits>
#include <string>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/status.h"

namespace nianbao::aggregator {
namespace {

using Value = std::optional<double>;

struct NamedField {
  absl::string_view name;
  Value (*field)(const StatisticsRow&, v1::Kind);
};

// Of a row without counted values, none.
template <auto kMember>
Value OfSummary(const StatisticsRow& row, v1::Kind) {
  if (!row.summary.has_value()) return std::nullopt;
  return (*row.summary).*kMember;
}

template <auto kMember>
Value OfExtreme(const StatisticsRow& row, v1::Kind) {
  if (!row.summary.has_value()) return std::nullopt;
  return (row.*kMember).value;
}

constexpr NamedField kFields[] = {
    {"count",
     [](const StatisticsRow& row, v1::Kind) -> Value { return row.count; }},
    {"sum",
     [](const StatisticsRow& row, v1::Kind kind) -> Value {
       return row.Sum(kind);
     }},
    {"mean", OfSummary<&Summary::mean>},
    {"median", OfSummary<&Summary::median>},
    {"standard_deviation", OfSummary<&Summary::standard_deviation>},
    {"min", OfExtreme<&StatisticsRow::least>},
    {"max", OfExtreme<&StatisticsRow::greatest>},
    {"pooled_rate",
     [](const StatisticsRow& row, v1::Kind) -> Value {
       return row.pooled_rate;
     }},
    {"coverage",
     [](const StatisticsRow& row, v1::Kind) -> Value {
       return row.Coverage();
     }},
    {"coefficient_of_variation", OfSummary<&Summary::coefficient_of_variation>},
    {"gini", OfSummary<&Summary::gini>},
};

std::string FieldNames() {
  return absl::StrJoin(kFields, ", ",
                       [](std::string* out, const NamedField& named) {
                         absl::StrAppend(out, named.name);
                       });
}

// The next word of `text` from `at` on, past white space: a run of letters and
// underscores, or any other single character; empty at the end. `at` is moved
// to its beginning.
absl::string_view WordAt(absl::string_view text, size_t& at) {
  while (at < text.size() && absl::ascii_isspace(text[at])) ++at;
  size_t end = at;
  while (end < text.size() &&
         (absl::ascii_isalpha(text[end]) || text[end] == '_')) {
    ++end;
  }
  if (end == at && at < text.size()) ++end;
  return text.substr(at, end - at);
}

absl::Status Unexpected(size_t at, absl::string_view expected) {
  return BadRequest("order_by",
                    absl::StrCat("column ", at + 1, ": expected ", expected));
}

}  // namespace

absl::StatusOr<RowOrder> RowOrder::Parse(absl::string_view order_by) {
  RowOrder order;
  size_t at = 0;
  if (WordAt(order_by, at).empty()) return order;
  while (true) {
    const absl::string_view name = WordAt(order_by, at);
    const auto* const named = absl::c_find_if(
        kFields, [name](const NamedField& f) { return f.name == name; });
    if (named == std::end(kFields)) {
      return Unexpected(at, absl::StrCat("one of ", FieldNames()));
    }
    at += name.size();
    Term term = {.field = named->field};
    absl::string_view word = WordAt(order_by, at);
    if (word == "desc") {
      term.descending = true;
      at += word.size();
      word = WordAt(order_by, at);
    }
    order.terms_.push_back(term);
    if (word.empty()) return order;
    if (word != ",") {
      return Unexpected(at, term.descending ? "a comma" : "desc or a comma");
    }
    ++at;
  }
}

RowKey RowOrder::Key(const StatisticsRow& row, v1::Kind kind) const {
  RowKey key;
  for (const Term& term : terms_) {
    const Value value = term.field(row, kind);
    if (!value.has_value()) {
      key.push_back(std::numeric_limits<double>::infinity());
    } else {
      key.push_back(term.descending ? -*value : *value);
    }
  }
  return key;
}

}  // namespace nianbao::aggregator
