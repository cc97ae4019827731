// Where the data of a command goes.
#ifndef NIANBAO_CLIENT_OUTPUT_DESTINATION_H_
#define NIANBAO_CLIENT_OUTPUT_DESTINATION_H_

#include <fstream>
#include <memory>
#include <optional>
#include <ostream>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/output/pager.h"
#include "client/output/screen.h"
#include "client/output/terminal.h"

namespace nianbao::client {

// Standard output, a pager before it, or a file. A file that was there before
// stays until Close(): a command that fails leaves it as it was. Not
// thread-safe.
class Destination {
 public:
  // The file `path`, which INTERNAL says cannot be written; standard output
  // where that is empty, with a pager where `paged` is true, standard output is
  // a terminal and PagerCommand() knows one.
  static absl::StatusOr<std::unique_ptr<Destination>> Open(
      const std::string& path, bool paged);
  // What goes to the terminal is there then; a file that was not closed is
  // not.
  ~Destination();

  Destination(const Destination&) = delete;
  Destination& operator=(const Destination&) = delete;

  std::ostream& stream() { return *stream_; }

  // That of standard output; that of no terminal for a file.
  const Screen& screen() const { return screen_; }

  // Must be the last call. INTERNAL where not all could be written to a file;
  // of standard output that is the stream's own state.
  absl::Status Close();

 private:
  Destination() = default;
  void OpenPager();
  absl::Status OpenFile(const std::string& path);

  Screen screen_;
  // One of std::cout, *paged_ and file_.
  std::ostream* stream_ = nullptr;
  std::unique_ptr<PagingBuffer> paging_;
  std::unique_ptr<EscapingBuffer> escaping_;
  std::optional<std::ostream> paged_;
  std::ofstream file_;
  std::string path_;
  // What is written to, to become path_; path_ itself where that is a pipe or a
  // device.
  std::string part_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_DESTINATION_H_
