// The formats that commands print in.
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_FORMAT_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_FORMAT_H_

namespace nianbao::client {

// A Listing prints the first five, a FactWriter the last two.
enum class Format {
  kTable,
  kCsv,
  // CSV with texts that a spreadsheet would take for formulas as they are.
  kRawCsv,
  kJson,
  kJsonLines,
  kSdmxCsv,
  kJsonStat
};

// What commands offer: for whole reports, for rows, for rows of a query.
inline constexpr Format kReportFormats[] = {Format::kTable, Format::kJson,
                                            Format::kJsonLines};
inline constexpr Format kRowFormats[] = {Format::kTable, Format::kCsv,
                                         Format::kJson, Format::kJsonLines};
inline constexpr Format kQueryFormats[] = {Format::kTable,   Format::kCsv,
                                           Format::kJson,    Format::kJsonLines,
                                           Format::kSdmxCsv, Format::kJsonStat};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_FORMAT_H_
