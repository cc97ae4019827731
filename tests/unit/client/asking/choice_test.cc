#include "client/asking/choice.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace {

enum class Colour { kRed = 3, kBlue = 5 };

TEST(Choice, TakesTheWordsAndNothingElse) {
  CLI::Validator choice =
      Choice<Colour>({{"red", Colour::kRed}, {"blue", Colour::kBlue}});
  std::string word = "blue";
  EXPECT_EQ(choice(word), "");
  EXPECT_EQ(word, "5");
  for (std::string other : {"5", "Blue", "", "redder"}) {
    EXPECT_EQ(choice(other), other + " is not one of blue red");
  }
}

TEST(Choice, SetsAnOption) {
  CLI::App app;
  std::vector<Colour> colours;
  app.add_option("--colour", colours)
      ->delimiter(',')
      ->transform(
          Choice<Colour>({{"red", Colour::kRed}, {"blue", Colour::kBlue}}));
  app.parse("--colour blue,red");
  EXPECT_THAT(colours, testing::ElementsAre(Colour::kBlue, Colour::kRed));
}

}  // namespace
}  // namespace nianbao::client
