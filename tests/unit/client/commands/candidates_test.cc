#include "client/commands/shell/candidates.h"

#include "CLI/CLI.hpp"
#include "client/asking/command.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace candidates_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

enum class Colour { kRed = 1, kBlue = 2 };

// A program with flags of each kind.
class CandidatesTest : public testing::Test {
 protected:
  CandidatesTest() : app_("", "nianbao"), ask_(app_, "ask", "Asks") {
    app_.add_option("--aggregator", text_);
    ask_.Add("DIVISION", texts_, "Divisions");
    ask_.Add("--indicator", texts_, "Indicators").Commas().Type("INDICATOR");
    ask_.AddWords("--colour", colour_,
                  {{"red", Colour::kRed}, {"blue", Colour::kBlue}}, "Colour");
    ask_.AddSwitch("--all", all_, "All");
    ask_.Run("", [] {});
    Command(app_, "answer", "Answers").Run("", [] {});
    Command hidden(app_, "around", "Hidden");
    hidden.Hide();
  }

  CLI::App app_;
  std::string text_;
  std::vector<std::string> texts_;
  Colour colour_ = Colour::kRed;
  bool all_ = false;
  Command ask_;
};

TEST_F(CandidatesTest, OffersCommands) {
  EXPECT_THAT(FindCandidates(app_, {""}).words, ElementsAre("ask", "answer"));
  EXPECT_THAT(FindCandidates(app_, {"--aggregator", "a:1", "an"}).words,
              ElementsAre("answer"));
  EXPECT_THAT(FindCandidates(app_, {}).words, IsEmpty());
}

TEST_F(CandidatesTest, OffersFlagsOfTheCommandAndOfAll) {
  EXPECT_THAT(FindCandidates(app_, {"ask", "--a"}).words,
              ElementsAre("--all", "--aggregator"));
  EXPECT_THAT(FindCandidates(app_, {"--a"}).words, ElementsAre("--aggregator"));
}

TEST_F(CandidatesTest, OffersTheWordsOfAFlag) {
  EXPECT_THAT(FindCandidates(app_, {"ask", "--colour", ""}).words,
              ElementsAre("blue", "red"));
  EXPECT_THAT(FindCandidates(app_, {"ask", "--colour", "r"}).words,
              ElementsAre("red"));
  EXPECT_THAT(FindCandidates(app_, {"--aggregator", ""}).words, IsEmpty());
}

TEST_F(CandidatesTest, TellsWhatTheAggregatorKnows) {
  const Candidates indicators =
      FindCandidates(app_, {"ask", "--indicator", "a.b,c"});
  EXPECT_EQ(indicators.names, Candidates::Names::kIndicators);
  EXPECT_EQ(indicators.before, "a.b,");
  EXPECT_EQ(indicators.typed, "c");
  const Candidates divisions = FindCandidates(app_, {"ask", "--all", "海"});
  EXPECT_EQ(divisions.names, Candidates::Names::kDivisions);
  EXPECT_EQ(divisions.typed, "海");
  EXPECT_EQ(FindCandidates(app_, {"answer", "x"}).names,
            Candidates::Names::kNone);
}

}  // namespace candidates_test
}  // namespace nianbao::client
