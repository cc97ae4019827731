#include "client/output/numbers.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"

namespace nianbao::client {

std::string ReadableNumber(double value) {
  // Two decimals, without zeros at the end; then a comma before each three
  // digits, counted from the point.
  std::string text = absl::StrFormat("%.2f", std::abs(value));
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  size_t point = std::min(text.find('.'), text.size());
  for (size_t at = point; at > 3; at -= 3) text.insert(at - 3, 1, ',');
  // A small negative number is rounded to 0, which has no sign.
  if (value < 0 && text != "0") text.insert(text.begin(), '-');
  return text;
}

std::string PlainNumber(double value) {
  // The longest double without an exponent: 309 digits, or 0. and 324 zeros and
  // 17 digits.
  char digits[400];
  auto [end, error] = std::to_chars(digits, digits + sizeof(digits), value,
                                    std::chars_format::fixed);
  return std::string(digits, end);
}

std::string EnumLabel(absl::string_view name) {
  if (absl::EndsWith(name, "_UNSPECIFIED")) return "";
  std::string label(name.substr(name.find('_') + 1));
  absl::AsciiStrToLower(&label);
  return absl::StrReplaceAll(label, {{"_", " "}});
}

}  // namespace nianbao::client
