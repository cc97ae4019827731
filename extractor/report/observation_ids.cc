// An id is the beginning of a fingerprint of the sentence, of the quantity, and
// of how often that pair has been met:
//
//   受理12件,其中12件审结。   12件, first      9c01…
//                             12件, second     47be…
//
// Blanks and line breaks count for nothing. Of 10,000 observations two have the
// same 48 bits once in five million reports; the later one then gets the id of
// a further occurrence.
#include "extractor/report/observation_ids.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// Bits of a fingerprint that twelve hexadecimal digits do not hold.
constexpr int kBitsLeftOut = 64 - 12 * 4;

std::string WithoutBlanks(View text) {
  std::string kept = ToUtf8(text);
  kept.erase(std::remove_if(kept.begin(), kept.end(),
                            [](char c) { return c == ' ' || c == '\n'; }),
             kept.end());
  return kept;
}

}  // namespace

std::string ObservationIds::Next(View sentence, View quantity) {
  if (sentence.data() != sentence_.data() ||
      sentence.size() != sentence_.size()) {
    sentence_ = sentence;
    of_sentence_ = Fingerprinter().Add(WithoutBlanks(sentence)).Add("\n");
  }
  Fingerprinter figure = of_sentence_;
  figure.Add(WithoutBlanks(quantity)).Add("\n");
  int& occurrence = met_[figure.Digest()];
  std::string id;
  do {
    ++occurrence;
    const uint64_t digest =
        Fingerprinter(figure).Add(absl::StrCat(occurrence)).Digest();
    id = absl::StrCat(absl::Hex(digest >> kBitsLeftOut, absl::kZeroPad12));
  } while (!given_.insert(id).second);
  return id;
}

}  // namespace nianbao::extractor
