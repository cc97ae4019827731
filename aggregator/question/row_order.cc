#include "aggregator/question/row_order.h"

#include <string>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/status.h"

namespace nianbao::aggregator {
namespace {

std::string OrderNames(absl::Span<const StatisticName> statistics) {
  std::vector<absl::string_view> names;
  for (const StatisticName& statistic : statistics) {
    if (!statistic.order_name.empty()) names.push_back(statistic.order_name);
  }
  return absl::StrJoin(names, ", ");
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

absl::StatusOr<RowOrder> ParseRowOrder(
    absl::string_view order_by, absl::Span<const StatisticName> statistics) {
  RowOrder order;
  size_t at = 0;
  if (WordAt(order_by, at).empty()) return order;
  while (true) {
    const absl::string_view name = WordAt(order_by, at);
    const auto named =
        absl::c_find_if(statistics, [name](const StatisticName& statistic) {
          return !name.empty() && statistic.order_name == name;
        });
    if (named == statistics.end()) {
      return Unexpected(at, absl::StrCat("one of ", OrderNames(statistics)));
    }
    at += name.size();
    OrderTerm term = {.field = named->field};
    absl::string_view word = WordAt(order_by, at);
    if (word == "desc") {
      term.descending = true;
      at += word.size();
      word = WordAt(order_by, at);
    }
    order.push_back(term);
    if (word.empty()) return order;
    if (word != ",") {
      return Unexpected(at, term.descending ? "a comma" : "desc or a comma");
    }
    ++at;
  }
}

}  // namespace nianbao::aggregator
