// Finds the constructions that figures stand in.
#ifndef NIANBAO_EXTRACTOR_COUNTS_CONSTRUCTIONS_H_
#define NIANBAO_EXTRACTOR_COUNTS_CONSTRUCTIONS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "extractor/counts/counted.h"
#include "extractor/figures/reading.h"
#include "extractor/text/outline.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {

// For one document and one thread; text and outline must outlive it.
class Constructions {
 public:
  Constructions(View text, const Outline& outline);

  // Bits of Construction, but for those that other figures tell (kBracket,
  // kShared). Readings are asked for in the order of the text.
  uint16_t Of(const Reading& reading, const Counted& counted);

 private:
  // A word of a construction where it stands.
  struct Hit {
    size_t begin;
    size_t length;
    // In the list of the source.
    int number;
  };

  // The hits that begin in [begin, end), of which neither goes back.
  std::span<const Hit> Within(size_t begin, size_t end);

  const View text_;
  const Outline& outline_;
  std::vector<Hit> hits_;
  // Where the next hits are looked for.
  size_t read_ = 0;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_COUNTS_CONSTRUCTIONS_H_
