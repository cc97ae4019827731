#include "extractor/document/html_lines.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"

namespace nianbao::extractor {
namespace {

// Spans of cells as HTML bounds them.
constexpr uint32_t kMostSpan = 1000;

uint32_t SpanOfCell(const HtmlNode& cell, const char* name) {
  const GumboAttribute* const attribute =
      gumbo_get_attribute(&cell.node->v.element.attributes, name);
  uint32_t span = 1;
  if (attribute == nullptr || !absl::SimpleAtoi(attribute->value, &span)) {
    return 1;
  }
  return std::clamp<uint32_t>(span, 1, kMostSpan);
}

}  // namespace

bool IsBlock(GumboTag tag) {
  static constexpr GumboTag kInline[] = {
      GUMBO_TAG_A,     GUMBO_TAG_ABBR,    GUMBO_TAG_B,      GUMBO_TAG_BDI,
      GUMBO_TAG_BDO,   GUMBO_TAG_BIG,     GUMBO_TAG_CITE,   GUMBO_TAG_CODE,
      GUMBO_TAG_DATA,  GUMBO_TAG_DEL,     GUMBO_TAG_DFN,    GUMBO_TAG_EM,
      GUMBO_TAG_FONT,  GUMBO_TAG_I,       GUMBO_TAG_IMG,    GUMBO_TAG_INS,
      GUMBO_TAG_KBD,   GUMBO_TAG_MARK,    GUMBO_TAG_NOBR,   GUMBO_TAG_Q,
      GUMBO_TAG_RB,    GUMBO_TAG_RUBY,    GUMBO_TAG_S,      GUMBO_TAG_SAMP,
      GUMBO_TAG_SMALL, GUMBO_TAG_SPAN,    GUMBO_TAG_STRIKE, GUMBO_TAG_STRONG,
      GUMBO_TAG_SUB,   GUMBO_TAG_SUP,     GUMBO_TAG_TIME,   GUMBO_TAG_TT,
      GUMBO_TAG_U,     GUMBO_TAG_UNKNOWN, GUMBO_TAG_VAR,    GUMBO_TAG_WBR,
      GUMBO_TAG_LABEL, GUMBO_TAG_INPUT};
  return std::find(std::begin(kInline), std::end(kInline), tag) ==
         std::end(kInline);
}

void LineWriter::Put(absl::string_view text, bool keep_breaks) {
  for (const char c : text) {
    if (c == '\n' && keep_breaks) {
      Break();
    } else if (absl::ascii_isspace(c)) {
      Widen(Gap::kBlank);
    } else {
      Fill();
      lines_ += c;
    }
  }
}

void LineWriter::PutSuperscript(absl::string_view text) {
  static constexpr absl::string_view kDigits[] = {"⁰", "¹", "²", "³", "⁴",
                                                  "⁵", "⁶", "⁷", "⁸", "⁹"};
  for (size_t i = 0; i < text.size(); ++i) {
    const bool digit = absl::ascii_isdigit(text[i]);
    Put(digit ? kDigits[text[i] - '0'] : text.substr(i, 1), false);
  }
}

TableCell LineWriter::CellSince(uint32_t size) const {
  absl::string_view rest = absl::string_view(lines_).substr(size);
  for (const absl::string_view gap : {"\n", " | ", " "}) {
    if (size > 0 && absl::ConsumePrefix(&rest, gap)) break;
  }
  const auto end = static_cast<uint32_t>(lines_.size());
  return {.begin = end - static_cast<uint32_t>(rest.size()), .end = end};
}

void LineWriter::Fill() {
  if (!lines_.empty()) {
    static constexpr absl::string_view kGaps[] = {"", " ", " | ", "\n"};
    const absl::string_view gap = kGaps[static_cast<int>(gap_)];
    lines_.append(gap.data(), gap.size());
  }
  gap_ = Gap::kNothing;
}

void TableNotes::Open(const HtmlNode& node, bool in_row, bool in_terms) {
  const GumboTag tag = node.tag();
  if (tag == GUMBO_TAG_TABLE || (tag == GUMBO_TAG_DL && in_terms)) {
    // What the outer table has so far is a table, so that all stand in order.
    Flush();
    open_.push_back({&node, {}});
  }
  if (open_.empty()) return;
  auto& rows = open_.back().table.rows;
  if ((tag == GUMBO_TAG_TR && in_row) || (tag == GUMBO_TAG_DT && in_terms)) {
    rows.emplace_back();
  }
  const bool cell =
      in_row ? IsCell(tag)
             : in_terms && (tag == GUMBO_TAG_DT || tag == GUMBO_TAG_DD);
  if (!cell || rows.empty()) return;
  cell_ = &node;
  begin_ = writer_.size();
}

void TableNotes::Close(const HtmlNode& node) {
  if (open_.empty()) return;
  auto& rows = open_.back().table.rows;
  if (cell_ == &node && !rows.empty()) {
    TableCell cell = writer_.CellSince(begin_);
    cell.colspan = SpanOfCell(node, "colspan");
    cell.rowspan = SpanOfCell(node, "rowspan");
    rows.back().push_back(cell);
  }
  if (cell_ == &node) cell_ = nullptr;
  if (open_.back().node != &node) return;
  Flush();
  open_.pop_back();
}

// Hands the rows on that the innermost table has so far.
void TableNotes::Flush() {
  if (open_.empty() || open_.back().table.rows.empty()) return;
  Table& table = open_.back().table;
  table.tells_spans = true;
  if (tables_ != nullptr) tables_->push_back(std::move(table));
  table = {};
}

}  // namespace nianbao::extractor
