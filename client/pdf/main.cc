// nianbao-pdf: a PDF on standard input, its text on standard output. Started by
// nianbao for each PDF (client/conversion/pdf_process.h); of no use alone.

#include <unistd.h>

#include <exception>
#include <iostream>
#include <iterator>
#include <string>

#include "absl/status/statusor.h"
#include "client/conversion/pdf_protocol.h"
#include "client/pdf/confinement.h"
#include "client/pdf/pdf_text.h"
#include "common/base/version.h"

namespace {

absl::StatusOr<std::string> Read() {
  const std::string bytes((std::istreambuf_iterator<char>(std::cin)),
                          std::istreambuf_iterator<char>());
  try {
    return nianbao::client::TextOfPdf(bytes);
  } catch (const std::exception& error) {
    // Memory is bounded, and a document may ask for any amount.
    return absl::InvalidArgumentError(
        std::string("is a PDF that cannot be read: ") + error.what());
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::string(argv[1]) == "--version") {
    std::cout << nianbao::kVersion << "\n";
    return 0;
  }
  if (!nianbao::client::Confine()) return 1;
  std::ios::sync_with_stdio(false);
  const absl::StatusOr<std::string> text = Read();
  if (text.ok()) {
    std::cout << *text;
  } else {
    std::cout << std::string(text.status().message());
  }
  std::cout.flush();
  // What libraries do at exit is not worth what it takes.
  _exit(text.ok() ? 0 : nianbao::client::kPdfRefused);
}
