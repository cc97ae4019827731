// The text of an ODT (OpenDocument) as a page.
#ifndef NIANBAO_CLIENT_CONVERSION_ODT_H_
#define NIANBAO_CLIENT_CONVERSION_ODT_H_

#include <string>

#include "absl/status/statusor.h"

namespace nianbao::client {

// The parts that are read, by their names in the zip, and what the one that
// tells the media type begins with.
inline constexpr char kOdtContent[] = "content.xml";
inline constexpr char kOdtManifest[] = "META-INF/manifest.xml";
inline constexpr char kOdtMediaType[] = "mimetype";
inline constexpr char kOdtMediaTypeValue[] =
    "application/vnd.oasis.opendocument.text";

// The text as HTML (html_writer.h): headings, paragraphs, lists, sections, text
// frames after the paragraph that they are anchored in, tables with joined
// cells. Left out is what is no text of the document: running heads and feet,
// notes, comments, deleted text. FAILED_PRECONDITION when the manifest says
// that it is encrypted, INVALID_ARGUMENT as ParseXml (xml.h).
absl::StatusOr<std::string> OdtToHtml(const std::string& content,
                                      const std::string& manifest);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_CONVERSION_ODT_H_
