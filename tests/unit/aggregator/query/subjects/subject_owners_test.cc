#include "aggregator/query/subjects/subject_owners.h"

#include "gtest/gtest.h"
#include "tests/unit/aggregator/subject_texts.h"

namespace nianbao::aggregator {
namespace subject_owners_test {

bool Never() { return false; }

TEST(SubjectOwnersTest, ReadsEachReportOnce) {
  SubjectTexts texts({{1, "区政府"}, {2, "各级法院"}});
  SubjectOwners owners(texts);
  const auto first = owners.Read({2, 1, 2}, Never);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(texts.read(), 2);
  EXPECT_EQ(OwnersOf(*first, 1, 0), OwnersIn("区政府"));
  EXPECT_EQ(OwnersOf(*first, 2, 0), OwnersIn("各级法院"));
  // Of no such observation, and of a report that was not asked for.
  EXPECT_EQ(OwnersOf(*first, 1, 1), 0);
  EXPECT_EQ(OwnersOf(*first, 3, 0), 0);
  const auto second = owners.Read({1, 3}, Never);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(texts.read(), 3);
  EXPECT_EQ(OwnersOf(*second, 1, 0), OwnersIn("区政府"));
  EXPECT_EQ(OwnersOf(*second, 2, 0), 0);
}

}  // namespace subject_owners_test
}  // namespace nianbao::aggregator
