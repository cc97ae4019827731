// What standard output is: a terminal of some size, or something else.
#ifndef NIANBAO_CLIENT_OUTPUT_SCREEN_H_
#define NIANBAO_CLIENT_OUTPUT_SCREEN_H_

namespace nianbao::client {

// By default what is no terminal: nothing is cut, coloured or paged.
struct Screen {
  bool is_terminal = false;
  // In columns; 0 where lines may be of any length.
  int width = 0;
  // In lines; 0 where nobody knows.
  int height = 0;
  // Whether attributes may be written.
  bool colour = false;
};

// The screen behind a file descriptor. Its width is COLUMNS where that is set,
// else what the terminal says, else 80. It is coloured where it is a terminal
// other than a "dumb" one, unless CLICOLOR is 0; CLICOLOR_FORCE, if not empty
// or 0, colours what is no terminal, too; NO_COLOR, if not empty, wins over
// all.
Screen ScreenOf(int descriptor);

// That of standard output.
Screen OutputScreen();

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_SCREEN_H_
