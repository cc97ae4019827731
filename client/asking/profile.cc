#include "client/asking/profile.h"

#include <cstdlib>
#include <filesystem>
#include <set>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "client/asking/advice.h"
#include "client/output/paths.h"
#include "common/base/read_file.h"

namespace nianbao::client {
namespace {

const std::vector<std::string>& SettingNames() {
  static const auto* const kNames = new std::vector<std::string>{
      "extractor", "aggregator", "tls", "ca", "cert", "key", "token-file"};
  return *kNames;
}

constexpr absl::string_view kPathSettings[] = {"ca", "cert", "key",
                                               "token-file"};

std::string Environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

absl::Status CheckSetting(const std::string& name, absl::string_view value,
                          size_t line) {
  if (!absl::c_linear_search(SettingNames(), name)) {
    const std::string nearest = NearestWord(name, SettingNames());
    return absl::InvalidArgumentError(absl::StrCat(
        line, ": no setting ", name,
        nearest.empty()
            ? absl::StrCat("; there are ", absl::StrJoin(SettingNames(), ", "))
            : absl::StrCat("; did you mean ", nearest, "?")));
  }
  if (value.empty() || (name == "tls" && value != "true" && value != "false")) {
    return absl::InvalidArgumentError(
        absl::StrCat(line, ": ", name,
                     name == "tls" ? " is true or false" : " has no value"));
  }
  return absl::OkStatus();
}

// `path` as seen from the file's folder.
std::string Resolved(const std::string& path,
                     const std::filesystem::path& folder) {
  if (absl::StartsWith(path, "~/")) {
    return absl::StrCat(Environment("HOME"), path.substr(1));
  }
  return (folder / path).native();
}

std::string DefaultFile() {
  const std::string config = Environment("XDG_CONFIG_HOME");
  if (!config.empty()) return absl::StrCat(config, "/nianbao/config");
  const std::string home = Environment("HOME");
  return home.empty() ? "" : absl::StrCat(home, "/.config/nianbao/config");
}

}  // namespace

absl::StatusOr<Settings> ParseSettings(absl::string_view text,
                                       const std::string& profile) {
  Settings settings;
  std::set<std::string> headings;
  std::string heading;
  size_t number = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    line = absl::StripAsciiWhitespace(line);
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == '[' && line.back() == ']') {
      heading = std::string(
          absl::StripAsciiWhitespace(line.substr(1, line.size() - 2)));
      headings.insert(heading);
      continue;
    }
    const std::pair<absl::string_view, absl::string_view> parts =
        absl::StrSplit(line, absl::MaxSplits('=', 1));
    const std::string name(absl::StripAsciiWhitespace(parts.first));
    const absl::string_view value = absl::StripAsciiWhitespace(parts.second);
    const absl::Status status = CheckSetting(name, value, number);
    if (!status.ok()) return status;
    // Those of all profiles stand before the others, and give way to them.
    if (heading.empty() || heading == profile) {
      settings[name] = std::string(value);
    }
  }
  if (!profile.empty() && !headings.contains(profile)) {
    return absl::NotFoundError(absl::StrCat(
        " has no profile ", profile,
        headings.empty()
            ? ""
            : absl::StrCat("; there are ", absl::StrJoin(headings, ", "))));
  }
  return settings;
}

absl::StatusOr<Settings> ReadSettings(const std::string& path,
                                      const std::string& profile) {
  const std::string file = path.empty() ? DefaultFile() : path;
  const absl::StatusOr<std::string> text = ReadFile(file);
  if (!text.ok()) {
    if (path.empty() && profile.empty()) return Settings();
    return absl::NotFoundError(
        absl::StrCat("no settings in ", ReadablePath(file)));
  }
  absl::StatusOr<Settings> settings = ParseSettings(*text, profile);
  if (!settings.ok()) {
    return absl::Status(
        settings.status().code(),
        absl::StrCat(ReadablePath(file),
                     absl::IsNotFound(settings.status()) ? "" : ":",
                     settings.status().message()));
  }
  const std::filesystem::path folder =
      std::filesystem::path(file).parent_path();
  for (const absl::string_view name : kPathSettings) {
    const auto it = settings->find(std::string(name));
    if (it != settings->end()) it->second = Resolved(it->second, folder);
  }
  return settings;
}

}  // namespace nianbao::client
