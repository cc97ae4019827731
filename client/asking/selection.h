// The flags that say which observations a query speaks of.
#ifndef NIANBAO_CLIENT_ASKING_SELECTION_H_
#define NIANBAO_CLIENT_ASKING_SELECTION_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/asking/command.h"
#include "client/asking/names.h"
#include "client/calls/session.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::client {

// Levels by their names.
const std::map<std::string, v1::Level>& LevelNames();

// Levels by all words that --level takes: the names, and Chinese words such as
// 县, 区县 and 县级.
const std::map<std::string, v1::Level>& LevelWords();

// What the help says of a --within that takes several divisions.
inline constexpr char kWithinHelp[] =
    "Codes or names of divisions: these and all below them; several with "
    "commas";

struct SelectionOptions {
  std::vector<std::string> indicators;
  std::vector<std::string> within;
  std::vector<v1::Level> levels;
  v1::Report::Type report_type = v1::Report::TYPE_RULE_OF_LAW;
  std::vector<std::string> bodies;
  std::vector<v1::Level> government_levels;
  std::string years;
  // Unspecified where the flag is not given.
  v1::Kind kind = v1::KIND_UNSPECIFIED;
  double min_confidence = 0;
  std::string filter;
  bool latest = false;
  bool erroneous = false;
  bool unidentified = false;
  std::string as_of;
  std::string updated_after;
  // As ParseDerived reads them.
  std::vector<std::string> derived;

  friend bool operator==(const SelectionOptions&,
                         const SelectionOptions&) = default;
};

// Adds the flags; `options` must outlive the command.
void AddSelectionOptions(Command& command, SelectionOptions& options);

// Asks the aggregator for what names stand for. INVALID_ARGUMENT or NOT_FOUND
// for years, moments and names that make no sense. The aggregator judges the
// filter and the formulas when it is asked.
absl::StatusOr<v1::Selection> ResolveSelection(const Session& session,
                                               const SelectionOptions& options);

// The same, with the names that the command wants besides, which are resolved
// by the same call.
absl::StatusOr<v1::Selection> ResolveSelection(const Session& session,
                                               const SelectionOptions& options,
                                               Names& names);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_SELECTION_H_
