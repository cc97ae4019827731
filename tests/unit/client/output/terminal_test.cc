#include "client/output/terminal.h"

#include <iostream>
#include <ostream>
#include <sstream>
#include <string>

#include "gtest/gtest.h"

namespace nianbao::client {
namespace terminal_test {

TEST(EscapingBuffer, EscapesWhatIsWritten) {
  std::stringbuf written;
  {
    EscapingBuffer buffer(written);
    std::ostream out(&buffer);
    out << "年报 \x1b[2J" << 12 << '\a' << std::endl;
    EXPECT_TRUE(out.good());
  }
  EXPECT_EQ(written.str(), "年报 \\u001b[2J12\\u0007\n");
}

// Formatted output comes in pieces that may end within a character.
TEST(EscapingBuffer, PutsCharactersTogether) {
  const std::string text = "海\u202E𠮷\u009b";
  std::stringbuf written;
  {
    EscapingBuffer buffer(written);
    std::ostream out(&buffer);
    for (const char c : text) out << c << std::flush;
  }
  EXPECT_EQ(written.str(), "海\\u202e𠮷\\u009b");
}

TEST(EscapingBuffer, WritesWhatNeverBecomesACharacter) {
  std::stringbuf written;
  {
    EscapingBuffer buffer(written);
    std::ostream out(&buffer);
    out << "a\xe6\xb5"
        << "b\xf0\x9f";
  }
  EXPECT_EQ(written.str(), "a\\xe6\\xb5b\\xf0\\x9f");
}

// Attributes are the program's own and go by the gate; the text does not.
TEST(WriteStyled, PutsAttributesAroundEscapedText) {
  std::stringbuf written;
  EscapingBuffer buffer(written);
  std::ostream out(&buffer);
  WriteStyled(out, Style::kHeading, "NAME\x1b");
  WriteStyled(out, Style::kPlain, " plain ");
  WriteStyled(out, Style::kWarning, "no");
  EXPECT_EQ(written.str(), "\x1b[1mNAME\\u001b\x1b[0m plain \x1b[33mno\x1b[0m");
}

TEST(WriteStyled, WorksWithoutAGate) {
  std::ostringstream out;
  WriteStyled(out, Style::kError, "x");
  EXPECT_EQ(out.str(), "\x1b[1;31mx\x1b[0m");
}

TEST(TerminalGate, IsBeforeStandardErrorWhileItLives) {
  std::stringbuf written;
  std::streambuf* const before = std::cerr.rdbuf(&written);
  {
    TerminalGate gate;
    std::cerr << "\x1b";
  }
  std::cerr << "\x1b";
  std::cerr.rdbuf(before);
  EXPECT_EQ(written.str(), "\\u001b\x1b");
}

}  // namespace terminal_test
}  // namespace nianbao::client
