// The flags that say how output looks and where it goes.
#ifndef NIANBAO_CLIENT_ASKING_OUTPUT_OPTIONS_H_
#define NIANBAO_CLIENT_ASKING_OUTPUT_OPTIONS_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "client/asking/command.h"
#include "client/output/destination.h"
#include "client/output/formats/format.h"

namespace nianbao::client {

// Adds --format, which takes the words for `formats` and nothing else. `format`
// holds the default. Here and below what is set must outlive the command.
Flag AddFormatOption(Command& command, Format& format,
                     absl::Span<const Format> formats);

// Adds --format and --no-pager, of commands that show whole reports.
void AddReportOutputOptions(Command& command, OutputOptions& options);

// Adds --format and all flags of OutputOptions, of commands that list rows; the
// sheet of a workbook is called as the command. Without --format the name of
// the file decides, where it ends as files of one of `formats` do
// ("table.xlsx").
void AddOutputOptions(Command& command, OutputOptions& options,
                      absl::Span<const Format> formats);

// Opens where the output of a command goes: the file of the options, or
// standard output, through a pager for a table. INVALID_ARGUMENT where a
// terminal would get a workbook, else as Destination.
absl::StatusOr<std::unique_ptr<Destination>> OpenDestination(
    const OutputOptions& options);

// Says on standard error that there are no rows: `english` or `chinese`.
void PrintNothingFound(const char* english, const char* chinese);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_OUTPUT_OPTIONS_H_
