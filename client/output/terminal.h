// The gate between the command's text and terminals.
#ifndef NIANBAO_CLIENT_OUTPUT_TERMINAL_H_
#define NIANBAO_CLIENT_OUTPUT_TERMINAL_H_

#include <memory>
#include <ostream>
#include <streambuf>
#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::client {

// Hands on to another buffer what it is given, Escaped (printable.h). A
// character that comes in pieces goes out when it is whole. Not thread-safe.
class EscapingBuffer : public std::streambuf {
 public:
  // `out` must outlive the buffer.
  explicit EscapingBuffer(std::streambuf& out) : out_(out) {}
  // What is left of a character that never became whole goes out.
  ~EscapingBuffer() override;

  // What is behind it, where text of our own goes that needs no escaping.
  std::streambuf& behind() const { return out_; }

 protected:
  int_type overflow(int_type c) override;
  std::streamsize xsputn(const char* text, std::streamsize size) override;
  int sync() override;

 private:
  bool Write(absl::string_view text);

  std::streambuf& out_;
  // The first bytes of a character.
  std::string pending_;
};

// While it lives all that is written to std::cerr goes through an
// EscapingBuffer, as does what is written to std::cout where that is a
// terminal: nothing else has to take care of what a terminal gets. One at a
// time; made before other threads are.
class TerminalGate {
 public:
  TerminalGate();
  ~TerminalGate();

  TerminalGate(const TerminalGate&) = delete;
  TerminalGate& operator=(const TerminalGate&) = delete;

 private:
  // Those of the streams before; null for one that has no gate.
  std::streambuf* const errors_;
  std::streambuf* const data_;
  std::unique_ptr<EscapingBuffer> escaped_errors_;
  std::unique_ptr<EscapingBuffer> escaped_data_;
};

// The buffer of `out`, behind the gate where there is one.
std::streambuf& BehindGate(const std::ostream& out);

// How text stands out on a terminal.
enum class Style { kPlain, kHeading, kWarning, kError };

// Writes `text`, which goes through the gate where `out` has one, in that
// style; the terminal's attributes around it pass the gate by.
void WriteStyled(std::ostream& out, Style style, absl::string_view text);

// Puts `line`, Printable, in the place of the last line of standard error,
// which must be a terminal; an empty one erases that. Passes by the gate, as
// the only text with control characters of our own.
void ShowProgressLine(absl::string_view line);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_TERMINAL_H_
