#include "aggregator/question/expression_reader.h"

#include <charconv>
#include <cmath>
#include <system_error>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/status.h"

namespace nianbao::aggregator {
namespace {

// False for the bytes of UTF-8 that continue a character.
bool StartsCharacter(char c) { return (c & 0xC0) != 0x80; }

// Consumes the number that `text` starts with.
std::optional<double> ConsumeUnsigned(absl::string_view& text) {
  // Keeps out "inf" and "nan".
  if (text.empty() || !(absl::ascii_isdigit(text[0]) || text[0] == '.')) {
    return std::nullopt;
  }
  double number = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || !std::isfinite(number)) return std::nullopt;
  text.remove_prefix(end - text.data());
  return number;
}

}  // namespace

void ExpressionReader::SkipSpace() {
  while (position_ < text_.size() && absl::ascii_isspace(text_[position_])) {
    ++position_;
  }
}

bool ExpressionReader::AtEnd() { return Position() == text_.size(); }

size_t ExpressionReader::Position() {
  SkipSpace();
  return position_;
}

char ExpressionReader::Peek() { return AtEnd() ? '\0' : text_[position_]; }

bool ExpressionReader::Consume(absl::string_view token) {
  if (!absl::StartsWith(text_.substr(Position()), token)) return false;
  position_ += token.size();
  return true;
}

absl::string_view ExpressionReader::PeekUntil(absl::string_view stops) {
  const size_t begin = Position();
  size_t end = begin;
  while (end < text_.size() && !absl::ascii_isspace(text_[end]) &&
         !absl::StrContains(stops, text_[end])) {
    ++end;
  }
  return text_.substr(begin, end - begin);
}

absl::string_view ExpressionReader::TakeUntil(absl::string_view stops) {
  const absl::string_view taken = PeekUntil(stops);
  position_ += taken.size();
  return taken;
}

std::optional<double> ExpressionReader::TakeNumber() {
  absl::string_view rest = text_.substr(Position());
  const std::optional<double> number = ConsumeUnsigned(rest);
  position_ = text_.size() - rest.size();
  return number;
}

std::optional<std::string> ExpressionReader::TakeQuoted() {
  const char quote = Peek();
  std::string content;
  for (++position_; position_ < text_.size(); ++position_) {
    if (text_[position_] == quote) {
      ++position_;
      return content;
    }
    if (text_[position_] == '\\' && ++position_ == text_.size()) break;
    content.push_back(text_[position_]);
  }
  return std::nullopt;
}

absl::Status ExpressionReader::Error(size_t position,
                                     absl::string_view problem) const {
  const auto column =
      1 + absl::c_count_if(text_.substr(0, position), StartsCharacter);
  return BadRequest(field_, absl::StrCat("column ", column, ": ", problem));
}

absl::Status ExpressionReader::Error(absl::string_view problem) {
  return Error(Position(), problem);
}

std::optional<double> ParseNumber(absl::string_view token) {
  const bool negative = absl::ConsumePrefix(&token, "-");
  if (!negative) absl::ConsumePrefix(&token, "+");
  const std::optional<double> number = ConsumeUnsigned(token);
  if (!number.has_value() || !token.empty()) return std::nullopt;
  return negative ? -*number : *number;
}

std::string Shorten(absl::string_view text) {
  int characters = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (StartsCharacter(text[i]) && ++characters > 40) {
      return absl::StrCat(text.substr(0, i), "...");
    }
  }
  return std::string(text);
}

}  // namespace nianbao::aggregator
