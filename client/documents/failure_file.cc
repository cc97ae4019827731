#include "client/documents/failure_file.h"

#include <filesystem>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "client/output/paths.h"
#include "client/output/rows/report_type.h"
#include "nlohmann/json.hpp"

namespace nianbao::client {
namespace {

using Json = nlohmann::ordered_json;

// Absolute, as the folder from which the file is given back may be another.
std::string SourceOfFailure(const std::string& path) {
  if (path == kStandardInput) return path;
  return SourceOfPath(
      std::filesystem::absolute(path).lexically_normal().string());
}

// Adds what was known of the file beforehand.
void AddKnown(const DocumentFile& file, Json& line) {
  const v1::Hints& hints = file.hints;
  const std::pair<const char*, std::string> fields[] = {
      {"issuer", hints.issuer()},
      {"code", hints.division_code()},
      {"type", ReportTypeWord(hints.type())},
      {"url", file.url},
      {"date", hints.publish_date()}};
  for (const auto& [name, value] : fields) {
    if (!value.empty()) line[name] = value;
  }
  if (hints.year() != 0) line["year"] = hints.year();
}

}  // namespace

void WriteFailures(const std::vector<Tally::Failure>& failures,
                   absl::Span<const DocumentFile> files, std::ostream& out) {
  absl::flat_hash_map<std::string, const DocumentFile*> known;
  for (const DocumentFile& file : files) known[file.path] = &file;
  for (const Tally::Failure& failure : failures) {
    Json line = {{"path", SourceOfFailure(failure.path)},
                 {"reason", failure.reason}};
    const auto file = known.find(failure.path);
    if (file != known.end()) AddKnown(*file->second, line);
    // What a service says need not be UTF-8.
    out << line.dump(-1, ' ', false, Json::error_handler_t::replace) << "\n";
  }
}

}  // namespace nianbao::client
