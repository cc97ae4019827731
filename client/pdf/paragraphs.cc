#include "client/pdf/paragraphs.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "client/conversion/pdf_protocol.h"

namespace nianbao::client {
namespace {

// In heights of a line. A line is full within this of the right margin: one
// character and a half, as a line may end early when the next may not begin
// with what would follow.
constexpr double kFullWithin = 1.5;
// Paragraphs are indented by two characters.
constexpr double kIndentFrom = 0.7;
// From the top of one line to that of the next, at most.
constexpr double kLinePitch = 2.8;
// Lines of a page that is no title page.
constexpr size_t kLinesOfText = 5;
// Two lines are of one size within this part of it.
constexpr double kSameSize = 0.2;

// Between what the lines of text on a page stand.
struct Margins {
  double left = std::numeric_limits<double>::max();
  double right = 0;
};

Margins MarginsOf(const Page& page) {
  // Of a page of text the first and the last may be a head and a foot,
  // which stand where they like.
  const size_t edge = page.size() >= kLinesOfText ? 1 : 0;
  Margins margins;
  for (size_t i = edge; i + edge < page.size(); ++i) {
    margins.left = std::min(margins.left, page[i].box.left);
    margins.right = std::max(margins.right, page[i].box.right);
  }
  return margins;
}

bool EndsSentence(absl::string_view text) {
  for (const absl::string_view mark : {"。", "！", "？", "!", "?"}) {
    if (absl::EndsWith(text, mark)) return true;
  }
  return false;
}

bool IsLetter(char c) {
  return absl::ascii_isalpha(static_cast<unsigned char>(c));
}

// A line with the margins of its page.
struct Placed {
  const PageLine* line = nullptr;
  const Page* page = nullptr;
  Margins margins;
};

bool GoesOn(const Placed& above, const Placed& below) {
  const PageLine& first = *above.line;
  const PageLine& second = *below.line;
  const double height = first.box.height();
  if (first.has_columns || second.has_columns || EndsSentence(first.text) ||
      std::abs(second.box.height() - height) > kSameSize * height) {
    return false;
  }
  const bool close =
      above.page == below.page
          ? second.box.top - first.box.top <= kLinePitch * height
          // A title page tells no margin that its line could reach.
          : above.page->size() >= kLinesOfText;
  if (!close) return false;
  return first.box.right >= above.margins.right - kFullWithin * height &&
         second.box.left <= below.margins.left + kIndentFrom * height;
}

}  // namespace

std::string ParagraphsOf(const std::vector<Page>& pages) {
  std::string text;
  Placed above;
  bool is_first = true;
  std::string marks;
  for (const Page& page : pages) {
    if (!std::exchange(is_first, false)) marks += kPageMark;
    const Margins margins = MarginsOf(page);
    for (const PageLine& line : page) {
      const Placed below = {&line, &page, margins};
      if (above.line != nullptr) {
        if (!GoesOn(above, below)) {
          text += '\n';
        } else if (IsLetter(text.back()) && IsLetter(line.text.front())) {
          text += ' ';
        }
      }
      text += std::exchange(marks, "");
      text += line.text;
      above = below;
    }
  }
  if (!text.empty()) text += '\n';
  return text;
}

}  // namespace nianbao::client
