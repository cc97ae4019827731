// A reader that takes what the format says and nothing else.
//
//     path,issuer            a row
//     a.txt,"海淀区,样例"     a comma within quotes
//     b.txt,"a ""b"""        a quote within quotes
//     c.txt,a "b"            refused: who wrote it meant something else
//
// Lenient readers take the last for a field, and the next quote for the begin
// of one that ends rows later: a table that is read wrong without a word. So
// the few characters that may follow each other are checked one by one.
#include "client/documents/csv_reader.h"

#include <utf8proc.h>

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace nianbao::client {
namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

class Reader {
 public:
  explicit Reader(absl::string_view text) : text_(text) {}

  absl::StatusOr<std::vector<CsvRow>> Read() && {
    while (at_ < text_.size()) {
      absl::Status status = ReadRow();
      if (!status.ok()) return status;
    }
    return std::move(rows_);
  }

 private:
  absl::Status ReadRow() {
    row_ = {line_, {}};
    do {
      row_.fields.emplace_back();
      absl::Status status =
          Next('"') ? ReadQuoted(row_.fields.back()) : ReadPlain();
      if (!status.ok()) return status;
    } while (Next(','));
    // What a field ends with, but for a comma, is the end of its line.
    (void)(NextLineEnd());
    if (row_.fields.size() > 1 || !row_.fields[0].empty()) {
      rows_.push_back(std::move(row_));
    }
    return absl::OkStatus();
  }

  // A field without quotes: up to a comma or a line end.
  absl::Status ReadPlain() {
    while (at_ < text_.size() && text_[at_] != ',' && !AtLineEnd()) {
      if (text_[at_] == '"') {
        return Error("a quote in a field that does not begin with one");
      }
      absl::Status status = ReadCharacter(row_.fields.back());
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  // The rest of a field in quotes, the closing quote included.
  absl::Status ReadQuoted(std::string& field) {
    const int first_line = line_;
    while (at_ < text_.size()) {
      if (Next('"')) {
        if (!Next('"')) {
          if (at_ == text_.size() || text_[at_] == ',' || AtLineEnd()) {
            return absl::OkStatus();
          }
          return Error("text after the quote that closes the field");
        }
        field += '"';
        continue;
      }
      absl::Status status = ReadCharacter(field);
      if (!status.ok()) return status;
    }
    line_ = first_line;
    return Error("a quote that is never closed");
  }

  // One character, which may be a line end.
  absl::Status ReadCharacter(std::string& field) {
    utf8proc_int32_t character = 0;
    const utf8proc_ssize_t size = utf8proc_iterate(
        reinterpret_cast<const utf8proc_uint8_t*>(text_.data()) + at_,
        static_cast<utf8proc_ssize_t>(text_.size() - at_), &character);
    if (size <= 0 || character == 0) {
      return Error("is not UTF-8; save the table as CSV in UTF-8");
    }
    if (character == '\n') ++line_;
    field.append(text_.data() + at_, size);
    at_ += size;
    return absl::OkStatus();
  }

  bool Next(char c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  bool AtLineEnd() const {
    return text_[at_] == '\n' || absl::StartsWith(text_.substr(at_), "\r\n");
  }

  bool NextLineEnd() {
    Next('\r');
    if (!Next('\n')) return false;
    ++line_;
    return true;
  }

  absl::Status Error(absl::string_view what) const {
    return absl::InvalidArgumentError(absl::StrCat(
        "line ", line_, ", column ", row_.fields.size(), ": ", what));
  }

  const absl::string_view text_;
  size_t at_ = 0;
  int line_ = 1;
  CsvRow row_;
  std::vector<CsvRow> rows_;
};

}  // namespace

absl::StatusOr<std::vector<CsvRow>> ReadCsv(absl::string_view text) {
  if (absl::StartsWith(text, kByteOrderMark)) {
    text.remove_prefix(kByteOrderMark.size());
  }
  return Reader(text).Read();
}

}  // namespace nianbao::client
