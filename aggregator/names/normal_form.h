// Texts without what people write one way or another.
#ifndef NIANBAO_AGGREGATOR_NAMES_NORMAL_FORM_H_
#define NIANBAO_AGGREGATOR_NAMES_NORMAL_FORM_H_

#include <string>
#include <string_view>

#include "absl/strings/string_view.h"
#include "common/text/conversion_table.h"

namespace nianbao::aggregator {

// In Simplified characters and half width, letters in lower case, without
// blanks and punctuation: 徐州市鼓楼区 of "徐州市 鼓樓區", haidiandistrict of
// "Haidian District". `text` must be valid UTF-8.
std::u16string NormalForm(const ConversionTable& conversion,
                          absl::string_view text);

// The words of letters and digits in lower case, sorted and joined by blanks:
// "accepted cases" of "Cases: accepted".
std::string SortedWords(absl::string_view english);

// True when the text has no characters but those of ASCII.
bool IsAscii(std::u16string_view text);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_NAMES_NORMAL_FORM_H_
