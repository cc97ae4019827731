#include "client/documents/progress.h"

#include <unistd.h>

#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/substitute.h"
#include "client/output/language.h"
#include "client/output/numbers.h"

namespace nianbao::client {
namespace {

// "22 s", "5 min", "2 h 5 min": no more than is known.
std::string ReadableTime(double seconds) {
  constexpr int64_t kMinute = 60;
  constexpr int64_t kHour = 60 * kMinute;
  const auto whole = static_cast<int64_t>(std::ceil(seconds));
  if (whole < 2 * kMinute) return absl::StrCat(whole, Told(" s", " 秒"));
  const int64_t minutes = (whole + kMinute - 1) / kMinute;
  if (whole < 2 * kHour) return absl::StrCat(minutes, Told(" min", " 分钟"));
  return absl::Substitute(Told("$0 h $1 min", "$0 小时 $1 分钟"), minutes / 60,
                          minutes % 60);
}

}  // namespace

Progress ProgressOfStandardError() {
  return isatty(STDERR_FILENO) != 0 ? Progress::kTerminal : Progress::kLines;
}

std::chrono::milliseconds ProgressInterval(Progress progress) {
  // On a terminal as often as a reader can follow; a log is kept.
  constexpr std::chrono::milliseconds kOnTerminal{200};
  constexpr std::chrono::milliseconds kOfLines{10000};
  return progress == Progress::kTerminal ? kOnTerminal : kOfLines;
}

std::string ProgressText(size_t done, size_t failed, size_t total,
                         std::chrono::duration<double> elapsed) {
  const size_t tried = done + failed;
  std::string text = absl::Substitute(
      Told("$0 of $1 documents, $2 failed", "$0 份,共 $1 份,失败 $2 份"),
      ReadableNumber(tried), ReadableNumber(total), ReadableNumber(failed));
  if (tried == 0 || elapsed.count() <= 0) return text;
  const double rate = static_cast<double>(tried) / elapsed.count();
  // Slow ones, such as large PDFs, are below one a second.
  absl::StrAppend(&text,
                  absl::Substitute(Told(", $0/s", ",每秒 $0 份"),
                                   rate < 10 ? absl::StrFormat("%.1f", rate)
                                             : absl::StrFormat("%.0f", rate)));
  if (tried < total) {
    absl::StrAppend(
        &text, absl::Substitute(
                   Told(", $0 left", ",还需 $0"),
                   ReadableTime(static_cast<double>(total - tried) / rate)));
  }
  return text;
}

}  // namespace nianbao::client
