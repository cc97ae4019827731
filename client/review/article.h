// A document as an HTML element, its headings and observations marked.
#ifndef NIANBAO_CLIENT_REVIEW_ARTICLE_H_
#define NIANBAO_CLIENT_REVIEW_ARTICLE_H_

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "client/review/text.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::client {

// The <article> of the `number`-th document of a page, from 0. A run with
// observations is a <mark> whose data-o lists their indices; one of a heading
// is in an element of its own; so no two runs share a text node. The first run
// of section i has the place "d{number}-s{i}".
std::string Article(int number, const v1::Report& report,
                    absl::Span<const TextLine> lines);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_REVIEW_ARTICLE_H_
