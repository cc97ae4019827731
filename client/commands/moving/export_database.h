// The corpus as a SQLite database.
#ifndef NIANBAO_CLIENT_COMMANDS_MOVING_EXPORT_DATABASE_H_
#define NIANBAO_CLIENT_COMMANDS_MOVING_EXPORT_DATABASE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "client/calls/session.h"
#include "client/commands/moving/corpus_writer.h"

namespace nianbao::client {

// Writes the file `path` with tables `divisions` and `indicators`, as the
// commands of these names list them, `reports` as `nianbao reports` does,
// `observations` with a row for each figure as CSV has it, and a view
// `sentences` of figures with the words that they stand in. Asks the aggregator
// for divisions and indicators. Errors as SqliteFile's.
absl::StatusOr<std::unique_ptr<CorpusWriter>> CreateExportDatabase(
    const Session& session, const std::string& path);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_MOVING_EXPORT_DATABASE_H_
