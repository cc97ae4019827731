// Checks find what is wrong and leave alone what is not, over a small country;
// `tests/benchmark/run checks --check` does the same with a large one.
#include <memory>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/benchmark/checks_score.h"
#include "tests/integration/store/store_fixture.h"
#include "tests/temporary_folder.h"

namespace nianbao::aggregator {
namespace checks_corpus_test {

class ChecksCorpusTest : public ::testing::TestWithParam<StoreKind> {};

INSTANTIATE_TEST_SUITE_P(Stores, ChecksCorpusTest,
                         ::testing::ValuesIn(StoreKinds()), KindName);

TEST_P(ChecksCorpusTest, FindsNearlyAllAndHardlyAnythingElse) {
  constexpr int kFaults = 100;
  const ChecksCorpus corpus(7, 6000, kFaults);
  const TemporaryFolder folder;
  const std::unique_ptr<Store> store = OpenPrepared(GetParam(), folder.path());
  const auto names = StoreCorpus(corpus, *store);
  ASSERT_TRUE(names.ok()) << names.status();
  const auto scores = ScoreChecks(corpus, *names, BuiltIn(), *store);
  ASSERT_TRUE(scores.ok()) << scores.status();
  for (const CheckScore& score : *scores) {
    SCOPED_TRACE(score.code);
    EXPECT_EQ(score.planted, kFaults);
    EXPECT_GE(score.Recall(), 0.95) << score.found;
    EXPECT_LT(score.FalseAlarmRate(), 0.005) << score.false_alarms;
  }
}

}  // namespace checks_corpus_test
}  // namespace nianbao::aggregator
