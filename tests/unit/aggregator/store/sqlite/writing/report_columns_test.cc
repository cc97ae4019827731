// The columns that the writer keeps, the columns loaded from the file, and the
// columns as of each earlier moment are the same.
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/synchronization/notification.h"
#include "aggregator/store/sqlite/reading/loader.h"
#include "aggregator/store/sqlite/upkeep/migration.h"
#include "aggregator/store/sqlite/vintages.h"
#include "aggregator/store/sqlite/writing/writer.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/integration/aggregator/corpus.h"
#include "tests/temporary_folder.h"
#include "tests/unit/aggregator/columns/columns_canonical.h"
#include "tests/unit/aggregator/store/sqlite/sqlite_fixture.h"

namespace nianbao::aggregator {
namespace report_columns_test {

class SqliteColumnsTest : public ::testing::Test {
 protected:
  SqliteColumnsTest() {
    Connection connection = *Connection::Open(path_);
    EXPECT_TRUE(PrepareSchema(connection).ok());
    Start(std::move(connection), std::make_shared<const Snapshot>());
  }

  void Start(Connection connection, SnapshotPtr initial) {
    columns_ = std::make_unique<LiveColumns>(std::move(initial));
    writer_ = *SqliteWriter::Create(
        std::move(connection), BuiltIn(),
        [this](SnapshotChanges changes) {
          columns_->Apply(std::move(changes));
        },
        [this] { return columns_->IsRead(); });
  }

  std::string Upload(const v1::Report& report) {
    absl::Notification done;
    std::string name;
    writer_->Upload(report, [&](absl::StatusOr<UploadResult> result) {
      if (result.ok()) name = result->name;
      done.Notify();
    });
    done.WaitForNotification();
    EXPECT_NE(name, "");
    return name;
  }

  void Delete(const std::string& name) {
    absl::Notification done;
    writer_->Delete(name, [&](absl::Status status) {
      EXPECT_TRUE(status.ok()) << status;
      done.Notify();
    });
    done.WaitForNotification();
  }

  // Uploads, each with what it replaces, and deletions; `after` is called now
  // and then.
  void Live(int observations, unsigned seed, absl::FunctionRef<void()> after) {
    const Corpus corpus = GenerateCorpus(seed, observations);
    std::mt19937 random(seed);
    std::map<std::string, std::string> name_of_source;
    for (size_t i = 0; i < corpus.reports.size(); ++i) {
      const v1::Report& report = corpus.reports[i].report;
      const std::string name = Upload(report);
      // The same content has been stored from another source.
      std::erase_if(name_of_source, [&name](const auto& entry) {
        return entry.second == name;
      });
      name_of_source[report.source_uri()] = name;
      if (random() % 8 == 0) {
        const auto it =
            std::next(name_of_source.begin(), random() % name_of_source.size());
        Delete(it->second);
        name_of_source.erase(it);
      }
      if (i % 25 == 0) after();
    }
    after();
  }

  absl::StatusOr<SnapshotPtr> LoadWith(const LoadOptions& options) {
    return LoadSnapshot(
        readers_, BuiltIn(), options, [] { return false; },
        [](const LoadProgress&) {});
  }

