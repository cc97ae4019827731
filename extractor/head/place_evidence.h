// The divisions that a text means, among all words that are their names.
#ifndef NIANBAO_EXTRACTOR_HEAD_PLACE_EVIDENCE_H_
#define NIANBAO_EXTRACTOR_HEAD_PLACE_EVIDENCE_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "common/domain/gazetteer.h"
#include "extractor/head/place_names.h"

namespace nianbao::extractor {

// A division that is meant. Positions are UTF-16 units.
struct Place {
  size_t begin = 0;
  size_t end = 0;
  // The divisions it may be; at least one.
  std::vector<const DivisionEntry*> divisions;
  // Without its suffix: 海淀.
  bool is_stem = false;
  // The last year of a former name; 0 for one of today.
  int until = 0;
};

struct Places {
  // In order, apart from each other.
  std::vector<Place> places;
  // A name stands behind that of a division which has none of that name: the
  // 滨海新区 of 绍兴滨海新区 is not Tianjin's. It is not among the places.
  bool has_stranger = false;
};

// What a text is: the name of a body, a title, the value of a label; or prose.
enum class TextKind { kName, kProse };

// The places that the text means. Linear time.
Places MeantPlaces(std::u16string_view text, TextKind kind,
                   const PlaceNames& names);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_HEAD_PLACE_EVIDENCE_H_
