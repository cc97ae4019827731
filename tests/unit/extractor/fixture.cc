#include "tests/unit/extractor/fixture.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "common/domain/gazetteer.h"
#include "extractor/figures/figure_reader.h"
#include "extractor/text/normalize.h"
#include "extractor/text/rewrap.h"
#include "tests/paths.h"

namespace nianbao::extractor {

const ConversionTable& TestConversion() {
  static const ConversionTable* const table =
      ConversionTable::Create(ProperNames(Gazetteer::Get())).value().release();
  return *table;
}

const Lexicon& TestLexicon() {
  static const Lexicon* const lexicon = Lexicon::Embedded().value().release();
  return *lexicon;
}

const PlaceNames& TestPlaces() {
  static const PlaceNames* const places = new PlaceNames(Gazetteer::Get());
  return *places;
}

const Extractor& TestExtractor() {
  static const Extractor* const extractor =
      Extractor::Create(Catalogue::Parse().value()).value().release();
  return *extractor;
}

std::u16string Normalized(absl::string_view text) {
  return Normalize(text, TestConversion()).value().text;
}

std::unique_ptr<const Linker> MakeLinker(absl::string_view overlay) {
  return Linker::Create(Catalogue::Parse({overlay}).value(), TestLexicon())
      .value();
}

ReadText Read(absl::string_view text, int report_year) {
  ReadText read;
  NormalizedText normalized = Normalize(text, TestConversion()).value();
  JoinBrokenLines(normalized);
  read.text = std::move(normalized.text);
  read.outline = ReadOutline(read.text);
  read.readings = ReadFigures(read.text, read.outline, Reporter{report_year},
                              TestLexicon());
  return read;
}

absl::StatusOr<v1::Report> Extract(absl::string_view text) {
  v1::Document document;
  document.set_content(std::string(text));
  return TestExtractor().Extract(document);
}

const std::vector<Sample>& Samples() {
  static const std::vector<Sample>* const samples = [] {
    auto* const read = new std::vector<Sample>();
    for (const auto& entry :
         std::filesystem::directory_iterator(TestData("reports"))) {
      std::ifstream file(entry.path(), std::ios::binary);
      std::ostringstream content;
      content << file.rdbuf();
      read->push_back({entry.path().stem(), content.str()});
    }
    std::sort(read->begin(), read->end(),
              [](const Sample& a, const Sample& b) { return a.name < b.name; });
    return read;
  }();
  return *samples;
}

}  // namespace nianbao::extractor
