// Which indicator a figure is a value of.
#ifndef NIANBAO_EXTRACTOR_LINKS_LINK_H_
#define NIANBAO_EXTRACTOR_LINKS_LINK_H_

namespace nianbao::extractor {

// The link of a figure to an indicator of the catalogue. Links stand beside the
// readings they belong to, one for each.
struct Link {
  // Index into Linker::indicators(); -1 for none.
  int indicator = -1;
  // Probability that it is right, 0 to 1.
  double confidence = 0;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_LINKS_LINK_H_
