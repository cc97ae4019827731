#include "client/documents/manifest.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "client/documents/csv_reader.h"
#include "client/output/rows/report_type.h"
#include "common/base/status.h"

namespace nianbao::client {
namespace {

namespace fs = std::filesystem;

constexpr int kFirstYear = 1949;
constexpr int kLastYear = 2100;
constexpr size_t kDateLength = 10;

// What each column sets, from a value that is not empty. Returns what the value
// must be; empty when it is that.
using Set = std::string (*)(const std::string& value, DocumentFile& file);
struct Column {
  absl::string_view name;
  Set set;
};

std::string SetPath(const std::string& value, DocumentFile& file) {
  file.path = value;
  return "";
}

std::string SetIssuer(const std::string& value, DocumentFile& file) {
  file.hints.set_issuer(value);
  return "";
}

std::string SetCode(const std::string& value, DocumentFile& file) {
  if ((value.size() != 6 && value.size() != 9) ||
      !std::all_of(value.begin(), value.end(), absl::ascii_isdigit)) {
    return "must be a code of six digits or nine";
  }
  file.hints.set_division_code(value);
  return "";
}

std::string SetYear(const std::string& value, DocumentFile& file) {
  int year = 0;
  if (!absl::SimpleAtoi(value, &year) || year < kFirstYear ||
      year > kLastYear) {
    return absl::StrCat("must be a year from ", kFirstYear, " to ", kLastYear);
  }
  file.hints.set_year(year);
  return "";
}

std::string SetType(const std::string& value, DocumentFile& file) {
  const auto type = ReportTypeWords().find(value);
  if (type == ReportTypeWords().end()) {
    return "must be rule-of-law, disclosure, government-work or other";
  }
  file.hints.set_type(type->second);
  return "";
}

std::string SetUrl(const std::string& value, DocumentFile& file) {
  if (!absl::StartsWithIgnoreCase(value, "http://") &&
      !absl::StartsWithIgnoreCase(value, "https://")) {
    return "must begin with http:// or https://";
  }
  file.url = value;
  return "";
}

std::string SetDate(const std::string& value, DocumentFile& file) {
  absl::CivilDay day;
  if (value.size() != kDateLength || !absl::ParseCivilTime(value, &day)) {
    return "must be YYYY-MM-DD";
  }
  file.hints.set_publish_date(value);
  return "";
}

constexpr Column kColumns[] = {{"path", SetPath}, {"issuer", SetIssuer},
                               {"code", SetCode}, {"year", SetYear},
                               {"type", SetType}, {"url", SetUrl},
                               {"date", SetDate}};

absl::Status Error(int line, absl::string_view column, absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("line ", line, ", column ", column, ": ", what));
}

// The columns that the header names, in its order.
absl::StatusOr<std::vector<const Column*>> ReadHeader(const CsvRow& header) {
  std::vector<const Column*> columns;
  for (const std::string& name : header.fields) {
    const auto* const column = std::find_if(
        std::begin(kColumns), std::end(kColumns), [&](const Column& known) {
          return known.name == absl::StripAsciiWhitespace(name);
        });
    if (column == std::end(kColumns)) {
      return Error(header.line, absl::StrCat(columns.size() + 1),
                   absl::StrCat("\"", name,
                                "\" must be path, issuer, code, year, type, "
                                "url or date"));
    }
    if (std::count(columns.begin(), columns.end(), column) > 0) {
      return Error(header.line, column->name, "comes twice");
    }
    columns.push_back(column);
  }
  if (std::count(columns.begin(), columns.end(), &kColumns[0]) == 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("line ", header.line, ": has no column path"));
  }
  return columns;
}

absl::StatusOr<DocumentFile> ReadRow(const CsvRow& row,
                                     const std::vector<const Column*>& columns,
                                     const fs::path& folder) {
  if (row.fields.size() != columns.size()) {
    return absl::InvalidArgumentError(
        absl::StrCat("line ", row.line, ": has ", row.fields.size(),
                     " columns, the header has ", columns.size()));
  }
  DocumentFile file;
  for (size_t i = 0; i < columns.size(); ++i) {
    const std::string value(absl::StripAsciiWhitespace(row.fields[i]));
    if (value.empty()) continue;
    const std::string wanted = columns[i]->set(value, file);
    if (!wanted.empty()) {
      return Error(row.line, columns[i]->name,
                   absl::StrCat("\"", value, "\" ", wanted));
    }
  }
  if (file.path.empty()) return Error(row.line, "path", "is required");
  file.path = fs::absolute(folder / file.path).lexically_normal();
  return file;
}

// Lines by what must come once.
using Lines = absl::flat_hash_map<std::string, int>;

absl::Status CheckOnce(const std::string& value, absl::string_view column,
                       int line, Lines& lines) {
  const auto [it, is_new] = lines.try_emplace(value, line);
  if (value.empty() || is_new) return absl::OkStatus();
  return Error(line, column,
               absl::StrCat("\"", value, "\" is that of line ", it->second));
}

absl::StatusOr<std::vector<DocumentFile>> ParseManifest(
    absl::string_view text, const fs::path& folder) {
  const absl::StatusOr<std::vector<CsvRow>> rows = ReadCsv(text);
  if (!rows.ok()) return rows.status();
  if (rows->empty()) return absl::InvalidArgumentError("line 1: has no header");
  const auto columns = ReadHeader(rows->front());
  if (!columns.ok()) return columns.status();
  std::vector<DocumentFile> files;
  Lines paths, urls;
  for (size_t i = 1; i < rows->size(); ++i) {
    const CsvRow& row = (*rows)[i];
    absl::StatusOr<DocumentFile> file = ReadRow(row, *columns, folder);
    if (!file.ok()) return file.status();
    absl::Status status = CheckOnce(file->path, "path", row.line, paths);
    status.Update(CheckOnce(file->url, "url", row.line, urls));
    if (!status.ok()) return status;
    files.push_back(*std::move(file));
  }
  return files;
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) {
    return absl::NotFoundError("no such file");
  }
  if (fs::file_size(path, error) > kMaxManifestBytes) {
    return absl::ResourceExhaustedError(
        absl::StrCat("larger than ", kMaxManifestBytes, " bytes"));
  }
  errno = 0;
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return absl::ErrnoToStatus(errno, "cannot open");
  std::string text((std::istreambuf_iterator<char>(stream)),
                   std::istreambuf_iterator<char>());
  if (stream.bad()) return absl::ErrnoToStatus(errno, "cannot read");
  return text;
}

}  // namespace

absl::StatusOr<std::vector<DocumentFile>> ReadManifest(
    const std::string& path) {
  absl::StatusOr<std::string> text = ReadFile(path);
  absl::StatusOr<std::vector<DocumentFile>> files =
      text.ok() ? ParseManifest(*text, fs::path(path).parent_path())
                : text.status();
  if (!files.ok()) return WithPrefix(path, files.status());
  return files;
}

}  // namespace nianbao::client
