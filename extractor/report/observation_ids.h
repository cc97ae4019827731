// Gives observations ids that reading the document again keeps.
#ifndef NIANBAO_EXTRACTOR_REPORT_OBSERVATION_IDS_H_
#define NIANBAO_EXTRACTOR_REPORT_OBSERVATION_IDS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "common/base/fingerprint.h"

namespace nianbao::extractor {

// The ids of one report's observations. An id says which figure of which
// sentence it is, not what was made of it: it stays when another version of the
// extractor reads the figure's kind, year or indicator otherwise, when text is
// added elsewhere, and when the document comes in another layout or script.
class ObservationIds {
 public:
  // The id of the next figure of the report: `quantity` as it stands in
  // `sentence`, both normalized. Twelve lower-case hexadecimal digits; no two
  // of a report are equal. Linear in the length of the sentence, which is read
  // once for figures that follow each other; the text it is a part of must
  // outlive these ids.
  std::string Next(std::u16string_view sentence, std::u16string_view quantity);

 private:
  // The sentence asked for last, and what was made of it.
  std::u16string_view sentence_;
  Fingerprinter of_sentence_;
  // How often the same figure of the same sentence has been met, by the
  // fingerprint of both.
  absl::flat_hash_map<uint64_t, int> met_;
  absl::flat_hash_set<std::string> given_;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_REPORT_OBSERVATION_IDS_H_
