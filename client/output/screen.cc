#include "client/output/screen.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"

namespace nianbao::client {
namespace {

// Where neither the terminal nor COLUMNS says it.
constexpr int kUsualWidth = 80;

absl::string_view Variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

bool WantsColour(bool is_terminal) {
  if (!Variable("NO_COLOR").empty()) return false;
  const absl::string_view force = Variable("CLICOLOR_FORCE");
  if (!force.empty() && force != "0") return true;
  return is_terminal && Variable("CLICOLOR") != "0" &&
         Variable("TERM") != "dumb";
}

}  // namespace

Screen ScreenOf(int descriptor) {
  Screen screen;
  screen.is_terminal = isatty(descriptor) != 0;
  screen.colour = WantsColour(screen.is_terminal);
  if (!screen.is_terminal) return screen;
  winsize size = {};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0) {
    screen.width = size.ws_col;
    screen.height = size.ws_row;
  }
  int columns = 0;
  if (absl::SimpleAtoi(Variable("COLUMNS"), &columns) && columns > 0) {
    screen.width = columns;
  }
  if (screen.width == 0) screen.width = kUsualWidth;
  return screen;
}

Screen OutputScreen() { return ScreenOf(STDOUT_FILENO); }

}  // namespace nianbao::client
