// The text of a document, cut where an observation or a heading begins or ends.
#ifndef NIANBAO_CLIENT_REVIEW_TEXT_H_
#define NIANBAO_CLIENT_REVIEW_TEXT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::client {

// A stretch of one line that the same observations cover. Never empty.
struct TextRun {
  // The bytes of the text.
  absl::string_view text;
  // Index into Report.sections of the heading it is part of; -1 for none.
  int section = -1;
  // Indices into Report.observations, ascending.
  std::vector<int> observations;
};

struct TextLine {
  // In the order of the text; none for an empty line.
  std::vector<TextRun> runs;
};

// The lines of `text`, without their ends (LF, CR or both). The runs' texts are
// parts of `text`, and all of it but the line ends. INVALID_ARGUMENT when the
// span of an observation or a heading is empty, leaves the text, or begins or
// ends within a character. O(n log n) in text and report while few observations
// overlap.
absl::StatusOr<std::vector<TextLine>> CutText(absl::string_view text,
                                              const v1::Report& report);

// `text` for the content of an element or a quoted attribute: &, <, >, " and '
// become references.
std::string EscapeHtml(absl::string_view text);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_REVIEW_TEXT_H_
