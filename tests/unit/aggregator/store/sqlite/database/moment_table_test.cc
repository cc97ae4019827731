// The clock of the machine was ten years ahead for a while.
#include "aggregator/store/sqlite/database/moment_table.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "aggregator/store/sqlite/database/stored_report.h"
#include "aggregator/store/sqlite/upkeep/integrity.h"
#include "common/base/error_reason.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/temporary_folder.h"
#include "tests/unit/aggregator/store/sqlite/sqlite_fixture.h"

namespace nianbao::aggregator {
namespace moment_table_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ClockSetBackTest : public ::testing::Test {
 protected:
  // One report from each of the times before, while and after.
  ClockSetBackTest() {
    Put("before", 1);
    before_ = absl::Now();
    Put("while", 2);
    {
      Connection connection = *Connection::Open(path_);
      const int64_t years = absl::ToInt64Microseconds(absl::Hours(87660));
      EXPECT_TRUE(
          connection
              .Execute(
                  absl::StrCat("UPDATE report SET stored_at = stored_at + ",
                               years, " WHERE id = 2;",
                               "UPDATE moment SET moment = moment + ", years,
                               ", time = time + ", years, " WHERE id = 2")
                      .c_str())
              .ok());
    }
    Put("after", 3);
  }

  // In a store of its own, as after a restart.
  void Put(const std::string& body, double value) {
    const auto store = OpenStore(path_);
    v1::Report report = SampleReport("http://test/" + body, value);
    report.mutable_issuer()->set_name(body);
    report.mutable_issuer()->clear_division_code();
    ASSERT_TRUE(Upload(*store, report).ok());
  }

  // The values that count, in the order of upload.
  static absl::StatusOr<std::vector<double>> Values(
      SqliteStore& store, absl::Time as_of = absl::InfinitePast()) {
    v1::QueryObservationsRequest request;
    request.mutable_selection()->add_indicators(kReceived);
    request.mutable_selection()->set_include_unidentified(true);
    if (as_of != absl::InfinitePast()) {
      *request.mutable_selection()->mutable_as_of() =
          ToTimestamp(absl::ToUnixMicros(as_of));
    }
    const auto rows = Query(store, request);
    if (!rows.ok()) return rows.status();
    std::vector<double> values;
    for (const auto& row : *rows) {
      values.push_back(row.observation().quantity().value());
    }
    return values;
  }

  TemporaryFolder folder_;
  const std::string path_ = folder_.path() + "/nianbao.db";
  absl::Time before_;
};

TEST_F(ClockSetBackTest, NothingIsMissingNow) {
  const auto store = OpenStore(path_);
  EXPECT_THAT(*Values(*store), ElementsAre(1, 2, 3));
  EXPECT_THAT(*Values(*store, absl::Now()), ElementsAre(1, 2, 3));
}

TEST_F(ClockSetBackTest, TimesAreThoseOfTheClock) {
  const auto store = OpenStore(path_);
  EXPECT_THAT(*Values(*store, before_), ElementsAre(1));
  Connection connection = *Connection::OpenReadOnly(path_);
  Statement rows =
      *connection.Prepare("SELECT moment, time FROM moment WHERE id = 3");
  ASSERT_TRUE(*rows.Step());
  EXPECT_GT(rows.Int(0), rows.Int(1));
  EXPECT_LE(rows.Int(1), absl::ToUnixMicros(absl::Now()));
}

TEST_F(ClockSetBackTest, MomentsThatTheStoreHasToldAreAnswered) {
  const auto store = OpenStore(path_);
  const absl::Time newest = *store->Moment();
  EXPECT_GT(newest, absl::Now());
  EXPECT_THAT(*Values(*store, newest), ElementsAre(1, 2, 3));
  EXPECT_THAT(*Values(*store, newest - absl::Microseconds(1)),
              ElementsAre(1, 2));
  EXPECT_EQ(ReasonOf(Values(*store, newest + absl::Hours(1)).status()),
            "FIELD_INVALID");
}

TEST_F(ClockSetBackTest, TheDatabaseIsSound) {
  EXPECT_THAT(Verify(path_, [](const std::string&) {})->problems, IsEmpty());
}

TEST(MomentTableTest, ATimeAheadOfTheClockIsRefused) {
  const TemporaryFolder folder;
  const auto store = OpenStore(folder.path() + "/nianbao.db");
  v1::QueryStatisticsRequest request;
  *request.mutable_selection()->mutable_as_of() =
      ToTimestamp(absl::ToUnixMicros(absl::Now() + absl::Hours(1)));
  EXPECT_EQ(ReasonOf(Query(*store, request).status()), "FIELD_INVALID");
}

}  // namespace moment_table_test
}  // namespace nianbao::aggregator
