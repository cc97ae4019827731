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

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/base/read_file.h"
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
  // NOT_FOUND when there is no regular file to be read, RESOURCE_EXHAUSTED
  // beyond 4 MiB, and the errors of ParseTokens. A file without tokens lets
  // nobody in.
  static absl::StatusOr<std::unique_ptr<TokenFile>> Open(std::string path);

  // The entry of `token`. UNAUTHENTICATED with the reason TOKEN_INVALID or
  // TOKEN_EXPIRED. Once a second of `now` looks whether the file has changed,
  // and if so reads it (2 us a line). A changed file that cannot be read or
  // parsed, is no regular file or holds no token, as in the middle of being
  // written, leaves the tokens as they were and is reported on standard error,
  // once; see HasFailed. Takes a time that depends on the number of entries (70
  // ns each) and not on which of them the token is.
  absl::StatusOr<TokenEntry> Find(absl::string_view token, absl::Time now);

  // Whether the tokens are not those of the file, because it cannot serve;
  // looks at it as Find does.
  bool HasFailed(absl::Time now);

 private:
  using Tokens = std::shared_ptr<const std::vector<TokenEntry>>;

  TokenFile(std::string path, const FileVersion& version, Tokens tokens);

  static absl::StatusOr<Tokens> Read(const std::string& path);

  Tokens Current(absl::Time now);
  // Reads the file, which has changed to that version.
  void Reload(const FileVersion& version);
  // Whether this caller is to look at the file: true once a second.
  bool TakeCheck(absl::Time now);

  const std::string path_;

  absl::Mutex mutex_;
  Tokens tokens_ ABSL_GUARDED_BY(mutex_);
  FileVersion version_ ABSL_GUARDED_BY(mutex_);
  bool failed_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Time checked_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_RPC_ACCESS_TOKEN_FILE_H_
