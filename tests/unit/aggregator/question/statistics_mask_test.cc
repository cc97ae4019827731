#include "aggregator/question/statistics_mask.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "aggregator/query/statistics/statistics_cursor.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/field_mask_util.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "tests/bad_request.h"
#include "tests/unit/aggregator/asking.h"
#include "tests/unit/aggregator/snapshot_builder.h"

namespace nianbao::aggregator {
namespace statistics_mask_test {

using google::protobuf::FieldMask;
using google::protobuf::util::FieldMaskUtil;
using google::protobuf::util::MessageDifferencer;

// The row of five counties.
v1::Statistics Row(const FieldMask& mask) {
  SnapshotBuilder builder;
  for (int i = 0; i < 5; ++i) {
    builder.Add({.issuer = i,
                 .code = i == 2 ? "110105" : absl::StrCat("11010", i + 1),
                 .year = 2020,
                 .values = {{.indicator = "indicators/t.cases",
                             .value = i * i + 1.0}}});
  }
  v1::QueryStatisticsRequest request;
  request.add_probabilities(0.1);
  request.add_group_by(v1::DIMENSION_PROVINCE);
  request.add_group_by(v1::DIMENSION_PREFECTURE);
  request.add_group_by(v1::DIMENSION_YEAR);
  *request.mutable_read_mask() = mask;
  const auto messages = ReadAll(
      QueryStatistics(QueryTestCatalogue(), builder.Build(), Ask(request)));
  return messages[0].statistics(0);
}

FieldMask MaskOf(const std::string& paths) {
  FieldMask mask;
  FieldMaskUtil::FromString(paths, &mask);
  return mask;
}

// What the mask leaves of the whole row; `group` is all there unless the mask
// names fields of it.
TEST(StatisticsMaskTest, LeavesWhatItNames) {
  std::vector<std::string> masks = {"mean",
                                    "min.value",
                                    "max.issuer,max",
                                    "sum,min.report,min.observation,quantiles",
                                    "group.year,group.province,mean",
                                    "group.indicator",
                                    "group.level,group"};
  const google::protobuf::Descriptor& type = *v1::Statistics::descriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    masks.push_back(type.field(i)->name());
  }
  // Whole but for what has to be named.
  EXPECT_FALSE(Row({}).has_theil());
  const FieldMask everything =
      FieldMaskUtil::GetFieldMaskForAllFields<v1::Statistics>();
  const v1::Statistics whole = Row(everything);
  EXPECT_TRUE(whole.has_theil());
  for (const std::string& paths : masks) {
    v1::Statistics expected;
    const bool of_group = absl::StrContains(paths, "group.");
    FieldMaskUtil::MergeMessageTo(
        whole, MaskOf(of_group ? paths : paths + ",group"), {}, &expected);
    const v1::Statistics row = Row(MaskOf(paths));
    EXPECT_TRUE(MessageDifferencer::Equals(row, expected)) << paths << "\n"
                                                           << row.DebugString();
  }
  EXPECT_FALSE(whole.selection_token().empty());
}

TEST(StatisticsMaskTest, RefusesWhatIsNoField) {
  for (const char* path : {"average", "mean.value", "min.", "*", "",
                           "quantiles.value", "min.value.x", "group.code"}) {
    FieldMask mask = MaskOf("mean");
    mask.add_paths(path);
    const absl::Status status = ParseStatisticsMask(mask, {}).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << path;
    EXPECT_EQ(FieldOf(status), "read_mask.paths[1]") << path;
  }
}

}  // namespace statistics_mask_test
}  // namespace nianbao::aggregator
