#include "client/output/pager.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace nianbao::client {
namespace {

// Options for the pager where the user has set none: less ends by itself when
// all fits (F), shows colours (R), leaves the screen as it is (X) and takes
// text for UTF-8 whatever the locale.
constexpr char kPagerSettings[] =
    "export LESS=\"${LESS-FRX}\" LESSCHARSET=\"${LESSCHARSET-utf-8}\"; ";

bool IsInstalled(absl::string_view program) {
  const char* const path = std::getenv("PATH");
  if (path == nullptr) return false;
  for (const absl::string_view folder : absl::StrSplit(path, ':')) {
    if (access(absl::StrCat(folder, "/", program).c_str(), X_OK) == 0) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::string PagerCommand() {
  const char* const asked = std::getenv("PAGER");
  if (asked == nullptr) return IsInstalled("less") ? "less -FRX" : "";
  return absl::string_view(asked) == "cat" ? "" : asked;
}

PagingBuffer::PagingBuffer(std::streambuf& terminal, int height,
                           std::string pager)
    : terminal_(terminal),
      lines_that_fit_(height - 1),
      command_(std::move(pager)) {}

void PagingBuffer::StartPager() {
  terminal_.pubsync();
  pager_ = popen(absl::StrCat(kPagerSettings, command_).c_str(), "w");
  if (pager_ == nullptr) return;
  // After the pager has begun, which would ignore the signal as well.
  struct sigaction ignore = {};
  ignore.sa_handler = SIG_IGN;
  sigaction(SIGINT, &ignore, &interrupt_before_);
  const std::string text = std::exchange(held_, "");
  std::fwrite(text.data(), 1, text.size(), pager_);
}

PagingBuffer::int_type PagingBuffer::overflow(int_type c) {
  if (traits_type::eq_int_type(c, traits_type::eof())) return 0;
  const char character = traits_type::to_char_type(c);
  return xsputn(&character, 1) == 1 ? c : traits_type::eof();
}

std::streamsize PagingBuffer::xsputn(const char* text, std::streamsize size) {
  const auto bytes = static_cast<size_t>(size);
  if (pager_ != nullptr) {
    return static_cast<std::streamsize>(std::fwrite(text, 1, bytes, pager_));
  }
  held_.append(text, bytes);
  lines_ += static_cast<int>(std::count(text, text + size, '\n'));
  if (lines_ > lines_that_fit_) StartPager();
  return size;
}

void PagingBuffer::Finish() {
  const std::string text = std::exchange(held_, "");
  terminal_.sputn(text.data(), static_cast<std::streamsize>(text.size()));
  terminal_.pubsync();
  if (pager_ == nullptr) return;
  pclose(std::exchange(pager_, nullptr));
  sigaction(SIGINT, &interrupt_before_, nullptr);
}

}  // namespace nianbao::client
