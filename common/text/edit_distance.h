// How many slips of the pen lie between two texts.
#ifndef NIANBAO_COMMON_TEXT_EDIT_DISTANCE_H_
#define NIANBAO_COMMON_TEXT_EDIT_DISTANCE_H_

#include <cstddef>
#include <string_view>

namespace nianbao {

// Units that must be replaced, added or left out to make `b` of `a`, or
// neighbours that must change places (each counts as one); more than `limit`
// when there are more than that. What both begin and end with costs one
// comparison a unit, so that texts that have nothing in common are told apart
// at once.
int EditDistance(std::u16string_view a, std::u16string_view b, int limit);

// Slips that a text of so many units may have and still be recognised.
int SlipsIn(size_t units);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_TEXT_EDIT_DISTANCE_H_
