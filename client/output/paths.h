// Paths of files as sources of reports, and as people read them. Names of files
// are bytes: those in an archive from a Chinese Windows are in GBK, and fields
// of messages must be UTF-8.
#ifndef NIANBAO_CLIENT_OUTPUT_PATHS_H_
#define NIANBAO_CLIENT_OUTPUT_PATHS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::client {

// What a report read from the file at `path`, which is absolute, has as its
// source: the path itself where it is UTF-8, else a URI (RFC 8089) that has the
// bytes of each name that is not UTF-8 percent-encoded:
//
//   /data/海淀/2020.txt            /data/海淀/2020.txt
//   /data/海淀/\xC4\xEA\xB1\xA8    file:///data/海淀/%C4%EA%B1%A8
std::string SourceOfPath(absl::string_view path);

// The path that SourceOfPath has made `source` of; `source` itself where it is
// no such URI.
std::string PathOfSource(absl::string_view source);

// `path` for people, Printable (printable.h): a name that is not UTF-8 is read
// as GBK, and percent-encoded where it is not that either.
std::string ReadablePath(absl::string_view path);

// The source of a report for people: a ReadablePath where it is a path or was
// made of one, else as it is.
std::string ReadableSource(absl::string_view source);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_PATHS_H_
