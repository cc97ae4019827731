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
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "client/documents/csv_reader.h"
#include "client/output/paths.h"
#include "client/output/rows/report_type.h"
#include "common/base/status.h"
#include "nlohmann/json.hpp"

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
  file.path = PathOfSource(value);
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

constexpr char kColumnNames[] =
    "must be path, issuer, code, year, type, url or date";

// Null for a name that no column has.
const Column* FindColumn(absl::string_view name) {
  const auto* const column =
      std::find_if(std::begin(kColumns), std::end(kColumns),
                   [&](const Column& known) { return known.name == name; });
  return column == std::end(kColumns) ? nullptr : column;
}

// The columns that the header names, in its order.
absl::StatusOr<std::vector<const Column*>> ReadHeader(const CsvRow& header) {
  std::vector<const Column*> columns;
  for (const std::string& name : header.fields) {
    const Column* const column = FindColumn(absl::StripAsciiWhitespace(name));
    if (column == nullptr) {
      return Error(header.line, absl::StrCat(columns.size() + 1),
                   absl::StrCat("\"", name, "\" ", kColumnNames));
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

// Sets what the column sets, unless the value is empty.
absl::Status SetField(int line, const Column& column, absl::string_view text,
                      DocumentFile& file) {
  const std::string value(absl::StripAsciiWhitespace(text));
  if (value.empty()) return absl::OkStatus();
  const std::string wanted = column.set(value, file);
  if (wanted.empty()) return absl::OkStatus();
  return Error(line, column.name, absl::StrCat("\"", value, "\" ", wanted));
}

// A file of a manifest, and the line that it is on.
struct ManifestEntry {
  int line = 0;
  DocumentFile file;
};

absl::StatusOr<ManifestEntry> ReadRow(
    const CsvRow& row, const std::vector<const Column*>& columns) {
  if (row.fields.size() != columns.size()) {
    return absl::InvalidArgumentError(
        absl::StrCat("line ", row.line, ": has ", row.fields.size(),
                     " columns, the header has ", columns.size()));
  }
  ManifestEntry entry = {.line = row.line};
  for (size_t i = 0; i < columns.size(); ++i) {
    absl::Status status =
        SetField(row.line, *columns[i], row.fields[i], entry.file);
    if (!status.ok()) return status;
  }
  return entry;
}

absl::StatusOr<std::vector<ManifestEntry>> ReadTable(absl::string_view text) {
  const absl::StatusOr<std::vector<CsvRow>> rows = ReadCsv(text);
  if (!rows.ok()) return rows.status();
  if (rows->empty()) return absl::InvalidArgumentError("line 1: has no header");
  const auto columns = ReadHeader(rows->front());
  if (!columns.ok()) return columns.status();
  std::vector<ManifestEntry> entries;
  for (size_t i = 1; i < rows->size(); ++i) {
    absl::StatusOr<ManifestEntry> entry = ReadRow((*rows)[i], *columns);
    if (!entry.ok()) return entry.status();
    entries.push_back(*std::move(entry));
  }
  return entries;
}

// What WriteFailures says of a file besides its columns.
constexpr char kReason[] = "reason";

absl::StatusOr<ManifestEntry> ReadObject(int line, absl::string_view text) {
  const auto object = nlohmann::json::parse(text.begin(), text.end(), nullptr,
                                            /*allow_exceptions=*/false);
  if (!object.is_object()) {
    return absl::InvalidArgumentError(
        absl::StrCat("line ", line, ": is no JSON object"));
  }
  ManifestEntry entry = {.line = line};
  for (const auto& [name, value] : object.items()) {
    if (name == kReason) continue;
    const Column* const column = FindColumn(name);
    if (column == nullptr) return Error(line, name, kColumnNames);
    if (!value.is_string() && !value.is_number_integer()) {
      return Error(line, name, "must be a string or a whole number");
    }
    absl::Status status =
        SetField(line, *column,
                 value.is_string() ? value.get<std::string>() : value.dump(),
                 entry.file);
    if (!status.ok()) return status;
  }
  return entry;
}

absl::StatusOr<std::vector<ManifestEntry>> ReadLines(absl::string_view text) {
  std::vector<ManifestEntry> entries;
  int line = 0;
  for (const absl::string_view object : absl::StrSplit(text, '\n')) {
    ++line;
    if (absl::StripAsciiWhitespace(object).empty()) continue;
    absl::StatusOr<ManifestEntry> entry = ReadObject(line, object);
    if (!entry.ok()) return entry.status();
    entries.push_back(*std::move(entry));
  }
  return entries;
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

// The files of the entries, whose paths are from `folder`.
absl::StatusOr<std::vector<DocumentFile>> FilesOf(
    std::vector<ManifestEntry> entries, const fs::path& folder) {
  std::vector<DocumentFile> files;
  Lines paths, urls;
  for (ManifestEntry& entry : entries) {
    DocumentFile& file = entry.file;
    if (file.path.empty()) return Error(entry.line, "path", "is required");
    if (file.path != kStandardInput) {
      file.path = fs::absolute(folder / file.path).lexically_normal();
    }
    absl::Status status = CheckOnce(file.path, "path", entry.line, paths);
    status.Update(CheckOnce(file.url, "url", entry.line, urls));
    if (!status.ok()) return status;
    files.push_back(std::move(file));
  }
  return files;
}

absl::StatusOr<std::vector<DocumentFile>> ParseManifest(
    absl::string_view text, const std::string& path) {
  absl::StatusOr<std::vector<ManifestEntry>> entries =
      absl::EndsWithIgnoreCase(path, ".jsonl") ? ReadLines(text)
                                               : ReadTable(text);
  if (!entries.ok()) return entries.status();
  return FilesOf(*std::move(entries), fs::path(path).parent_path());
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
      text.ok() ? ParseManifest(*text, path) : text.status();
  if (!files.ok()) return WithPrefix(path, files.status());
  return files;
}

}  // namespace nianbao::client
