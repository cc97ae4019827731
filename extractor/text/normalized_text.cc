#include "extractor/text/normalized_text.h"

#include <unicode/utf8.h>

namespace nianbao::extractor {

v1::Span NormalizedText::Original(size_t begin, size_t end) const {
  const uint32_t last = offsets[end - 1];
  v1::Span span;
  span.set_begin(offsets[begin]);
  span.set_end(last + 1 +
               U8_COUNT_TRAIL_BYTES(static_cast<uint8_t>(document[last])));
  return span;
}

}  // namespace nianbao::extractor
