#include "tests/training/training.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/gold/corpus.h"
#include "tests/paths.h"

namespace nianbao::extractor {
namespace training_test {

std::unique_ptr<Training> TypicalTraining() {
  Set typical;
  typical.name = "typical";
  typical.gold = TestData("typical/gold");
  typical.texts = TestData("typical/reports");
  const std::set<std::string> known = absl::StrSplit(
      ReadFile(TestData("indicators.txt")).value(), '\n', absl::SkipEmpty());
  return Training::Create({typical}, known, 3).value();
}

TEST(TrainingTest, TheSameDocumentsGiveTheSameBytes) {
  FitOptions options;
  options.epochs = 2;
  const auto first = TypicalTraining();
  const auto second = TypicalTraining();
  const std::string file = first->File(first->Fit(-1, options), 1, 0.5);
  EXPECT_TRUE(file == second->File(second->Fit(-1, options), 1, 0.5));
  const auto scorer = Scorer::Parse(file);
  ASSERT_TRUE(scorer.ok()) << scorer.status();
}

TEST(TrainingTest, DocumentsThatWereLeftOutAreRead) {
  const auto training = TypicalTraining();
  const FoldWeights fits = training->FitFolds(FitOptions());
  const double temperature = training->Temperature(fits);
  EXPECT_GT(training->CrossValidate(fits, temperature, 0.5)[1].F1(), 0.93);
}

TEST(TrainingTest, MalformedSetsAreRefused) {
  for (const char* set :
       {"", "name", "name=gold", "name=a:b:many", "n=a:b:1:2"}) {
    EXPECT_FALSE(ParseSet(set).ok()) << set;
  }
  const auto set = ParseSet("fresh=a:b:2.5");
  ASSERT_TRUE(set.ok());
  EXPECT_EQ(set->importance, 2.5f);
  EXPECT_FALSE(set->seen);
  EXPECT_TRUE(ParseSet("seen=a:b")->seen);
}

}  // namespace training_test
}  // namespace nianbao::extractor
