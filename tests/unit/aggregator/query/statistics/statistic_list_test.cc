#include "aggregator/query/statistics/statistic_list.h"

#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/paths.h"

namespace nianbao::aggregator {
namespace statistic_list_test {

TEST(StatisticListTest, NamesAreThoseOfTheFields) {
  std::set<int> fields;
  for (const StatisticName& name : StatisticNames()) {
    const auto* const field =
        v1::Statistics::descriptor()->FindFieldByNumber(name.field);
    ASSERT_NE(field, nullptr) << name.field;
    EXPECT_TRUE(fields.insert(name.field).second) << field->name();
    if (name.order_name.empty()) continue;
    EXPECT_EQ(name.order_name, field->name());
    EXPECT_NE(OrderValue(name.field), nullptr);
  }
}

TEST(StatisticListTest, TheTableOfTheDocumentFollowsFromIt) {
  std::ifstream file(SourceFile("docs/STATISTICS.md"));
  std::stringstream document;
  document << file.rdbuf();
  EXPECT_THAT(document.str(), testing::HasSubstr(StatisticTable()))
      << "docs/STATISTICS.md is to have this table:\n"
      << StatisticTable();
}

}  // namespace statistic_list_test
}  // namespace nianbao::aggregator
