// The help's texts in English and Chinese, in parts. chinese.h looks them up.
#ifndef NIANBAO_CLIENT_ASKING_CHINESE_TEXTS_H_
#define NIANBAO_CLIENT_ASKING_CHINESE_TEXTS_H_

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace nianbao::client {

struct ChineseText {
  // As the command that shows it has it, to the letter.
  absl::string_view english;
  absl::string_view chinese;
};

absl::Span<const ChineseText> SummaryTexts();
absl::Span<const ChineseText> FlagTexts();
absl::Span<const ChineseText> ReportFooters();
absl::Span<const ChineseText> QuestionFooters();

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_CHINESE_TEXTS_H_
