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

#include "absl/strings/str_cat.h"
#include "common/base/fingerprint.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// Bits of a fingerprint that twelve hexadecimal digits do not hold.
constexpr int kBitsLeftOut = 64 - 12 * 4;

std::string WithoutBlanks(View text) {
  std::u16string kept;
  for (const char16_t c : text) {
    if (c != u' ' && c != u'\n') kept.push_back(c);
  }
  return ToUtf8(kept);
}

}  // namespace

std::string ObservationIds::Next(View sentence, View quantity) {
  const std::string figure = absl::StrCat(WithoutBlanks(sentence), "\n",
                                          WithoutBlanks(quantity), "\n");
  int& occurrence = met_[Fingerprint(figure)];
  std::string id;
  do {
    ++occurrence;
    const uint64_t digest = Fingerprint(absl::StrCat(figure, occurrence));
    id = absl::StrCat(absl::Hex(digest >> kBitsLeftOut, absl::kZeroPad12));
  } while (!given_.insert(id).second);
  return id;
}

}  // namespace nianbao::extractor
