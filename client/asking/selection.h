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

// Levels by the words that --level takes.
const std::map<std::string, v1::Level>& LevelNames();

struct SelectionOptions {
  std::vector<std::string> indicators;
  std::string within;
  std::vector<v1::Level> levels;
  std::string years;
  v1::Kind kind = v1::KIND_LEVEL;
  double min_confidence = 0;
  std::string filter;
  bool latest = false;
  bool erroneous = false;
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
