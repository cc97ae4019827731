#include "client/asking/query_options.h"

#include <limits>
#include <map>
#include <string>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"

namespace nianbao::client {
namespace {

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
    case Format::kRawCsv:
      return {"csv", ""};
    case Format::kJson:
      return {"json", " (one array)"};
    case Format::kJsonLines:
      return {"jsonl", " (a line each)"};
    case Format::kSdmxCsv:
      return {"sdmx-csv", ""};
    case Format::kJsonStat:
      return {"json-stat", ""};
  }
  return {};
}

}  // namespace

void AddGroupingOptions(Command& command, GroupingOptions& options) {
  static const std::map<std::string, v1::Dimension> dimensions = {
      {"indicator", v1::DIMENSION_INDICATOR},
      {"year", v1::DIMENSION_YEAR},
      {"level", v1::DIMENSION_LEVEL},
      {"province", v1::DIMENSION_PROVINCE},
      {"prefecture", v1::DIMENSION_PREFECTURE},
      {"division", v1::DIMENSION_DIVISION},
      {"government-level", v1::DIMENSION_GOVERNMENT_LEVEL},
      {"body", v1::DIMENSION_BODY}};
  command
      .AddWords("--by", options.by, dimensions,
                "indicator, year, level, province, prefecture, division, "
                "government-level, body; several with commas")
      .Commas()
      .Type("DIMENSION");
  command.AddSwitch("--mix-levels", options.mix_levels,
                    "One row over all levels and kinds of bodies instead of "
                    "a row for each");
  command.AddSwitch("--mix-years", options.mix_years,
                    "One row over all years instead of a row a year");
}

void AddQuantileOption(Command& command, std::vector<double>& quantiles) {
  command
      .Add("--quantile", quantiles,
           "Further quantiles, 0 to 1; several with commas")
      .Commas()
      .Between(0.0, 1.0)
      .Type("P");
}

void AddLimitOption(Command& command, int& limit, const char* description) {
  command.Add("--limit", limit, description)
      .Between(1, std::numeric_limits<int>::max())
      .Type("N");
}

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
  if (!absl::c_linear_search(formats, Format::kCsv)) return;
  // Flags are taken in the order in which they were added: --format is known.
  command.AddAction(
      "--raw",
      [&format] {
        if (format == Format::kCsv) format = Format::kRawCsv;
      },
      "With csv: no apostrophe before texts that begin with = + - @");
}

}  // namespace nianbao::client
