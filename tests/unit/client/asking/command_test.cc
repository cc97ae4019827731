#include "client/asking/command.h"

#include "CLI/CLI.hpp"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace command_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

enum class Colour { kNone = 0, kRed = 3, kBlue = 5 };

const std::map<std::string, Colour>& Colours() {
  static const auto* const kColours = new std::map<std::string, Colour>{
      {"red", Colour::kRed}, {"blue", Colour::kBlue}};
  return *kColours;
}

// A command line `paint` with a flag of each kind.
class CommandTest : public testing::Test {
 protected:
  CommandTest() : command_(app_, "paint", "Paints") {
    command_.Add("FILE", files_, "Files");
    command_.AddWords("--colour", colour_, Colours(), "A colour");
    command_.AddWords("--colours", colours_, Colours(), "Colours").Commas();
    command_.Add("--share", shares_, "Shares").Commas().Between(0.0, 1.0);
    command_.Add("--coats", coats_, "Coats").Between(1, 3);
    command_.Run("", [this] { ran_ = true; });
  }

  // What is wrong with the line; empty when nothing is.
  std::string Parse(const std::string& line) {
    try {
      app_.parse("paint " + line);
    } catch (const CLI::ParseError& error) {
      return error.what();
    }
    return "";
  }

  CLI::App app_;
  std::vector<std::string> files_;
  Colour colour_ = Colour::kNone;
  std::vector<Colour> colours_;
  std::vector<double> shares_;
  int coats_ = 2;
  bool ran_ = false;
  Command command_;
};

TEST_F(CommandTest, KeepsDefaults) {
  EXPECT_EQ(Parse(""), "");
  EXPECT_TRUE(ran_);
  EXPECT_EQ(colour_, Colour::kNone);
  EXPECT_THAT(colours_, IsEmpty());
  EXPECT_EQ(coats_, 2);
}

TEST_F(CommandTest, SetsValues) {
  EXPECT_EQ(Parse("--colour blue --colours blue,red --share 0,1 --coats 3 a b"),
            "");
  EXPECT_EQ(colour_, Colour::kBlue);
  EXPECT_THAT(colours_, ElementsAre(Colour::kBlue, Colour::kRed));
  EXPECT_THAT(shares_, ElementsAre(0, 1));
  EXPECT_EQ(coats_, 3);
  EXPECT_THAT(files_, ElementsAre("a", "b"));
}

TEST_F(CommandTest, TakesTheWordsAndNothingElse) {
  for (std::string other : {"5", "Blue", "redder"}) {
    EXPECT_EQ(Parse("--colour " + other),
              "--colour: " + other + " is not one of blue red");
    EXPECT_EQ(Parse("--colours red," + other),
              "--colours: " + other + " is not one of blue red");
  }
  EXPECT_FALSE(ran_);
}

TEST_F(CommandTest, RefusesValuesOutOfRange) {
  EXPECT_NE(Parse("--coats 4"), "");
  EXPECT_NE(Parse("--share 0.5,1.5"), "");
  EXPECT_FALSE(ran_);
}

TEST_F(CommandTest, EndsAListAtASpace) {
  EXPECT_EQ(Parse("--colours red a"), "");
  EXPECT_THAT(colours_, ElementsAre(Colour::kRed));
  EXPECT_THAT(files_, ElementsAre("a"));
}

}  // namespace command_test
}  // namespace nianbao::client
