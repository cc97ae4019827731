#include "aggregator/store/sqlite/database/acknowledged.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "aggregator/store/sqlite/database/page_checksum.h"

namespace nianbao::aggregator {
namespace {

// Numbers of a fixed width, so that each record covers the one before: last
// transaction and moment, missing, after, until. The number of bytes is a
// multiple of 8, as their checksum needs it; that follows, in hexadecimal.
constexpr size_t kRecordBytes = 104 + 18;

std::string Serialize(const Acknowledged& a) {
  const std::string numbers = absl::StrFormat(
      "%019d %019d %019d %019d %024d", a.last.transaction, a.last.moment,
      a.missing, a.missing_after, a.missing_until);
  return absl::StrFormat("%s %016x\n", numbers, ChecksumOf(numbers));
}

}  // namespace

Acknowledged Compare(const Acknowledged& known, const LastMoment& found) {
  Acknowledged now = known;
  now.last = found;
  const int64_t missing = known.last.transaction - found.transaction;
  if (missing <= 0) return now;
  if (now.missing == 0) now.missing_after = found.transaction;
  now.missing += missing;
  now.missing_until = std::max(now.missing_until, known.last.moment);
  return now;
}

std::string Missing(const Acknowledged& acknowledged) {
  if (acknowledged.missing == 0) return "";
  return absl::StrCat(
      acknowledged.missing,
      " transactions that were acknowledged are missing after transaction ",
      acknowledged.missing_after, "; the last of them was of ",
      absl::FormatTime(absl::RFC3339_full,
                       absl::FromUnixMicros(acknowledged.missing_until),
                       absl::UTCTimeZone()));
}

Acknowledged ReadAcknowledged(const std::string& path) {
  std::error_code unresolved;
  const std::filesystem::path resolved =
      std::filesystem::weakly_canonical(path, unresolved);
  const std::string name =
      absl::StrCat(unresolved ? path : resolved.string(), ".lock");
  const int file = open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return {};
  const absl::Cleanup close_file = [file] { close(file); };
  return ReadAcknowledged(file);
}

Acknowledged ReadAcknowledged(int file) {
  std::string record(kRecordBytes, '\0');
  if (pread(file, record.data(), record.size(), 0) !=
      static_cast<ssize_t>(record.size())) {
    return {};
  }
  long long numbers[5] = {};
  if (std::sscanf(record.c_str(), "%lld %lld %lld %lld %lld", &numbers[0],
                  &numbers[1], &numbers[2], &numbers[3], &numbers[4]) != 5) {
    return {};
  }
  const Acknowledged read = {
      .last = {.transaction = numbers[0], .moment = numbers[1]},
      .missing = numbers[2],
      .missing_after = numbers[3],
      .missing_until = numbers[4]};
  // One that was written by half says nothing.
  return Serialize(read) == record ? read : Acknowledged();
}

void WriteAcknowledged(const Acknowledged& acknowledged, int file) {
  const std::string record = Serialize(acknowledged);
  [[maybe_unused]] const ssize_t written =
      pwrite(file, record.data(), record.size(), 0);
}

void ForgetAcknowledged(int file) {
  [[maybe_unused]] const int truncated = ftruncate(file, 0);
}

}  // namespace nianbao::aggregator
