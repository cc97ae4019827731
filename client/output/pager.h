// Long tables on a terminal, in a pager.
#ifndef NIANBAO_CLIENT_OUTPUT_PAGER_H_
#define NIANBAO_CLIENT_OUTPUT_PAGER_H_

#include <csignal>
#include <cstdio>
#include <streambuf>
#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::client {

// The command of the pager: that of PAGER, else `less -FRX` where less is
// installed; empty where there is none or PAGER is empty or cat. `sh` runs it.
std::string PagerCommand();

// Holds what it is given until it is more than fits a screen; then a pager gets
// it and all that follows. What fits goes to the terminal at the end. Not
// thread-safe.
class PagingBuffer : public std::streambuf {
 public:
  // `terminal`, of `height` lines, must outlive the buffer. `pager` is a
  // command for `sh`.
  PagingBuffer(std::streambuf& terminal, int height, std::string pager);
  ~PagingBuffer() override { Finish(); }

  PagingBuffer(const PagingBuffer&) = delete;
  PagingBuffer& operator=(const PagingBuffer&) = delete;

  // Writes what is held, or waits until the pager has ended. While a pager runs
  // an interrupt (SIGINT) is its own affair.
  void Finish();

 protected:
  int_type overflow(int_type c) override;
  std::streamsize xsputn(const char* text, std::streamsize size) override;

 private:
  // Hands what is held to a new pager.
  void StartPager();

  std::streambuf& terminal_;
  // One line is the shell's prompt.
  const int lines_that_fit_;
  const std::string command_;
  std::string held_;
  int lines_ = 0;
  // Null before there is a pager.
  std::FILE* pager_ = nullptr;
  struct sigaction interrupt_before_ = {};
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_PAGER_H_
