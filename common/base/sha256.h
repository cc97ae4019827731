// Digests of documents and reports.
#ifndef NIANBAO_COMMON_BASE_SHA256_H_
#define NIANBAO_COMMON_BASE_SHA256_H_

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao {

// SHA-256 of `bytes` in lower-case hexadecimal.
std::string Sha256Hex(absl::string_view bytes);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_BASE_SHA256_H_
