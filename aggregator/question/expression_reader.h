// Reads the text of an expression from left to right and says where it is
// wrong.
#ifndef NIANBAO_AGGREGATOR_QUESTION_EXPRESSION_READER_H_
#define NIANBAO_AGGREGATOR_QUESTION_EXPRESSION_READER_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace nianbao::aggregator {

// Parentheses within each other that an expression may have: each is a call of
// the parsers within another, and nobody nests more than a few.
inline constexpr int kMaxNesting = 64;

// Positions are byte offsets into the text. `text` must outlive the reader.
class ExpressionReader {
 public:
  // `field` is the path of the request's field that holds the text.
  ExpressionReader(absl::string_view field, absl::string_view text)
      : field_(field), text_(text) {}

  // Each of the functions below first skips white space.
  bool AtEnd();
  // The position of the next token.
  size_t Position();
  // The next character; NUL at the end.
  char Peek();
  // Takes `token` if it comes next.
  bool Consume(absl::string_view token);
  // Takes characters up to the first that is white space or one of `stops`.
  absl::string_view TakeUntil(absl::string_view stops);
  // As TakeUntil, but the characters stay.
  absl::string_view PeekUntil(absl::string_view stops);
  // Takes an unsigned decimal number, with fraction and exponent; absent when
  // none comes next or it exceeds a double.
  std::optional<double> TakeNumber();
  // Takes a text in single or double quotes, in which \ escapes a character;
  // absent when its end is missing. A quote must come next.
  std::optional<std::string> TakeQuoted();

  // INVALID_ARGUMENT: "column 14: {problem}", in characters from 1.
  absl::Status Error(size_t position, absl::string_view problem) const;
  // As above, at the position of the next token.
  absl::Status Error(absl::string_view problem);

 private:
  void SkipSpace();

  const std::string field_;
  const absl::string_view text_;
  size_t position_ = 0;
};

// All of `token` as a decimal number, with sign, fraction and exponent; absent
// when it is none or exceeds a double.
std::optional<double> ParseNumber(absl::string_view token);

// `text`, cut after 40 characters, to be told in an error: errors travel in
// headers, which gRPC limits to 8 KiB.
std::string Shorten(absl::string_view text);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_EXPRESSION_READER_H_
