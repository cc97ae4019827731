// Kinds of bodies as small numbers, for questions and columns.
#ifndef NIANBAO_AGGREGATOR_QUESTION_BODY_NUMBER_H_
#define NIANBAO_AGGREGATOR_QUESTION_BODY_NUMBER_H_

#include <cstdint>
#include <limits>
#include <vector>

#include "common/domain/catalogue.h"
#include "nianbao/v1/division.pb.h"

namespace nianbao::aggregator {

// One more than the number in Catalogue::bodies(), or one of those below. Rows
// come in the order of these numbers.
using BodyNumber = uint16_t;

inline constexpr BodyNumber kGovernments = 0;
// Departments of no kind that the catalogue knows.
inline constexpr BodyNumber kOtherBodies =
    std::numeric_limits<BodyNumber>::max() - 1;
// Reports whose issuer or year is not known, whatever body they are of.
inline constexpr BodyNumber kUnidentified =
    std::numeric_limits<BodyNumber>::max();

// That of an entry of the catalogue.
inline BodyNumber BodyNumberOf(const Catalogue& catalogue,
                               const v1::Body& body) {
  return static_cast<BodyNumber>(&body - catalogue.bodies().list().data() + 1);
}

// The entry of the catalogue; null for the numbers that are none.
inline const v1::Body* FindBody(const Catalogue& catalogue, BodyNumber number) {
  const std::vector<v1::Body>& bodies = catalogue.bodies().list();
  return number != kGovernments && number <= bodies.size() ? &bodies[number - 1]
                                                           : nullptr;
}

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_BODY_NUMBER_H_
