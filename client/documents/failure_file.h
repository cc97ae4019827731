// What of a run failed, as a file that gives a later run the same documents.
#ifndef NIANBAO_CLIENT_DOCUMENTS_FAILURE_FILE_H_
#define NIANBAO_CLIENT_DOCUMENTS_FAILURE_FILE_H_

#include <ostream>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "client/documents/documents.h"
#include "client/documents/tally.h"

namespace nianbao::client {

// Writes a JSON object on a line for each failure: its path, absolute as a
// source (client/output/paths.h), the reason, and what was known of it of
// `files`, by the names of a manifest's columns, so that ReadManifest
// (manifest.h) takes the file:
//
//   {"path":"/pages/a.pdf","reason":"is encrypted","code":"110108"}
void WriteFailures(const std::vector<Tally::Failure>& failures,
                   absl::Span<const DocumentFile> files, std::ostream& out);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_DOCUMENTS_FAILURE_FILE_H_
