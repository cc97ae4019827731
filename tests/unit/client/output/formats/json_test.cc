#include "client/output/formats/json.h"

#include "google/protobuf/descriptor.pb.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::client {
namespace json_test {

TEST(ToJson, WritesIntegersAsNumbers) {
  v1::RankedDivision row;
  row.set_rank(3);
  row.set_rank_change(-2);
  row.set_unit("12");
  row.mutable_group()->set_year(2020);
  row.mutable_entry()->set_issuer("a\"1\\");
  EXPECT_EQ(ToJson(row),
            R"({"group":{"year":2020},"rank":3,"entry":{"issuer":"a\"1\\"},)"
            R"("unit":"12","rankChange":-2})");
}

TEST(ToJson, WritesIntegersWithinLists) {
  v1::Distribution row;
  row.add_bins()->set_count(7);
  row.add_bins()->set_upper(1.5);
  row.set_count(8);
  EXPECT_EQ(ToJson(row), R"({"count":8,"bins":[{"count":7},{"upper":1.5}]})");
}

// A reader that has doubles alone would take another number for it.
TEST(ToJson, KeepsQuotesWhereADoubleIsNotExact) {
  v1::Statistics row;
  row.set_count(9007199254740992);
  EXPECT_EQ(ToJson(row), R"({"count":9007199254740992})");
  row.set_count(9007199254740993);
  EXPECT_EQ(ToJson(row), R"({"count":"9007199254740993"})");
}

TEST(ToJson, WritesUnsignedIntegersAndUnknownTexts) {
  google::protobuf::UninterpretedOption option;
  option.set_positive_int_value(5);
  option.set_identifier_value("5");
  EXPECT_EQ(ToJson(option), R"({"identifierValue":"5","positiveIntValue":5})");
  EXPECT_EQ(ToJson(v1::Statistics()), "{}");
}

// They are no objects in JSON.
TEST(ToJson, LeavesMessagesWithAFormOfTheirOwn) {
  google::protobuf::ListValue list;
  EXPECT_EQ(ToJson(list), "[]");
  list.add_values()->set_string_value("12");
  EXPECT_EQ(ToJson(list), R"(["12"])");
  google::protobuf::Struct fields;
  (*fields.mutable_fields())["count"].set_string_value("12");
  EXPECT_EQ(ToJson(fields), R"({"count":"12"})");
}

TEST(ToJson, IsReadByProtobuf) {
  v1::Statistics row;
  row.set_count(12);
  row.set_coverage(0.5);
  row.mutable_min()->set_issuer("海淀");
  v1::Statistics read;
  EXPECT_TRUE(
      google::protobuf::util::JsonStringToMessage(ToJson(row), &read).ok());
  EXPECT_EQ(read.SerializeAsString(), row.SerializeAsString());
}

}  // namespace json_test
}  // namespace nianbao::client
