// One value of a row, for people (in tables) and for programs (in CSV).
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_CELL_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_CELL_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::client {

struct Cell {
  // "1,234.57", "12.5%".
  std::string readable;
  // "1234.567", "12.5".
  std::string plain;
  enum class Kind {
    // What somebody has written, whatever it says.
    kText,
    // A word of the program's own: "county".
    kWord,
    // Both are numbers that the program has written.
    kNumber,
    // The same, of a number in percent.
    kPercent,
  } kind = Kind::kText;
  // Whether a reader should look at it twice; coloured on terminals.
  bool is_warning = false;
};

// The same text for both.
Cell Text(absl::string_view text);
// A word that tables show in the reader's language (language.h).
Cell Word(absl::string_view word);
Cell Number(double value);
Cell Count(int64_t value);
// A number as of `value`, in percent.
Cell Percent(double value);
// `fraction` in [0, 1], in percent like rates.
Cell Share(double fraction);

// An empty cell when `present` is false.
Cell NumberIf(bool present, double value);
Cell CountIf(bool present, int64_t value);
Cell ShareIf(bool present, double fraction);

// A count that a table leaves empty where it is 0; CSV has the 0.
Cell CountIfAny(int64_t value);

// An empty cell for 0, which stands for no year.
Cell Year(int year);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_CELL_H_
