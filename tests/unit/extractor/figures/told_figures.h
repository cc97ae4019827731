// Figures in short, for tables of cases.
#ifndef NIANBAO_TESTS_UNIT_EXTRACTOR_FIGURES_TOLD_FIGURES_H_
#define NIANBAO_TESTS_UNIT_EXTRACTOR_FIGURES_TOLD_FIGURES_H_

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "extractor/figures/quantity.h"
#include "extractor/text/utf16.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {

inline const char* Name(v1::Modifier modifier) {
  switch (modifier) {
    case v1::MODIFIER_EXACT:
      return "=";
    case v1::MODIFIER_APPROXIMATE:
      return "~";
    case v1::MODIFIER_AT_LEAST:
      return ">";
    case v1::MODIFIER_AT_MOST:
      return "<";
    default:
      return "?";
  }
}

// "TEXT -> VALUE UNIT" with the modifier before the value, joined by bars.
inline std::string Figures(const std::string& document) {
  const std::u16string text = Normalized(document);
  std::vector<std::string> figures;
  for (const Figure& f : FindFigures(text, 0, text.size(), TestLexicon())) {
    figures.push_back(absl::StrCat(
        ToUtf8(text.substr(f.begin, f.end - f.begin)), " -> ", Name(f.modifier),
        f.value.ToString(), " ", ToUtf8(f.unit)));
  }
  return absl::StrJoin(figures, " | ");
}

struct FigureCase {
  const char* text;
  const char* figures;
};

inline void ExpectFigures(const std::vector<FigureCase>& cases) {
  for (const FigureCase& c : cases)
    EXPECT_EQ(Figures(c.text), c.figures) << c.text;
}

}  // namespace nianbao::extractor

#endif  // NIANBAO_TESTS_UNIT_EXTRACTOR_FIGURES_TOLD_FIGURES_H_
