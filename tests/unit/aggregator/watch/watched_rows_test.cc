#include "aggregator/watch/watched_rows.h"

#include <map>
#include <random>
#include <vector>

#include "aggregator/query/cursor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace watched_rows_test {

using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

// Counts by year.
using State = std::map<int, int>;

v1::Statistics Row(int year, int count) {
  v1::Statistics row;
  row.mutable_group()->set_year(year);
  row.set_count(count);
  return row;
}

void Update(const State& state, WatchedRows& rows) {
  rows.BeginRound();
  for (const auto& [year, count] : state) rows.Put(Row(year, count));
  rows.EndRound();
}

// A reader that has got as far as `seen`.
struct Reader {
  int64_t seen = 0;
  State state;

  // False when there was nothing new.
  bool Read(const WatchedRows& rows) {
    v1::WatchStatisticsResponse response;
    const int64_t before = seen;
    seen = rows.Read(seen, response);
    EXPECT_LE(response.statistics_size() + response.removed_size(),
              kMessageChanges);
    for (const v1::Statistics& row : response.statistics()) {
      state[row.group().year()] = static_cast<int>(row.count());
    }
    for (const v1::Group& group : response.removed()) state.erase(group.year());
    return seen != before;
  }
};

TEST(WatchedRowsTest, GivesEachReaderWhatIsNewToIt) {
  WatchedRows rows;
  Update({{2019, 1}, {2020, 2}}, rows);
  Reader early;
  EXPECT_TRUE(early.Read(rows));
  EXPECT_THAT(early.state, UnorderedElementsAre(Pair(2019, 1), Pair(2020, 2)));
  EXPECT_FALSE(early.Read(rows));

  Update({{2019, 1}, {2020, 3}, {2021, 4}}, rows);
  v1::WatchStatisticsResponse news;
  EXPECT_EQ(rows.Read(early.seen, news), rows.newest());
  EXPECT_EQ(news.statistics_size(), 2);
  EXPECT_EQ(news.removed_size(), 0);
}

TEST(WatchedRowsTest, UnchangedRoundsAreNoNews) {
  WatchedRows rows;
  Update({{2019, 1}}, rows);
  const int64_t newest = rows.newest();
  Update({{2019, 1}}, rows);
  EXPECT_EQ(rows.newest(), newest);
}

TEST(WatchedRowsTest, ASlowReaderGetsTheNewestStateOfARowOnce) {
  WatchedRows rows;
  for (int i = 1; i <= 100; ++i) Update({{2019, i}}, rows);
  v1::WatchStatisticsResponse response;
  rows.Read(0, response);
  ASSERT_EQ(response.statistics_size(), 1);
  EXPECT_EQ(response.statistics(0).count(), 100);
}

TEST(WatchedRowsTest, GroupsGoAndComeBack) {
  WatchedRows rows;
  Reader reader;
  Update({{2019, 1}}, rows);
  reader.Read(rows);
  Update({}, rows);
  v1::WatchStatisticsResponse response;
  rows.Read(reader.seen, response);
  ASSERT_EQ(response.removed_size(), 1);
  EXPECT_EQ(response.removed(0).year(), 2019);
  reader.Read(rows);
  EXPECT_THAT(reader.state, IsEmpty());
  Update({{2019, 1}}, rows);
  reader.Read(rows);
  EXPECT_THAT(reader.state, UnorderedElementsAre(Pair(2019, 1)));
}

TEST(WatchedRowsTest, ForgetsWhatAllHaveSeen) {
  WatchedRows rows;
  Update({{2019, 1}, {2020, 1}}, rows);
  Update({{2020, 1}}, rows);
  const int64_t removed = rows.newest();
  EXPECT_EQ(rows.size(), 2);
  rows.Forget(removed - 1);
  EXPECT_EQ(rows.size(), 2);
  rows.Forget(removed);
  EXPECT_EQ(rows.size(), 1);
  Reader late;
  late.Read(rows);
  EXPECT_THAT(late.state, UnorderedElementsAre(Pair(2020, 1)));
}

// Readers of any pace end up with the newest state.
TEST(WatchedRowsTest, ReadersAtAnyPaceConverge) {
  std::mt19937 random(7);
  const auto below = [&random](int n) {
    return static_cast<int>(random() % n);
  };
  WatchedRows rows;
  std::vector<Reader> readers(5);
  State state;
  for (int round = 0; round < 300; ++round) {
    for (int i = below(40); i > 0; --i) {
      const int year = below(400);
      if (below(3) == 0) {
        state.erase(year);
      } else {
        state[year] = 1 + below(1000);
      }
    }
    Update(state, rows);
    for (size_t i = 0; i < readers.size(); ++i) {
      if (below(static_cast<int>(i) * 10 + 1) == 0) readers[i].Read(rows);
    }
    int64_t seen = rows.newest();
    for (const Reader& reader : readers) seen = std::min(seen, reader.seen);
    rows.Forget(seen);
  }
  for (Reader& reader : readers) {
    while (reader.Read(rows)) {
    }
    EXPECT_EQ(reader.state, state);
  }
}

}  // namespace watched_rows_test
}  // namespace nianbao::aggregator
