#include "client/output/screen.h"

#include <fcntl.h>
#include <unistd.h>

#include "gtest/gtest.h"
#include "tests/unit/client/output/pseudo_terminal.h"
#include "tests/unit/client/output/with_variable.h"

namespace nianbao::client {
namespace screen_test {

TEST(ScreenOf, TellsTheSizeOfATerminal) {
  const WithVariable columns("COLUMNS", nullptr);
  const PseudoTerminal terminal(47, 11);
  const Screen screen = ScreenOf(terminal.terminal());
  EXPECT_TRUE(screen.is_terminal);
  EXPECT_EQ(screen.width, 47);
  EXPECT_EQ(screen.height, 11);
}

TEST(ScreenOf, TakesTheWidthOfTheVariable) {
  const PseudoTerminal terminal(47, 11);
  {
    const WithVariable columns("COLUMNS", "120");
    EXPECT_EQ(ScreenOf(terminal.terminal()).width, 120);
  }
  const WithVariable columns("COLUMNS", "wide");
  EXPECT_EQ(ScreenOf(terminal.terminal()).width, 47);
}

TEST(ScreenOf, TakesATerminalWithoutASizeForAUsualOne) {
  const WithVariable columns("COLUMNS", nullptr);
  const PseudoTerminal terminal(0, 0);
  EXPECT_EQ(ScreenOf(terminal.terminal()).width, 80);
  EXPECT_EQ(ScreenOf(terminal.terminal()).height, 0);
}

TEST(ScreenOf, CutsNothingElsewhere) {
  const WithVariable columns("COLUMNS", "40");
  const int file = open("/dev/null", O_WRONLY);
  const Screen screen = ScreenOf(file);
  close(file);
  EXPECT_FALSE(screen.is_terminal);
  EXPECT_EQ(screen.width, 0);
}

struct ColourCase {
  const char* no_color;
  const char* clicolor;
  const char* force;
  const char* term;
  bool terminal;
  bool elsewhere;
};

constexpr ColourCase kCases[] = {
    {nullptr, nullptr, nullptr, "xterm", true, false},
    {nullptr, nullptr, nullptr, nullptr, true, false},
    {nullptr, nullptr, nullptr, "dumb", false, false},
    {"1", nullptr, nullptr, "xterm", false, false},
    {"", nullptr, nullptr, "xterm", true, false},
    {nullptr, "0", nullptr, "xterm", false, false},
    {nullptr, "1", nullptr, "xterm", true, false},
    {nullptr, nullptr, "1", "dumb", true, true},
    {nullptr, nullptr, "0", "xterm", true, false},
    {"1", "1", "1", "xterm", false, false},
};

TEST(ScreenOf, IsColouredAsTheVariablesSay) {
  const PseudoTerminal terminal(80, 24);
  const int file = open("/dev/null", O_WRONLY);
  for (const ColourCase& c : kCases) {
    const WithVariable no_color("NO_COLOR", c.no_color);
    const WithVariable clicolor("CLICOLOR", c.clicolor);
    const WithVariable force("CLICOLOR_FORCE", c.force);
    const WithVariable term("TERM", c.term);
    SCOPED_TRACE(&c - kCases);
    EXPECT_EQ(ScreenOf(terminal.terminal()).colour, c.terminal);
    EXPECT_EQ(ScreenOf(file).colour, c.elsewhere);
  }
  close(file);
}

}  // namespace screen_test
}  // namespace nianbao::client
