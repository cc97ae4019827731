// Finds who published a report: the body, its division and its level.
#ifndef NIANBAO_EXTRACTOR_HEAD_ISSUER_H_
#define NIANBAO_EXTRACTOR_HEAD_ISSUER_H_

#include <string_view>
#include <vector>

#include "extractor/head/place_names.h"
#include "extractor/head/title.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// Who published a report, as far as it can be told.
struct IssuerFound {
  // Its kind (Issuer.body) is left to who knows the catalogue.
  v1::Issuer issuer;
  // The divisions it may be of, where the text speaks for several and none is
  // sure: then the issuer has no code. Empty otherwise.
  std::vector<const DivisionEntry*> candidates;
};

// The issuer of the report on `year` (0 when unknown) whose title is `title`
// and whose text is `text`. What cannot be told stays unset: an ambiguous town
// has a level but no code, a development zone a name but neither.
// Reads the title, the lines about the source, the opening, the signature and
// how the text calls its own area (我区, 县政府); towns of the same name are
// told apart by the divisions named around them. Names that were no longer in
// force in `year` do not count. Time does not grow with the length of the text
// beyond its first 6,000 characters.
IssuerFound FindIssuer(std::u16string_view text, const Title& title, int year,
                       const PlaceNames& places);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_HEAD_ISSUER_H_
