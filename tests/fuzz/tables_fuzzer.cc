// Tables: whatever the text, its tables become sentences whose units stand
// where the document has them, and each is a line and a sentence of the
// outline.
#include <cstdint>

#include "common/text/conversion_table.h"
#include "extractor/document/html.h"
#include "extractor/document/utf8_scan.h"
#include "extractor/figures/lexicon.h"
#include "extractor/tables/table_sentences.h"
#include "extractor/tables/text_tables.h"
#include "extractor/text/outline.h"
#include "extractor/text/rewrap.h"
#include "tests/fuzz/require.h"

namespace nianbao {
namespace {

void CheckTables(absl::string_view document,
                 const std::vector<extractor::Table>& tables) {
  for (const extractor::Table& table : tables) {
    for (const auto& row : table.rows) {
      for (const extractor::TableCell& cell : row) {
        Require(cell.begin <= cell.end && cell.end <= document.size(),
                "a cell is within the document");
      }
    }
  }
}

void SpellOut(absl::string_view document,
              const std::vector<extractor::Table>& tables) {
  static const ConversionTable* const conversion =
      ConversionTable::Create().value().release();
  static const extractor::Lexicon* const lexicon =
      extractor::Lexicon::Embedded().value().release();
  absl::StatusOr<extractor::NormalizedText> text =
      extractor::Normalize(document, *conversion);
  if (!text.ok()) return;
  CheckTables(document, tables);
  extractor::SpellOutTables(tables, lexicon->unit_trie, *text);
  extractor::JoinBrokenLines(*text);
  Require(text->offsets.size() == text->text.size() + 1, "units have places");
  for (const uint32_t offset : text->offsets) {
    Require(offset <= document.size(), "a place is within the document");
  }
  const extractor::Outline outline =
      extractor::ReadOutline(text->text, text->cells);
  size_t cells = 0;
  for (const extractor::OutlineSentence& sentence : outline.sentences) {
    if (sentence.cell < 0) continue;
    const extractor::CellSentence& cell = text->cells[sentence.cell];
    Require(sentence.begin == cell.begin && sentence.end == cell.end &&
                cell.begin <= cell.cell_begin &&
                cell.cell_begin < cell.cell_end && cell.cell_end <= cell.end,
            "a cell is a sentence");
    ++cells;
  }
  Require(cells == text->cells.size(), "each cell is a sentence");
}

void ReadAnyTables(absl::string_view document) {
  if (extractor::ScanUtf8(document).invalid != absl::string_view::npos) return;
  SpellOut(document, extractor::FindTextTables(document));
  std::vector<extractor::Table> tables;
  const absl::StatusOr<std::string> page =
      extractor::HtmlToText(document, &tables);
  if (page.ok()) SpellOut(*page, tables);
}

}  // namespace
}  // namespace nianbao

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  nianbao::ReadAnyTables(
      absl::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
