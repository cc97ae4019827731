// Patterns of paths, for callers that start the command without a shell and for
// more files than a command line holds.
#ifndef NIANBAO_CLIENT_DOCUMENTS_PATTERN_H_
#define NIANBAO_CLIENT_DOCUMENTS_PATTERN_H_

#include <string>
#include <vector>

namespace nianbao::client {

// The files and folders that `pattern` matches, sorted, each once:
//
//   *  ?  [ab]   within a name, as the shell has them
//   **           as a whole name: any number of folders, none too
//
// Names that begin with a dot match no wildcard. ** does not follow links to
// folders, so that it ends. Takes time linear in the entries of the folders
// that may match.
std::vector<std::string> MatchPattern(const std::string& pattern);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_DOCUMENTS_PATTERN_H_
