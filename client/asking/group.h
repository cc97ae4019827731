// The columns that say which group a row speaks of.
#ifndef NIANBAO_CLIENT_ASKING_GROUP_H_
#define NIANBAO_CLIENT_ASKING_GROUP_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "client/output/formats/listing.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::client {

// indicator, year, level, division, name.
std::vector<Column> GroupColumns();
std::vector<Cell> GroupCells(const v1::Group& group);

// "110108" of the narrowest division of the group; empty when there is none.
absl::string_view DivisionCode(const v1::Group& group);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_GROUP_H_
