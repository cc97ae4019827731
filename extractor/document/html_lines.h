// The lines of a page, and where the cells of its tables stand in them.
#ifndef NIANBAO_EXTRACTOR_DOCUMENT_HTML_LINES_H_
#define NIANBAO_EXTRACTOR_DOCUMENT_HTML_LINES_H_

#include <gumbo.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "extractor/document/html_tree.h"
#include "extractor/tables/table.h"

namespace nianbao::extractor {

// True for elements that break the line before and after them.
bool IsBlock(GumboTag tag);

inline bool IsCell(GumboTag tag) {
  return tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH;
}

// Writes lines without blanks at their ends and without empty lines.
class LineWriter {
 public:
  // Blanks become one; line breaks do, too, unless they are kept.
  void Put(absl::string_view text, bool keep_breaks);

  // A digit in a superscript as the character for it: m², and marks of notes,
  // are no part of a number.
  void PutSuperscript(absl::string_view text);

  void Break() { Widen(Gap::kLine); }
  void BreakCell() { Widen(Gap::kCell); }

  // Bytes so far: what is put next begins there at the earliest.
  uint32_t size() const { return static_cast<uint32_t>(lines_.size()); }

  // The bytes put since the text had `size` bytes, without the gap before them.
  TableCell CellSince(uint32_t size) const;

  std::string Finish() && { return std::move(lines_); }

 private:
  // What stands between the text so far and the next. Where several gaps meet,
  // the widest counts, which is the last here.
  enum class Gap { kNothing, kBlank, kCell, kLine };

  void Widen(Gap gap) {
    if (gap_ < gap) gap_ = gap;
  }
  void Fill();

  std::string lines_;
  Gap gap_ = Gap::kNothing;
};

// Notes where the cells of tables and lists of terms stand in the lines that
// are being written.
class TableNotes {
 public:
  // Tables are added to `tables` unless it is null. Both must outlive this.
  TableNotes(const LineWriter& writer, std::vector<Table>* tables)
      : writer_(writer), tables_(tables) {}

  // An element begins. `in_row` and `in_terms` say that it stands in a row of
  // figures or in a list of terms, which are lines.
  void Open(const HtmlNode& node, bool in_row, bool in_terms);

  // An element has ended.
  void Close(const HtmlNode& node);

 private:
  struct OpenTable {
    const HtmlNode* node;
    Table table;
  };

  void Flush();

  const LineWriter& writer_;
  std::vector<Table>* const tables_;
  std::vector<OpenTable> open_;
  // The cell that is open, and where it begins.
  const HtmlNode* cell_ = nullptr;
  uint32_t begin_ = 0;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_DOCUMENT_HTML_LINES_H_
