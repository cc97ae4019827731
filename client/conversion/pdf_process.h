// The text of a PDF, read by a program of its own: nianbao-pdf (client/pdf/),
// which stands in the folder of the program that calls it.
#ifndef NIANBAO_CLIENT_CONVERSION_PDF_PROCESS_H_
#define NIANBAO_CLIENT_CONVERSION_PDF_PROCESS_H_

#include <chrono>
#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace nianbao::client {

// The longest that a PDF is waited for; reports take some tenths of a second.
inline constexpr std::chrono::seconds kMaxPdfTime{30};

// The text of the PDF `bytes`, a line for each paragraph and each row of a
// table. Whatever is in it, this process stays as it is: the other one has
// bounds of its own (client/pdf/confinement.h) and is killed after kMaxPdfTime.
// INVALID_ARGUMENT when it cannot be read (damaged, encrypted, a scan),
// RESOURCE_EXHAUSTED when it has more than `limit` bytes of text,
// DEADLINE_EXCEEDED, or NOT_FOUND without the program. Thread-safe.
absl::StatusOr<std::string> PdfToText(absl::string_view bytes, size_t limit);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_CONVERSION_PDF_PROCESS_H_
