// What the extractor's tests share: its parts, built once, and the samples.
#ifndef NIANBAO_TESTS_UNIT_EXTRACTOR_FIXTURE_H_
#define NIANBAO_TESTS_UNIT_EXTRACTOR_FIXTURE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/text/conversion_table.h"
#include "extractor/extractor.h"
#include "extractor/figures/lexicon.h"
#include "extractor/figures/reading.h"
#include "extractor/head/place_names.h"
#include "extractor/links/linker.h"
#include "extractor/text/outline.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

const ConversionTable& TestConversion();
const Lexicon& TestLexicon();
const PlaceNames& TestPlaces();
// With the built-in catalogue.
const Extractor& TestExtractor();

// Units of a text as rules see them. The text must be valid.
std::u16string Normalized(absl::string_view text);

// A linker of the built-in catalogue and `overlay`.
std::unique_ptr<const Linker> MakeLinker(absl::string_view overlay);

// A text with its sentences and figures.
struct ReadText {
  std::u16string text;
  Outline outline;
  std::vector<Reading> readings;
};
ReadText Read(absl::string_view text, int report_year = 2022);

absl::StatusOr<v1::Report> Extract(absl::string_view text);

struct Sample {
  // File name without its ending.
  std::string name;
  std::string text;
};
// The project's own sample reports, by name.
const std::vector<Sample>& Samples();

}  // namespace nianbao::extractor

#endif  // NIANBAO_TESTS_UNIT_EXTRACTOR_FIXTURE_H_
