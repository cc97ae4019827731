// The file of settings that a person has for all commands, by profile.
//
//   # ~/.config/nianbao/config
//   aggregator = 127.0.0.1:7702
//
//   [office]
//   extractor = extractor.example.org:7701
//   aggregator = aggregator.example.org:7702
//   tls = true
//   ca = office.crt
//   token-file = ~/office.token
//
// A setting is a flag of connections without its dashes. Those before the first
// heading hold for every profile, whose own win over them. Paths are relative
// to the file's folder.
#ifndef NIANBAO_CLIENT_ASKING_PROFILE_H_
#define NIANBAO_CLIENT_ASKING_PROFILE_H_

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace nianbao::client {

// Values by the names of settings: "extractor", "aggregator", "tls", "ca",
// "cert", "key", "token-file".
using Settings = std::map<std::string, std::string>;

// What the file's `text` says for `profile`; empty names none.
// INVALID_ARGUMENT, with the line, for what is no setting or no heading;
// NOT_FOUND, with those that there are, for a profile that the text has not.
absl::StatusOr<Settings> ParseSettings(absl::string_view text,
                                       const std::string& profile);

// The settings of the file `path`, or of $XDG_CONFIG_HOME/nianbao/config
// (~/.config/nianbao/config) where that is empty; none where there is no such
// file and no profile is wanted. Errors name the file.
absl::StatusOr<Settings> ReadSettings(const std::string& path,
                                      const std::string& profile);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_PROFILE_H_
