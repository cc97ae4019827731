// A hash that stays the same over runs, machines and versions; not for secrets.
#ifndef NIANBAO_COMMON_BASE_FINGERPRINT_H_
#define NIANBAO_COMMON_BASE_FINGERPRINT_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace nianbao {

// 64-bit FNV-1a of bytes that come in pieces, its bits mixed so that any of
// them may be cut off. A copy goes on from where it was made: what begins alike
// is read once.
class Fingerprinter {
 public:
  Fingerprinter& Add(absl::string_view bytes) {
    for (const char c : bytes) {
      hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    }
    return *this;
  }

  // Of all that was added.
  uint64_t Digest() const {
    // The last steps of MurmurHash3 (fmix64).
    uint64_t hash = (hash_ ^ (hash_ >> 33)) * 0xff51afd7ed558ccd;
    hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
    return hash ^ (hash >> 33);
  }

 private:
  // FNV-1a's offset for 64 bits; its prime is above.
  uint64_t hash_ = 0xcbf29ce484222325;
};

inline uint64_t Fingerprint(absl::string_view bytes) {
  return Fingerprinter().Add(bytes).Digest();
}

}  // namespace nianbao

#endif  // NIANBAO_COMMON_BASE_FINGERPRINT_H_
