#include "aggregator/correction/printed_year.h"

#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace nianbao::aggregator {
namespace {

// The digits that years are printed in.
constexpr absl::string_view kDigits[] = {
    "0",  "1",  "2",  "3",  "4",  "5",  "6",  "7",  "8",  "9",  "０",
    "１", "２", "３", "４", "５", "６", "７", "８", "９", "〇", "○",
    "零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
constexpr int kYearDigits = 4;

// Takes a digit off the beginning of `text`, if there is one.
bool ConsumeDigit(absl::string_view& text) {
  for (const absl::string_view digit : kDigits) {
    if (absl::ConsumePrefix(&text, digit)) return true;
  }
  return false;
}

}  // namespace

bool PrintsYear(absl::string_view sentence) {
  // Digits in a row up to here: a run of any other length is no year.
  int digits = 0;
  while (!sentence.empty()) {
    if (ConsumeDigit(sentence)) {
      ++digits;
      continue;
    }
    if (digits == kYearDigits && absl::StartsWith(sentence, "年")) return true;
    // Bytes in the middle of a character begin no digit and no 年.
    sentence.remove_prefix(1);
    digits = 0;
  }
  return false;
}

}  // namespace nianbao::aggregator
