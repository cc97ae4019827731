// Finds who published a report: the body, its division and its level.
#ifndef NIANBAO_EXTRACTOR_HEAD_ISSUER_H_
#define NIANBAO_EXTRACTOR_HEAD_ISSUER_H_

#include <string_view>

#include "extractor/head/place_names.h"
#include "extractor/head/title.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// The issuer of the report whose title is `title` and whose text is `text`.
// What cannot be told stays unset: an ambiguous town has a level but no code.
// Its kind (Issuer.body) is left to who knows the catalogue.
// Reads the title, the lines about the source, the opening, the signature and
// how the text calls its own area (我区, 县政府); towns of the same name are
// told apart by the divisions named around them. Time does not grow with the
// length of the text beyond its first 6,000 characters.
v1::Issuer FindIssuer(std::u16string_view text, const Title& title,
                      const PlaceNames& places);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_HEAD_ISSUER_H_
