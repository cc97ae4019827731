// Paths that lead into archives: /data/pages.zip/海淀/2020.html is the member
// 海淀/2020.html of the file /data/pages.zip. Such a path is the source of the
// member's report, and may be given wherever a file may be.
#ifndef NIANBAO_CLIENT_ARCHIVES_MEMBER_PATH_H_
#define NIANBAO_CLIENT_ARCHIVES_MEMBER_PATH_H_

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::client {

// True for names that end in .zip, .tar, .tar.gz or .tgz, in any case.
bool IsArchiveName(absl::string_view path);

// The file that `path` leads into: the part of it that is a file and has more
// behind it. Empty for the path of a file or a folder, and of nothing.
std::string ArchiveOfPath(const std::string& path);

// A member's name as what stands behind its archive's path: without a slash or
// ./ at its begin, without empty parts. Empty for a name that leads out of the
// archive (../a.txt), or to no file.
std::string MemberName(absl::string_view name);

// True when there is a file at `path`, or an archive that it leads into: what
// is in that is not looked at.
bool IsThere(const std::string& path);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ARCHIVES_MEMBER_PATH_H_
