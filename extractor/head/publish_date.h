// The day on which a document was published.
#ifndef NIANBAO_EXTRACTOR_HEAD_PUBLISH_DATE_H_
#define NIANBAO_EXTRACTOR_HEAD_PUBLISH_DATE_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace nianbao::extractor {

// The date of publication as YYYY-MM-DD: the labelled one (发布日期: …), else
// one that stands in a line near the title, which ends at `title_end` (0 for
// none), or in another line above the body, else that of a dateline
// (新华社…日电), else the date that signs the report; empty when there is none.
// A day that the calendar does not have is none.
std::string FindPublishDate(std::u16string_view text, size_t title_end);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_HEAD_PUBLISH_DATE_H_
