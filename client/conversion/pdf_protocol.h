// What nianbao and nianbao-pdf agree on: the document comes on standard input,
// its text in UTF-8 goes to standard output.
#ifndef NIANBAO_CLIENT_CONVERSION_PDF_PROTOCOL_H_
#define NIANBAO_CLIENT_CONVERSION_PDF_PROTOCOL_H_

namespace nianbao::client {

inline constexpr char kPdfProgram[] = "nianbao-pdf";

// Exit code with which standard output holds the reason why there is no text.
inline constexpr int kPdfRefused = 3;

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_CONVERSION_PDF_PROTOCOL_H_
