// A terminal of a test's own.
#ifndef NIANBAO_TESTS_UNIT_CLIENT_OUTPUT_PSEUDO_TERMINAL_H_
#define NIANBAO_TESTS_UNIT_CLIENT_OUTPUT_PSEUDO_TERMINAL_H_

#include <pty.h>
#include <unistd.h>

#include "gtest/gtest.h"

namespace nianbao::client {

class PseudoTerminal {
 public:
  PseudoTerminal(unsigned short columns, unsigned short lines) {
    winsize size = {};
    size.ws_col = columns;
    size.ws_row = lines;
    EXPECT_EQ(openpty(&controller_, &terminal_, nullptr, nullptr, &size), 0);
  }
  ~PseudoTerminal() {
    close(terminal_);
    close(controller_);
  }

  PseudoTerminal(const PseudoTerminal&) = delete;
  PseudoTerminal& operator=(const PseudoTerminal&) = delete;

  // The descriptor that a program has as its terminal.
  int terminal() const { return terminal_; }

 private:
  int controller_ = -1;
  int terminal_ = -1;
};

}  // namespace nianbao::client

#endif  // NIANBAO_TESTS_UNIT_CLIENT_OUTPUT_PSEUDO_TERMINAL_H_
