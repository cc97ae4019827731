#include "client/asking/chinese/chinese.h"

#include "client/asking/chinese/texts.h"

namespace nianbao::client {

absl::string_view InChinese(absl::string_view english) {
  for (const absl::Span<const ChineseText> texts :
       {SummaryTexts(), FlagTexts(), ReportFooters(), QuestionFooters()}) {
    for (const ChineseText& text : texts) {
      if (text.english == english) return text.chinese;
    }
  }
  return "";
}

}  // namespace nianbao::client
