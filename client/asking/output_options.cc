#include "client/asking/output_options.h"

#include <iostream>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"

namespace nianbao::client {
namespace {

// The heading of these flags in the help.
constexpr char kOutputGroup[] = "Output";

// A format's word on the command line, and what the help says of it.
struct FormatWord {
  const char* word;
  const char* explanation;
};

FormatWord WordFor(Format format) {
  switch (format) {
    case Format::kTable:
      return {"table", ""};
    case Format::kCsv:
      return {"csv", ""};
    case Format::kTsv:
      return {"tsv", ""};
    case Format::kJson:
      return {"json", " (one array)"};
    case Format::kJsonLines:
      return {"jsonl", " (a line each)"};
    case Format::kMarkdown:
      return {"markdown", ""};
    case Format::kXlsx:
      return {"xlsx", " (with -o)"};
    case Format::kSdmxCsv:
      return {"sdmx-csv", ""};
    case Format::kJsonStat:
      return {"json-stat", ""};
  }
  return {};
}

// The flags of whole reports and of rows alike, after --format.
void AddTerminalOptions(Command& command, OutputOptions& options) {
  static const std::map<std::string, Language> languages = {
      {"zh", Language::kChinese}, {"en", Language::kEnglish}};
  command
      .AddSwitch("--no-pager", options.no_pager,
                 "Long tables straight to the terminal")
      .Under(kOutputGroup);
  command
      .AddWords("--lang", options.language, languages,
                "Language of headings and words: zh or en; on a terminal that "
                "of the locale when left out")
      .Under(kOutputGroup)
      .Type("LANGUAGE");
}

}  // namespace

void AddFormatOption(Command& command, Format& format,
                     absl::Span<const Format> formats) {
  std::map<std::string, Format> words;
  std::string description;
  // "table, csv, json (one array) or jsonl (a line each)"
  for (size_t i = 0; i < formats.size(); ++i) {
    const auto [word, explanation] = WordFor(formats[i]);
    words[word] = formats[i];
    const bool last = i + 1 == formats.size();
    absl::StrAppend(&description,
                    i == 0 ? ""
                    : last ? " or "
                           : ", ",
                    word, explanation);
  }
  command.AddWords("--format", format, words, description.c_str())
      .Type("FORMAT");
}

void AddReportOutputOptions(Command& command, OutputOptions& options) {
  AddFormatOption(command, options.format, kReportFormats);
  AddTerminalOptions(command, options);
}

void AddOutputOptions(Command& command, OutputOptions& options,
                      absl::Span<const Format> formats) {
  options.sheet = command.name();
  AddFormatOption(command, options.format, formats);
  command
      .Add("-o,--output", options.file, "A file; standard output when left out")
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

void PrintNothingFound(const OutputOptions& options, const char* english,
                       const char* chinese) {
  const Language language =
      ResolveLanguage(options.language, OutputScreen().is_terminal);
  std::cerr << "nianbao: "
            << (language == Language::kChinese ? chinese : english) << "\n";
}

}  // namespace nianbao::client