  TemporaryFolder folder_;
  const std::string path_ = folder_.path() + "/nianbao.db";
  ConnectionPool readers_{path_};
  std::unique_ptr<LiveColumns> columns_;
  std::unique_ptr<SqliteWriter> writer_;
};

TEST_F(SqliteColumnsTest, LoadedAreThoseKeptLive) {
  Live(12000, 5, [this] {
    const SnapshotPtr live = columns_->Get();
    for (const int threads : {1, 2}) {
      const absl::StatusOr<SnapshotPtr> loaded = LoadWith({.threads = threads});
      ASSERT_TRUE(loaded.ok()) << loaded.status();
      ASSERT_EQ(Canonical(**loaded), Canonical(*live));
      ASSERT_EQ((*loaded)->moment, live->moment);
      ASSERT_EQ((*loaded)->issuer_count, live->issuer_count);
    }
  });
}

TEST_F(SqliteColumnsTest, LoadedColumnsGoOn) {
  Live(2000, 6, [] {});
  writer_.reset();
  Start(*Connection::Open(path_), *LoadWith({}));
  Live(4000, 12, [this] {
    ASSERT_EQ(Canonical(*columns_->Get()), Canonical(**LoadWith({})));
  });
}

TEST_F(SqliteColumnsTest, AsOfAMomentIsWhatWasThen) {
  std::vector<std::pair<int64_t, CanonicalSnapshot>> history;
  Live(8000, 7, [&] {
    const SnapshotPtr live = columns_->Get();
    history.emplace_back(live->moment, Canonical(*live));
  });
  ASSERT_GT(history.size(), 5);
  for (const auto& [moment, expected] : history) {
    const absl::StatusOr<SnapshotPtr> loaded = LoadWith({.as_of = moment});
    ASSERT_TRUE(loaded.ok()) << loaded.status();
    EXPECT_EQ(Canonical(**loaded), expected);
    EXPECT_EQ((*loaded)->moment, moment);
  }
  EXPECT_EQ(Canonical(**LoadWith({.as_of = history[0].first - 1000000})),
            CanonicalSnapshot());
}

TEST_F(SqliteColumnsTest, SomeIndicatorsCanBeLoadedAlone) {
  Live(3000, 8, [] {});
  CanonicalSnapshot expected = Canonical(*columns_->Get());
  const size_t all = expected.chunks.size();
  std::erase_if(expected.chunks, [](const auto& chunk) {
    const std::string& name = std::get<0>(chunk.first);
    return name != kReceived &&
           name.find("indicators/mediation.") == std::string::npos;
  });
  ASSERT_LT(expected.chunks.size(), all);
  ASSERT_FALSE(expected.chunks.empty());
  const absl::StatusOr<SnapshotPtr> loaded =
      LoadWith({.indicators = {{kReceived, "indicators/mediation.*"}}});
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  EXPECT_EQ(Canonical(**loaded), expected);
}

TEST_F(SqliteColumnsTest, LoadingStops) {
  Live(3000, 9, [] {});
  EXPECT_EQ(LoadSnapshot(
                readers_, BuiltIn(), {.threads = 2}, [] { return true; },
                [](const LoadProgress&) {})
                .status()
                .code(),
            absl::StatusCode::kCancelled);
}

TEST_F(SqliteColumnsTest, TooManyRowsAreRefused) {
  Live(1000, 10, [] {});
  const absl::Status refused = LoadWith({.max_rows = 10}).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(refused.message()),
              testing::HasSubstr("name fewer indicators"));
}

TEST_F(SqliteColumnsTest, VintagesAreKept) {
  Live(1000, 11, [] {});
  Vintages vintages(readers_, BuiltIn());
  const auto never = [] { return false; };
  const int64_t moment = columns_->Get()->moment;
  const std::vector<std::string> two = {"indicators/mediation.*", kReceived};
  const SnapshotPtr first = *vintages.Get(moment, two, never);
  EXPECT_EQ(*vintages.Get(moment, two, never), first);
  EXPECT_EQ(*vintages.Get(moment, {{kReceived}}, never), first);
  const SnapshotPtr whole = *vintages.Get(moment, std::nullopt, never);
  EXPECT_NE(whole, first);
  EXPECT_EQ(*vintages.Get(moment, two, never), whole);
  // The two used last stay.
  const SnapshotPtr earlier = *vintages.Get(moment - 1, two, never);
  EXPECT_EQ(*vintages.Get(moment, std::nullopt, never), whole);
  EXPECT_NE(*vintages.Get(moment - 2, two, never), nullptr);
  EXPECT_EQ(*vintages.Get(moment, std::nullopt, never), whole);
  EXPECT_NE(*vintages.Get(moment - 1, two, never), earlier);
}

}  // namespace report_columns_test
}  // namespace nianbao::aggregator
