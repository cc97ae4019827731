// A sentence for readers, in the languages of the contract.
#ifndef NIANBAO_EXTRACTOR_TEXT_WORDING_H_
#define NIANBAO_EXTRACTOR_TEXT_WORDING_H_

#include <string>
#include <utility>
#include <vector>

namespace nianbao::extractor {

// Both are there, or neither.
struct Wording {
  std::string english;
  // In Simplified characters.
  std::string chinese;
  // What both name, by name, for programs with words of their own; see
  // Diagnostic.parameters.
  std::vector<std::pair<std::string, std::string>> parameters = {};

  bool empty() const { return english.empty(); }
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_TEXT_WORDING_H_
