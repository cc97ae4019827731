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
  // "1234.567", "0.125".
  std::string plain;
  // Whether both are numbers that the program has written, and not text that
  // somebody else has.
  bool is_number = false;
};

// The same text for both; no number, whatever it says.
Cell Text(absl::string_view text);
Cell Number(double value);
Cell Count(int64_t value);
// `fraction` in [0, 1]; a table shows it as percent.
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
