// Lines of a page around a report, whose numbers are no figures of it.
#ifndef NIANBAO_EXTRACTOR_TEXT_FURNITURE_H_
#define NIANBAO_EXTRACTOR_TEXT_FURNITURE_H_

#include <string_view>

#include "extractor/text/outline.h"

namespace nianbao::extractor {

// Tells furniture line by line: neighbouring articles, counters, polls,
// comments, attachments, footers. For one thread; the text must outlive it.
class FurnitureReader {
 public:
  explicit FurnitureReader(std::u16string_view text) : text_(text) {}

  // True when the sentence stands in furniture. To be called for each sentence
  // in order. All calls together are linear.
  bool Is(const OutlineSentence& sentence);

 private:
  const std::u16string_view text_;
  // The paragraph judged last, and what it is.
  int paragraph_ = -1;
  bool furniture_ = false;
  // A heading of related articles stands above.
  bool related_ = false;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_TEXT_FURNITURE_H_
