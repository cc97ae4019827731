#include "tests/integration/store/reference_groups.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/domain/gazetteer.h"

namespace nianbao::aggregator {
namespace {

std::string AncestorCode(const std::string& code, v1::Level level) {
  const DivisionEntry* d = Gazetteer::Get().Find(code);
  while (d != nullptr && d->level != level) d = d->parent;
  return d == nullptr ? "" : std::string(d->code);
}

// Unknown divisions come after all others.
std::string Part(const std::string& code) { return code.empty() ? "~" : code; }

std::string Name(const std::string& code) {
  return code.empty() ? "" : "divisions/" + code;
}

}  // namespace

bool ReferenceGroups::Has(v1::Dimension dimension) const {
  return std::find(by_.begin(), by_.end(), dimension) != by_.end();
}

GroupKey ReferenceGroups::KeyOf(const std::string& code, v1::Level level,
                                int year, v1::Group& group) const {
  GroupKey key;
  for (const int dimension : by_) {
    if (dimension == v1::DIMENSION_YEAR) {
      key.push_back(absl::StrFormat("%04d", year));
      group.set_year(year);
    } else if (dimension == v1::DIMENSION_LEVEL) {
      key.push_back(absl::StrCat(level));
      group.set_level(level);
    } else if (dimension == v1::DIMENSION_PROVINCE) {
      const std::string province = AncestorCode(code, v1::LEVEL_PROVINCE);
      key.push_back(Part(province));
      group.set_province(Name(province));
    } else if (dimension == v1::DIMENSION_PREFECTURE) {
      std::string prefecture = AncestorCode(code, v1::LEVEL_PREFECTURE);
      if (prefecture.empty()) {
        prefecture = AncestorCode(code, v1::LEVEL_PROVINCE);
      }
      key.push_back(Part(prefecture));
      group.set_prefecture(Name(prefecture));
    } else if (dimension == v1::DIMENSION_DIVISION) {
      key.push_back(Part(code));
      group.set_division(Name(code));
    }
  }
  return key;
}

}  // namespace nianbao::aggregator
