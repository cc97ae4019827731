// The selection tokens of the rows of an answer; selection_token.h says what is
// in them.
#ifndef NIANBAO_AGGREGATOR_QUERY_GROUPING_SELECTION_TOKENS_H_
#define NIANBAO_AGGREGATOR_QUERY_GROUPING_SELECTION_TOKENS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "aggregator/columns/report_directory.h"
#include "aggregator/query/grouping/groups.h"
#include "aggregator/question/questions.h"

namespace nianbao::aggregator {

// Makes the tokens of one question. Immutable and thread-safe.
class SelectionTokens {
 public:
  // `prefix` is StatisticsQuestion::token_prefix; `catalogue` and `groups` must
  // outlive this.
  SelectionTokens(std::string prefix, const Catalogue& catalogue,
                  const Groups& groups);

  // Sets `token` to that of a group; `year` is ignored unless groups are by
  // year, `body` is absent unless they are by kind of body. Cheap: appends to a
  // prefix made once.
  void Write(absl::string_view indicator, uint32_t slot, int32_t year,
             std::optional<BodyNumber> body, std::string& token) const;

 private:
  const Catalogue& catalogue_;
  const Groups& groups_;
  const std::string prefix_;
};

// True for the observations of the row, among those of its selection and kind
// of body.
bool Holds(const RowOfStatistics& row, Place place, int32_t year);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_GROUPING_SELECTION_TOKENS_H_
