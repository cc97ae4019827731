#include "aggregator/query/subjects/owner_set.h"

#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace owner_set_test {

std::string Names(OwnerSet owners) {
  std::vector<std::string> names;
  for (size_t i = 0; i < std::size(kOwnerKinds); ++i) {
    if ((owners >> i & 1) != 0) names.emplace_back(kOwnerKinds[i]);
  }
  return absl::StrJoin(names, " ");
}

TEST(OwnerSetTest, Cases) {
  const std::pair<const char*, const char*> cases[] = {
      {"", ""},
      {"受理行政复议案件", ""},
      {"区政府为被告的行政诉讼案件", "government"},
      {"市政府本级受理复议", "government"},
      {"县政府行政应诉", "government"},
      {"各级法院行政应诉", "courts"},
      {"两级法院受理行政案件", "courts"},
      {"各级行政机关行政应诉", "area"},
      {"县区政府行政应诉", "area"},
      {"县直部门行政应诉", "departments"},
      {"门和乡镇街道办理行政处罚案件", "towns"},
      {"区政府及其部门制定行政规范性文件", "government departments"},
      {"镇街承接执法事项", "towns"},
      {"部门联合双随机", ""},
      {"被审计单位", ""},
      {"法院判决败诉案件", ""},
  };
  for (const auto& [subject, owners] : cases) {
    EXPECT_EQ(Names(OwnersIn(subject)), owners) << subject;
  }
}

TEST(OwnerSetTest, OnlyOwnersThatAreNamedContradict) {
  const OwnerSet government = OwnersIn("区政府");
  const OwnerSet courts = OwnersIn("各级法院");
  const OwnerSet both = OwnersIn("区政府及其部门");
  EXPECT_TRUE(OwnersDiffer(government, courts));
  EXPECT_FALSE(OwnersDiffer(government, 0));
  EXPECT_FALSE(OwnersDiffer(0, courts));
  EXPECT_FALSE(OwnersDiffer(government, both));
  EXPECT_TRUE(OwnersDiffer(courts, both));
}

}  // namespace owner_set_test
}  // namespace nianbao::aggregator
