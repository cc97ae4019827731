// A file of tokens that is followed while the service runs.
//
// The tokens are an immutable vector behind a shared pointer. A call takes the
// pointer under the lock and searches without it. Once a second one call, the
// one that TakeCheck lets through, asks the file system for the file's version
// (device, inode, size, time of change); when that differs from the one the
// tokens were read with, it reads the file and swaps the pointer. Writing a new
// file and renaming it over the old one changes the inode, appending changes
// size and time: both are seen.
//
//   version seen   a       a       b (read)      c (broken: told once)
//   tokens used    of a    of a    of b          of b
//
// A file that holds no token any more counts as broken: between the moment when
// `>` has emptied it and the one when the new text is written, every caller
// would be refused.
//
// A call costs one lock, one SHA-256 of the token and a comparison with each
// entry; the call that finds a change reads up to 4 MiB besides.
#include "common/rpc/access/token_file.h"

#include <openssl/crypto.h>
#include <openssl/sha.h>

#include <iostream>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/error_reason.h"
#include "common/base/status.h"

namespace nianbao {
namespace {

// Bounds what a call that shows an unknown token costs: each entry is compared
// with it, 70 ns each, 0.7 ms in all.
constexpr size_t kMaxEntries = 10000;
// More than kMaxEntries lines with the longest names and remarks of 200 bytes
// need; a path that leads elsewhere, say to a log, is refused by it.
constexpr size_t kMaxFileBytes = 4 << 20;
// Names stand in errors and as keys of rates.
constexpr size_t kMaxNameBytes = 64;
// How long a revoked token may still be let in: one call in that time pays for
// a look at the file's version.
constexpr absl::Duration kCheckPeriod = absl::Seconds(1);

bool ParseDigest(absl::string_view field,
                 std::array<unsigned char, 32>& digest) {
  if (field.size() != 2 * digest.size() ||
      !absl::c_all_of(field, absl::ascii_isxdigit)) {
    return false;
  }
  absl::c_copy(absl::HexStringToBytes(field), digest.begin());
  return true;
}

bool ParseAccess(absl::string_view field, std::vector<v1::Access>& access) {
  for (absl::string_view name : absl::StrSplit(field, ',')) {
    v1::Access value = v1::ACCESS_UNSPECIFIED;
    if (name != absl::AsciiStrToLower(name) ||
        !v1::Access_Parse(absl::StrCat("ACCESS_", absl::AsciiStrToUpper(name)),
                          &value) ||
        value == v1::ACCESS_UNSPECIFIED) {
      return false;
    }
    access.push_back(value);
  }
  return true;
}

bool IsName(absl::string_view field) {
  return field.size() <= kMaxNameBytes &&
         absl::c_all_of(field, [](unsigned char c) {
           return absl::ascii_isalnum(c) || c == '.' || c == '_' || c == '@' ||
                  c == '-';
         });
}

bool ParseExpiry(absl::string_view field, absl::Time& expires) {
  return absl::ascii_isdigit(field.front()) &&
         (absl::ParseTime("%Y-%m-%d", field, &expires, nullptr) ||
          absl::ParseTime(absl::RFC3339_full, field, &expires, nullptr));
}

// Says what is wrong; empty when nothing is.
absl::string_view ParseEntry(const std::vector<absl::string_view>& fields,
                             TokenEntry& entry) {
  if (fields.size() < 3 || fields.size() > 4) {
    return "must hold a digest, access, a name and perhaps an expiry";
  }
  if (!ParseDigest(fields[0], entry.digest)) {
    return "the digest must be 64 hexadecimal digits";
  }
  if (!ParseAccess(fields[1], entry.access)) {
    return "access must be some of extract, read, write and admin, joined by "
           "commas";
  }
  if (!IsName(fields[2])) {
    return "the name must be at most 64 letters, digits and ._@-";
  }
  entry.name = std::string(fields[2]);
  if (fields.size() == 4 && !ParseExpiry(fields[3], entry.expires)) {
    return "the expiry must be an RFC 3339 date or time";
  }
  return "";
}

}  // namespace

absl::StatusOr<std::vector<TokenEntry>> ParseTokens(absl::string_view text) {
  std::vector<TokenEntry> entries;
  int number = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    line = line.substr(0, line.find('#'));
    const std::vector<absl::string_view> fields =
        absl::StrSplit(line, absl::ByAnyChar(" \t\r"), absl::SkipEmpty());
    if (fields.empty()) continue;
    TokenEntry entry;
    absl::string_view problem = ParseEntry(fields, entry);
    if (problem.empty() && entries.size() == kMaxEntries) {
      problem = "more than 10000 tokens";
    }
    if (!problem.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat("line ", number, ": ", problem));
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

TokenFile::TokenFile(std::string path, const FileVersion& version,
                     Tokens tokens)
    : path_(std::move(path)), tokens_(std::move(tokens)), version_(version) {}

absl::StatusOr<std::unique_ptr<TokenFile>> TokenFile::Open(std::string path) {
  const FileVersion version = VersionOf(path);
  absl::StatusOr<Tokens> tokens = Read(path);
  if (!tokens.ok()) return tokens.status();
  return std::unique_ptr<TokenFile>(
      new TokenFile(std::move(path), version, *std::move(tokens)));
}

absl::StatusOr<TokenEntry> TokenFile::Find(absl::string_view token,
                                           absl::Time now) {
  const Tokens tokens = Current(now);
  std::array<unsigned char, 32> digest;
  static_assert(sizeof(digest) == SHA256_DIGEST_LENGTH);
  SHA256(reinterpret_cast<const unsigned char*>(token.data()), token.size(),
         digest.data());
  // Goes on after a hit: how long the search takes tells nobody where the token
  // stands, nor how much of its digest was right.
  const TokenEntry* found = nullptr;
  for (const TokenEntry& entry : *tokens) {
    if (CRYPTO_memcmp(entry.digest.data(), digest.data(), digest.size()) == 0) {
      found = &entry;
    }
  }
  if (found == nullptr) {
    return Error(ErrorReason::kTokenInvalid, "the token is not known");
  }
  if (found->expires <= now) {
    return Error(ErrorReason::kTokenExpired, "the token has expired");
  }
  return *found;
}

absl::StatusOr<TokenFile::Tokens> TokenFile::Read(const std::string& path) {
  const absl::StatusOr<std::string> text = ReadRegularFile(path, kMaxFileBytes);
  if (!text.ok()) return text.status();
  absl::StatusOr<std::vector<TokenEntry>> entries = ParseTokens(*text);
  if (!entries.ok()) return WithPrefix(path, entries.status());
  return std::make_shared<const std::vector<TokenEntry>>(*std::move(entries));
}

TokenFile::Tokens TokenFile::Current(absl::Time now) {
  if (TakeCheck(now)) {
    const FileVersion version = VersionOf(path_);
    bool changed;
    {
      absl::MutexLock lock(&mutex_);
      changed = std::exchange(version_, version) != version;
    }
    if (changed) Reload(version);
  }
  absl::MutexLock lock(&mutex_);
  return tokens_;
}

// The file is read without the lock, so that calls go on with the old tokens
// meanwhile. A slow reader never brings back what a later one has replaced.
void TokenFile::Reload(const FileVersion& version) {
  const absl::StatusOr<Tokens> tokens = Read(path_);
  absl::Status status = tokens.status();
  {
    absl::MutexLock lock(&mutex_);
    if (version_ != version) return;
    if (status.ok() && (*tokens)->empty() && !tokens_->empty()) {
      status = absl::InvalidArgumentError(
          absl::StrCat(path_, ": holds no token any more"));
    }
    if (status.ok()) tokens_ = *tokens;
    failed_ = !status.ok();
  }
  if (status.ok()) return;
  std::cerr << absl::StrCat("tokens stay as they were: ", Describe(status),
                            "\n");
}

bool TokenFile::HasFailed(absl::Time now) {
  Current(now);
  absl::MutexLock lock(&mutex_);
  return failed_;
}

bool TokenFile::TakeCheck(absl::Time now) {
  absl::MutexLock lock(&mutex_);
  // A clock that was set back counts as a second gone by.
  if (now >= checked_ && now - checked_ < kCheckPeriod) return false;
  checked_ = now;
  return true;
}

}  // namespace nianbao
