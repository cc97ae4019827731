// Documents with the statistics that a careful reader finds in them.
//
// A gold folder holds meta.json (the documents and their metadata), one file
// of JSON lines for each document, and may hold ignore.json (stretches that are
// scored neither way) and diagnostics.json (contradictions that are printed).
#ifndef NIANBAO_TESTS_GOLD_CORPUS_H_
#define NIANBAO_TESTS_GOLD_CORPUS_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// Bytes of a document, end exclusive.
struct Stretch {
  int begin = 0;
  int end = 0;
};

struct GoldQuantity {
  Stretch place;
  double value = 0;
  // In compatibility form, with units of the same meaning made one.
  std::string unit;
  // In lower case, without the prefix of the enum.
  std::string modifier, kind;
  int year = 0;
  // Without "indicators/"; empty for none.
  std::string indicator;
  // Further indicators a reader may choose; "" for none.
  std::set<std::string> also;
  // The same in the larger catalogue, where the gold gives it.
  bool has_full = false;
  std::string full;
  std::set<std::string> full_also;
};

struct GoldDiagnostic {
  std::string code, indicator;
  std::optional<double> printed, computed, suggested;
};

struct GoldDocument {
  // File name.
  std::string name;
  std::string text;
  std::vector<GoldQuantity> quantities;
  std::vector<Stretch> unscored;
  std::vector<GoldDiagnostic> diagnostics;
  // Those of script, title, issuer, divisionCode, level, year and publishDate
  // that the document settles.
  std::map<std::string, std::string> metadata;
};

// The documents of `text_folder` that `gold_folder` speaks of, by name.
// NOT_FOUND when a file is missing; INVALID_ARGUMENT when it is malformed or
// names a text that the document does not hold.
absl::StatusOr<std::vector<GoldDocument>> ReadCorpus(
    const std::string& gold_folder, const std::string& text_folder);

// NOT_FOUND when the file cannot be read.
absl::StatusOr<std::string> ReadFile(const std::string& path);

// The form in which units are compared.
std::string ComparableUnit(const std::string& unit);

}  // namespace nianbao::extractor

#endif  // NIANBAO_TESTS_GOLD_CORPUS_H_
