#include "client/asking/output_options.h"

#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace nianbao::client {
namespace {

// The heading of these flags in the help.
constexpr char kOutputGroup[] = "Output";

// A format's word on the command line, what the help says of it, and how names
// of its files end; empty where several formats' end so.
struct FormatWord {
  const char* word;
  const char* explanation;
  const char* ending;
};

FormatWord WordFor(Format format) {
  switch (format) {
    case Format::kTable:
      return {"table", "", ""};
    case Format::kCsv:
      return {"csv", "", ".csv"};
    case Format::kTsv:
      return {"tsv", "", ".tsv"};
    case Format::kJson:
      return {"json", " (one array)", ".json"};
    case Format::kJsonLines:
      return {"jsonl", " (a line each)", ".jsonl"};
    case Format::kMarkdown:
      return {"markdown", "", ".md"};
    case Format::kXlsx:
      return {"xlsx", " (with -o)", ".xlsx"};
    case Format::kSqlite:
      return {"sqlite", " (with -o)", ".sqlite"};
    case Format::kSdmxCsv:
      return {"sdmx-csv", "", ""};
    case Format::kJsonStat:
      return {"json-stat", "", ""};
  }
  return {};
}

// The format of files called so, `otherwise` where none of `formats` is.
Format FormatOfFile(const std::string& file, const std::vector<Format>& formats,
                    Format otherwise) {
  for (const Format format : formats) {
    const std::string ending = WordFor(format).ending;
    if (!ending.empty() && absl::EndsWithIgnoreCase(file, ending)) {
      return format;
    }
  }
  return otherwise;
}

// The flags of whole reports and of rows alike, after --format.
void AddTerminalOptions(Command& command, OutputOptions& options) {
  command
      .AddSwitch("--no-pager", options.no_pager,
                 "Long tables straight to the terminal")
      .Under(kOutputGroup);
  options.language = LineLanguage();
}

}  // namespace

Flag AddFormatOption(Command& command, Format& format,
                     absl::Span<const Format> formats) {
  std::map<std::string, Format> words;
  std::string description;
  // "table, csv, json (one array) or jsonl (a line each)"
  for (size_t i = 0; i < formats.size(); ++i) {
    const auto [word, explanation, ending] = WordFor(formats[i]);
    words[word] = formats[i];
    const bool last = i + 1 == formats.size();
    absl::StrAppend(&description,
                    i == 0 ? ""
                    : last ? " or "
                           : ", ",
                    word, explanation);
  }
  Flag flag = command.AddWords("--format", format, words, description.c_str());
  flag.Type("FORMAT");
  return flag;
}

void AddReportOutputOptions(Command& command, OutputOptions& options) {
  AddFormatOption(command, options.format, kReportFormats);
  AddTerminalOptions(command, options);
}

void AddOutputOptions(Command& command, OutputOptions& options,
                      absl::Span<const Format> formats) {
  options.sheet = command.name();
  const Flag flag = AddFormatOption(command, options.format, formats);
  command.AfterReading(
      [&options, flag,
       offered = std::vector<Format>(formats.begin(), formats.end())] {
        if (flag.IsGiven()) return;
        options.format = FormatOfFile(options.file, offered, options.format);
      });
  command
      .Add("-o,--output", options.file,
           "A file, whose name says the format (table.xlsx); standard output "
           "when left out")
      .Under(kOutputGroup)
      .Type("FILE");
  command
      .Add("--columns", options.columns,
           "These alone, in this order, by their names in csv; several with "
           "commas")
      .Under(kOutputGroup)
      .Commas()
      .Type("COLUMN");
  command
      .Add("--sort", options.sort,
           "Rows in the order of a column; -COLUMN: the greatest first")
      .Under(kOutputGroup)
      .Type("COLUMN");
  command.AddSwitch("--no-header", options.no_header, "No line of headings")
      .Under(kOutputGroup);
  command
      .AddSwitch("--raw", options.raw,
                 "With csv and tsv: no apostrophe before texts that begin with "
                 "= + - @")
      .Under(kOutputGroup);
  command
      .AddSwitch("--bom", options.bom,
                 "With csv and tsv: a byte order mark, by which Excel knows "
                 "UTF-8")
      .Under(kOutputGroup);
  AddTerminalOptions(command, options);
}

absl::StatusOr<std::unique_ptr<Destination>> OpenDestination(
    const OutputOptions& options) {
  if (options.format == Format::kXlsx && options.file.empty() &&
      OutputScreen().is_terminal) {
    return absl::InvalidArgumentError(
        "xlsx is no text for a terminal: name a file with -o FILE");
  }
  const bool paged = options.format == Format::kTable && !options.no_pager;
  return Destination::Open(options.file, paged);
}

void PrintNothingFound(const char* english, const char* chinese) {
  std::cerr << "nianbao: " << Told(english, chinese) << "\n";
}

}  // namespace nianbao::client
