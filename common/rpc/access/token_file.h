// Bearer tokens and what their holders may do, from a text file that holds only
// their digests:
//
//   # sha256 of the token     access          name         expires
//   9f86d081884c7d659a2fe...  extract,read    newsroom
//   60303ae22b998861bce3b...  admin           operations   2027-01-01
//
// `openssl rand -hex 32` makes a token, `printf %s TOKEN | sha256sum` its
// digest. Tokens must be random: the digests carry no salt.
#ifndef NIANBAO_COMMON_RPC_ACCESS_TOKEN_FILE_H_
#define NIANBAO_COMMON_RPC_ACCESS_TOKEN_FILE_H_

#include <sys/stat.h>

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "nianbao/v1/access.pb.h"

namespace nianbao {

struct TokenEntry {
  // SHA-256 of the token.
  std::array<unsigned char, 32> digest;
  std::vector<v1::Access> access;
  // 1 to 64 letters, digits and "._@-"; several tokens may share one.
  std::string name;
  // The token is refused from this time on. A date in the file means its start
  // in UTC.
  absl::Time expires = absl::InfiniteFuture();
};

// Entries in the order of the lines, at most 10,000. INVALID_ARGUMENT names the
// line and shows nothing of what it holds.
absl::StatusOr<std::vector<TokenEntry>> ParseTokens(absl::string_view text);

// A file of tokens that is read again when it changes. Thread-safe.
class TokenFile {
 public:
  // NOT_FOUND when the file cannot be read, RESOURCE_EXHAUSTED beyond 4 MiB,
  // and the errors of ParseTokens.
  static absl::StatusOr<std::unique_ptr<TokenFile>> Open(std::string path);

  // The entry of `token`. UNAUTHENTICATED with the reason TOKEN_INVALID or
  // TOKEN_EXPIRED. Once a second of `now` looks whether the file has changed,
  // and if so reads it (2 us a line); a changed file that cannot be read or
  // parsed leaves the tokens as they were and is reported on standard error,
  // once. Takes a time that depends on the number of entries (70 ns each) and
  // not on which of them the token is.
  absl::StatusOr<TokenEntry> Find(absl::string_view token, absl::Time now);

 private:
  using Tokens = std::shared_ptr<const std::vector<TokenEntry>>;

  // What tells one state of the file from another.
  struct Version {
    dev_t device = 0;
    ino_t inode = 0;
    off_t size = 0;
    absl::Time changed;

    bool operator==(const Version&) const = default;
  };

  TokenFile(std::string path, const Version& version, Tokens tokens);

  static Version ReadVersion(const std::string& path);
  static absl::StatusOr<Tokens> Read(const std::string& path);

  Tokens Current(absl::Time now);
  // Whether this caller is to look at the file: true once a second.
  bool TakeCheck(absl::Time now);

  const std::string path_;

  absl::Mutex mutex_;
  Tokens tokens_ ABSL_GUARDED_BY(mutex_);
  Version version_ ABSL_GUARDED_BY(mutex_);
  absl::Time checked_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_RPC_ACCESS_TOKEN_FILE_H_
