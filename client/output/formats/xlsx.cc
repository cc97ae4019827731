// libxlsxwriter writes a workbook to a file that it is told the name of, and
// wants to go back and forth in it; so it gets a temporary one, which is copied
// to the stream at the end. With constant_memory each row goes to a file when
// the next one begins, so that a row's cells are written in order, and texts
// stand in their cells instead of in a list of all. Widths of columns are
// written with the workbook and need not be known before.

#include "client/output/formats/xlsx.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "client/output/characters.h"
#include "client/output/formats/table.h"
#include "client/output/printable.h"
#include "xlsxwriter.h"

namespace nianbao::client {
namespace {

// Of columns, in characters: wider ones leave no room for others.
constexpr int kMinWidth = 6;
constexpr int kMaxWidth = 60;
// What a cell may hold, in UTF-16 units; characters beyond U+FFFF are two.
constexpr int kMaxCellUnits = 32767;
constexpr char kPercentFormat[] = "#,##0.00\"%\"";

absl::Status XlsxStatus(lxw_error error) {
  if (error == LXW_NO_ERROR) return absl::OkStatus();
  if (error == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE) {
    return absl::ResourceExhaustedError(
        absl::StrCat("more than ", LXW_ROW_MAX,
                     " rows are too many for a sheet; --format csv has no "
                     "such limit"));
  }
  return absl::InternalError(
      absl::StrCat("cannot write the workbook: ", lxw_strerror(error)));
}

// A new, empty file; empty where none can be made.
std::string NewTemporaryFile() {
  const char* const folder = std::getenv("TMPDIR");
  std::string name =
      absl::StrCat(folder == nullptr || *folder == '\0' ? "/tmp" : folder,
                   "/nianbao-XXXXXX");
  const int descriptor = mkstemp(name.data());
  if (descriptor < 0) return "";
  close(descriptor);
  return name;
}

// As much of `text` as a cell holds, without what XML cannot.
std::string CellText(const std::string& text) {
  std::string kept;
  int units = 0;
  ForEachCharacter(WithoutControls(text), [&](utf8proc_int32_t character,
                                              absl::string_view bytes) {
    units += character > 0xFFFF ? 2 : 1;
    const bool is_of_xml = character != 0xFFFE && character != 0xFFFF;
    if (units <= kMaxCellUnits && is_of_xml) {
      kept.append(bytes.data(), bytes.size());
    }
  });
  return kept;
}

}  // namespace

struct XlsxWriter::Workbook {
  std::string file;
  lxw_workbook* book = nullptr;
  lxw_worksheet* sheet = nullptr;
  lxw_format* heading = nullptr;
  lxw_format* percent = nullptr;

  // Writes the file; the workbook is gone then.
  lxw_error Close() {
    return book == nullptr ? LXW_NO_ERROR
                           : workbook_close(std::exchange(book, nullptr));
  }

  ~Workbook() {
    Close();
    if (!file.empty()) unlink(file.c_str());
  }
};

XlsxWriter::XlsxWriter(std::ostream& out, const std::string& sheet,
                       const std::vector<std::string>& headings,
                       Language language)
    : out_(out), language_(language), workbook_(std::make_unique<Workbook>()) {
  workbook_->file = NewTemporaryFile();
  if (workbook_->file.empty()) {
    status_ = absl::InternalError(
        absl::ErrnoToStatus(errno, "cannot make a temporary file").message());
    return;
  }
  lxw_workbook_options options = {LXW_TRUE, nullptr, LXW_FALSE};
  workbook_->book = workbook_new_opt(workbook_->file.c_str(), &options);
  if (workbook_->book == nullptr) {
    status_ = absl::InternalError("cannot make a workbook");
    return;
  }
  workbook_->sheet = workbook_add_worksheet(workbook_->book, sheet.c_str());
  if (workbook_->sheet == nullptr) {
    status_ = absl::InternalError("cannot make a sheet");
    return;
  }
  workbook_->heading = workbook_add_format(workbook_->book);
  format_set_bold(workbook_->heading);
  workbook_->percent = workbook_add_format(workbook_->book);
  format_set_num_format(workbook_->percent, kPercentFormat);
  if (headings.empty()) return;
  for (size_t c = 0; c < headings.size(); ++c) {
    Widen(static_cast<uint16_t>(c), headings[c]);
    status_.Update(XlsxStatus(
        worksheet_write_string(workbook_->sheet, 0, static_cast<uint16_t>(c),
                               headings[c].c_str(), workbook_->heading)));
  }
  worksheet_freeze_panes(workbook_->sheet, 1, 0);
  next_row_ = 1;
}

XlsxWriter::~XlsxWriter() = default;

absl::Status XlsxWriter::Add(ListedRow row) {
  for (size_t c = 0; c < row.cells.size() && status_.ok(); ++c) {
    status_ = WriteCell(static_cast<uint16_t>(c), row.cells[c]);
  }
  ++next_row_;
  return status_;
}

absl::Status XlsxWriter::WriteCell(uint16_t column, const Cell& cell) {
  if (cell.plain.empty()) return absl::OkStatus();
  const bool is_number =
      cell.kind == Cell::Kind::kNumber || cell.kind == Cell::Kind::kPercent;
  double number = 0;
  if (!is_number || !absl::SimpleAtod(cell.plain, &number)) {
    return WriteText(column, CellText(cell.kind == Cell::Kind::kWord
                                          ? WordIn(language_, cell.plain)
                                          : cell.plain));
  }
  Widen(column, cell.readable.empty() ? cell.plain : cell.readable);
  return XlsxStatus(worksheet_write_number(
      workbook_->sheet, next_row_, column, number,
      cell.kind == Cell::Kind::kPercent ? workbook_->percent : nullptr));
}

absl::Status XlsxWriter::WriteText(uint16_t column, const std::string& text) {
  Widen(column, text);
  return XlsxStatus(worksheet_write_string(workbook_->sheet, next_row_, column,
                                           text.c_str(), nullptr));
}

void XlsxWriter::Widen(uint16_t column, const std::string& text) {
  if (column >= widths_.size()) widths_.resize(column + 1, kMinWidth);
  // A little space beside the text.
  widths_[column] =
      std::max(widths_[column], std::min(kMaxWidth, DisplayWidth(text) + 2));
}

absl::Status XlsxWriter::Finish() {
  if (!status_.ok()) return status_;
  for (size_t c = 0; c < widths_.size(); ++c) {
    const auto column = static_cast<uint16_t>(c);
    worksheet_set_column(workbook_->sheet, column, column, widths_[c], nullptr);
  }
  status_ = XlsxStatus(workbook_->Close());
  if (!status_.ok()) return status_;
  std::ifstream file(workbook_->file, std::ios::binary);
  out_ << file.rdbuf();
  return status_;
}

}  // namespace nianbao::client
