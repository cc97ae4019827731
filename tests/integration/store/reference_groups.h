// Which row of an answer a fact belongs to, the plain way.
#ifndef NIANBAO_TESTS_INTEGRATION_STORE_REFERENCE_GROUPS_H_
#define NIANBAO_TESTS_INTEGRATION_STORE_REFERENCE_GROUPS_H_

#include <string>
#include <vector>

#include "nianbao/v1/statistics.pb.h"

namespace nianbao::aggregator {

// Sorts like the rows of one indicator.
using GroupKey = std::vector<std::string>;

class ReferenceGroups {
 public:
  // `Request` has group_by and mix_levels. `always_by_year` groups by year
  // where that was not asked for, too; the level comes last.
  template <typename Request>
  explicit ReferenceGroups(const Request& request, bool always_by_year = false)
      : by_(request.group_by().begin(), request.group_by().end()) {
    if (always_by_year && !Has(v1::DIMENSION_YEAR)) {
      by_.push_back(v1::DIMENSION_YEAR);
    }
    if (!request.mix_levels() && !Has(v1::DIMENSION_LEVEL)) {
      by_.push_back(v1::DIMENSION_LEVEL);
    }
  }

  bool Has(v1::Dimension dimension) const;

  // Sets all of `group` but the indicator and the display name.
  GroupKey KeyOf(const std::string& code, v1::Level level, int year,
                 v1::Group& group) const;

 private:
  std::vector<int> by_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_INTEGRATION_STORE_REFERENCE_GROUPS_H_
