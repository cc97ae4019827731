// Which row of an answer a fact belongs to, the plain way.
#ifndef NIANBAO_TESTS_INTEGRATION_STORE_REFERENCE_GROUPS_H_
#define NIANBAO_TESTS_INTEGRATION_STORE_REFERENCE_GROUPS_H_

#include <string>
#include <vector>

#include "nianbao/v1/statistics.pb.h"
#include "tests/integration/store/reference_bodies.h"

namespace nianbao::aggregator {

// Sorts like the rows of one indicator.
using GroupKey = std::vector<std::string>;

class ReferenceGroups {
 public:
  // `Request` has group_by and mix_levels. `catalogue` must outlive this.
  template <typename Request>
  ReferenceGroups(const Catalogue& catalogue, const Request& request,
                  bool mix_years)
      : ReferenceGroups(catalogue,
                        {request.group_by().begin(), request.group_by().end()},
                        request.mix_levels(), mix_years) {}

  // True when rows of different years are different rows.
  bool by_year() const { return by_year_; }

  // Sets all of `group` but the indicator and the display names.
  GroupKey KeyOf(const std::string& code, const Publisher& publisher, int year,
                 v1::Group& group) const;

  // The level of the divisions that a row counts; unspecified where it is of
  // several levels, or of none.
  static v1::Level CountedLevel(const v1::Group& group);

  // The places of a row: equal for rows of one place, whatever else differs.
  static std::string PlacesOf(const v1::Group& group);
  // The same of the row that a division belongs to.
  std::string PlacesOf(const std::string& code) const;

 private:
  ReferenceGroups(const Catalogue& catalogue, const std::vector<int>& group_by,
                  bool mix_levels, bool mix_years);

  void AddPlace(int dimension, const std::string& code, GroupKey& key,
                v1::Group& group) const;

  const Catalogue& catalogue_;
  // In the order of the key; of both levels DIMENSION_LEVEL alone.
  std::vector<int> by_;
  bool by_year_ = false;
  bool by_level_ = false;
  bool by_government_level_ = false;
  bool by_body_ = false;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_INTEGRATION_STORE_REFERENCE_GROUPS_H_
