// What nianbao and nianbao-pdf agree on: the document comes on standard input,
// its text in UTF-8 goes to standard output, with kPageMark before each page
// but the first, wherever that begins.
#ifndef NIANBAO_CLIENT_CONVERSION_PDF_PROTOCOL_H_
#define NIANBAO_CLIENT_CONVERSION_PDF_PROTOCOL_H_

namespace nianbao::client {

inline constexpr char kPdfProgram[] = "nianbao-pdf";

// A form feed, which text on pages does not hold.
inline constexpr char kPageMark = '\f';

// Exit code with which standard output holds the reason why there is no text.
inline constexpr int kPdfRefused = 3;

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_CONVERSION_PDF_PROTOCOL_H_
