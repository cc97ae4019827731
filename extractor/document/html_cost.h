// A bound on what parsing a page costs, before it is parsed.
#ifndef NIANBAO_EXTRACTOR_DOCUMENT_HTML_COST_H_
#define NIANBAO_EXTRACTOR_DOCUMENT_HTML_COST_H_

#include "absl/strings/string_view.h"

namespace nianbao::extractor {

// True when gumbo would take much more than linear time. It walks the open
// elements for each tag and the attributes of a tag for each of them, so the
// cost is the sum of these lengths; pages that people wrote stay under a
// hundredth of the bound. One pass, no allocation.
bool ExceedsParsingCost(absl::string_view html);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_DOCUMENT_HTML_COST_H_
