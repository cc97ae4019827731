// glob(3) knows no **, so the pattern is matched here, name by name: a set of
// paths that match the names so far becomes the set that match one name more.
//
//   pages/**/20*.txt    {""}
//     pages             {"pages"}
//     **                {"pages", "pages/海淀", "pages/海淀/old"}
//     20*.txt           {"pages/2020.txt", "pages/海淀/old/2019.txt"}
//
// A name without wildcards is looked up, not listed, so that a folder that may
// not be read can be passed through.
#include "client/documents/pattern.h"

#include <fnmatch.h>

#include <filesystem>
#include <set>
#include <system_error>

#include "absl/strings/str_split.h"

namespace nianbao::client {
namespace {

namespace fs = std::filesystem;
using Paths = std::set<std::string>;

constexpr char kAnyFolders[] = "**";

bool HasWildcard(const std::string& name) {
  return name.find_first_of("*?[\\") != std::string::npos;
}

bool MatchesName(const std::string& name, const std::string& pattern) {
  return fnmatch(pattern.c_str(), name.c_str(), FNM_PERIOD) == 0;
}

// Calls visit(entry) for what is in `folder`, the current one where it is
// empty. What cannot be read has nothing in it.
template <typename Visit>
void ForEachEntry(const std::string& folder, Visit visit) {
  std::error_code error;
  fs::directory_iterator entry(folder.empty() ? "." : folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    visit(*entry);
  }
}

std::string Within(const std::string& folder, const std::string& name) {
  return folder.empty() ? name : (fs::path(folder) / name).string();
}

// `folder` and the folders below it, but hidden ones and links.
void AddFolders(const std::string& folder, Paths& folders) {
  folders.insert(folder);
  ForEachEntry(folder, [&](const fs::directory_entry& entry) {
    std::error_code error;
    const std::string name = entry.path().filename().string();
    if (name.front() != '.' && !entry.is_symlink(error) &&
        entry.is_directory(error)) {
      AddFolders(Within(folder, name), folders);
    }
  });
}

// What of `folder` matches the name.
void AddMatches(const std::string& folder, const std::string& pattern,
                Paths& matches) {
  if (!HasWildcard(pattern)) {
    const std::string path = Within(folder, pattern);
    std::error_code error;
    if (fs::exists(path, error)) matches.insert(path);
    return;
  }
  ForEachEntry(folder, [&](const fs::directory_entry& entry) {
    const std::string name = entry.path().filename().string();
    if (MatchesName(name, pattern)) matches.insert(Within(folder, name));
  });
}

}  // namespace

std::vector<std::string> MatchPattern(const std::string& pattern) {
  Paths matches = {pattern.rfind('/', 0) == 0 ? "/" : ""};
  for (const std::string& name : std::vector<std::string>(
           absl::StrSplit(pattern, '/', absl::SkipEmpty()))) {
    Paths next;
    for (const std::string& folder : matches) {
      std::error_code error;
      if (!folder.empty() && !fs::is_directory(folder, error)) continue;
      if (name == kAnyFolders) {
        AddFolders(folder, next);
      } else {
        AddMatches(folder, name, next);
      }
    }
    matches = std::move(next);
  }
  // ** alone matches the current folder, which has no name here.
  if (matches.erase("") > 0) matches.insert(".");
  return {matches.begin(), matches.end()};
}

}  // namespace nianbao::client
