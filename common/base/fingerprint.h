// A hash that stays the same over runs, machines and versions; not for secrets.
#ifndef NIANBAO_COMMON_BASE_FINGERPRINT_H_
#define NIANBAO_COMMON_BASE_FINGERPRINT_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace nianbao {

// 64-bit FNV-1a of `bytes`, its bits mixed so that any of them may be cut off.
inline uint64_t Fingerprint(absl::string_view bytes) {
  // FNV-1a's offset and prime for 64 bits.
  uint64_t hash = 0xcbf29ce484222325;
  for (const char c : bytes) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  }
  // The last steps of MurmurHash3 (fmix64).
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
  hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
  return hash ^ (hash >> 33);
}

}  // namespace nianbao

#endif  // NIANBAO_COMMON_BASE_FINGERPRINT_H_
