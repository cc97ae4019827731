// Text in other character sets, for tests.
#ifndef NIANBAO_TESTS_UNIT_EXTRACTOR_DOCUMENT_ENCODING_H_
#define NIANBAO_TESTS_UNIT_EXTRACTOR_DOCUMENT_ENCODING_H_

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <optional>
#include <string>

namespace nianbao::extractor {

// `utf8` in an ICU character set; nullopt when it has a character that the set
// lacks.
inline std::optional<std::string> Encode(const std::string& utf8,
                                         const char* charset) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter* const converter = ucnv_open(charset, &error);
  ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr,
                        nullptr, &error);
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(utf8);
  std::string bytes(text.length() * 4 + 16, '\0');
  const int32_t size = ucnv_fromUChars(converter, bytes.data(),
                                       static_cast<int32_t>(bytes.size()),
                                       text.getBuffer(), text.length(), &error);
  ucnv_close(converter);
  if (U_FAILURE(error)) return std::nullopt;
  bytes.resize(size);
  return bytes;
}

}  // namespace nianbao::extractor

#endif  // NIANBAO_TESTS_UNIT_EXTRACTOR_DOCUMENT_ENCODING_H_
