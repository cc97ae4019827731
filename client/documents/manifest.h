// Tables of documents: which files there are, and what is known of them.
//
//   path,code,year,url
//   haidian/2020.html,110108,2020,https://www.bjhd.gov.cn/2020.html
//   haidian/2019.html,110108,2019,
//
// or
//
//   {"path":"haidian/2020.html","code":"110108","year":2020}
#ifndef NIANBAO_CLIENT_DOCUMENTS_MANIFEST_H_
#define NIANBAO_CLIENT_DOCUMENTS_MANIFEST_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/documents/documents.h"

namespace nianbao::client {

// Largest manifest read, in bytes: a million rows.
inline constexpr size_t kMaxManifestBytes = 256 << 20;

// The files of the table at `path`, in its order. It is CSV (csv_reader.h)
// whose first row names the columns, in any order, `path` among them:
//
//   path     the file, or a member of an archive; a relative one is taken from
//            the manifest's folder; a file: URI is that of SourceOfPath
//   issuer   who published it; a place is its government
//   code     code of the issuer's division: six digits or nine
//   year     the year reported on, 1949 to 2100
//   type     rule-of-law, disclosure, government-work or other
//   url      where it was published: http:// or https://
//   date     day of publication, YYYY-MM-DD
//
// An empty field tells nothing. Or, where its name ends in .jsonl, a JSON
// object on each line with these names, as WriteFailures (failure_file.h)
// writes them; a `reason` is passed over. INVALID_ARGUMENT names manifest, line
// and column: for an unknown column, one that comes twice, a row of another
// length, a value that cannot be, and a path or URL that comes twice.
// RESOURCE_EXHAUSTED when it is larger than kMaxManifestBytes; the error of
// reading it.
absl::StatusOr<std::vector<DocumentFile>> ReadManifest(const std::string& path);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_DOCUMENTS_MANIFEST_H_
