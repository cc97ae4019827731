#include "client/output/terminal.h"

#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/output/printable.h"

namespace nianbao::client {
namespace {

// To the line's begin, then the terminal's "erase to the end of the line".
constexpr char kEraseLine[] = "\r\033[K";

constexpr absl::string_view kNoAttributes = "\033[0m";

// What switches the attributes of a style on.
absl::string_view AttributesOf(Style style) {
  switch (style) {
    case Style::kPlain:
      return "";
    case Style::kHeading:
      return "\033[1m";
    case Style::kWarning:
      return "\033[33m";
    case Style::kError:
      return "\033[1;31m";
  }
  return "";
}

void Put(std::streambuf& buffer, absl::string_view text) {
  buffer.sputn(text.data(), static_cast<std::streamsize>(text.size()));
}

// How many bytes at the end of `text` are the begin of a character whose other
// bytes are missing.
size_t UnfinishedBytes(absl::string_view text) {
  constexpr size_t kLongest = 4;
  for (size_t size = 1; size < kLongest && size <= text.size(); ++size) {
    const auto byte = static_cast<unsigned char>(text[text.size() - size]);
    if ((byte & 0xC0) == 0x80) continue;
    const size_t wanted = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    return byte >= 0xC0 && size < wanted ? size : 0;
  }
  return 0;
}

}  // namespace

EscapingBuffer::~EscapingBuffer() { Write(std::exchange(pending_, "")); }

EscapingBuffer::int_type EscapingBuffer::overflow(int_type c) {
  if (traits_type::eq_int_type(c, traits_type::eof())) return 0;
  const char character = traits_type::to_char_type(c);
  return xsputn(&character, 1) == 1 ? c : traits_type::eof();
}

std::streamsize EscapingBuffer::xsputn(const char* text, std::streamsize size) {
  pending_.append(text, static_cast<size_t>(size));
  const size_t whole = pending_.size() - UnfinishedBytes(pending_);
  const bool written = Write(absl::string_view(pending_).substr(0, whole));
  pending_.erase(0, whole);
  return written ? size : 0;
}

int EscapingBuffer::sync() { return out_.pubsync(); }

bool EscapingBuffer::Write(absl::string_view text) {
  const std::string escaped = Escaped(text);
  const auto size = static_cast<std::streamsize>(escaped.size());
  return out_.sputn(escaped.data(), size) == size;
}

TerminalGate::TerminalGate()
    : errors_(std::cerr.rdbuf()),
      data_(isatty(STDOUT_FILENO) != 0 ? std::cout.rdbuf() : nullptr),
      escaped_errors_(std::make_unique<EscapingBuffer>(*errors_)) {
  std::cerr.rdbuf(escaped_errors_.get());
  if (data_ == nullptr) return;
  escaped_data_ = std::make_unique<EscapingBuffer>(*data_);
  std::cout.rdbuf(escaped_data_.get());
}

TerminalGate::~TerminalGate() {
  std::cerr.rdbuf(errors_);
  if (data_ != nullptr) std::cout.rdbuf(data_);
}

std::streambuf& BehindGate(const std::ostream& out) {
  const auto* const gate = dynamic_cast<EscapingBuffer*>(out.rdbuf());
  return gate == nullptr ? *out.rdbuf() : gate->behind();
}

void WriteStyled(std::ostream& out, Style style, absl::string_view text) {
  if (style == Style::kPlain) {
    out << text;
    return;
  }
  std::streambuf& behind = BehindGate(out);
  Put(behind, AttributesOf(style));
  out << text;
  Put(behind, kNoAttributes);
}

void ShowProgressLine(absl::string_view line) {
  const std::string text = absl::StrCat(kEraseLine, Printable(line));
  std::fputs(text.c_str(), stderr);
}

}  // namespace nianbao::client
