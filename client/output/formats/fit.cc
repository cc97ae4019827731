#include "client/output/formats/fit.h"

#include <algorithm>

#include "client/output/characters.h"

namespace nianbao::client {
namespace {

// To how many columns a text is cut rather than that a column is left out (the
// names of most places are whole then), and to how few it may be.
constexpr int kReadableWidth = 16;
constexpr int kNarrowest = 8;

int WidthWithin(const FitColumn& column, int limit) {
  return column.may_be_cut ? std::min(column.width, limit) : column.width;
}

// What the columns take that are `shown`, with texts cut to `limit`.
int TotalWidth(const std::vector<FitColumn>& columns,
               const std::vector<bool>& shown, int limit) {
  const int gap = static_cast<int>(kColumnGap.size());
  int total = -gap;
  for (size_t c = 0; c < columns.size(); ++c) {
    if (shown[c]) total += WidthWithin(columns[c], limit) + gap;
  }
  return total;
}

// Takes the last column of that need away; false where there is none.
bool LeaveOutLast(const std::vector<FitColumn>& columns, Need need,
                  std::vector<bool>& shown) {
  for (size_t c = columns.size(); c-- > 0;) {
    if (!shown[c] || columns[c].need != need) continue;
    shown[c] = false;
    return true;
  }
  return false;
}

}  // namespace

std::optional<std::vector<int>> FitWidths(const std::vector<FitColumn>& columns,
                                          int width) {
  std::vector<bool> shown(columns.size(), true);
  while (TotalWidth(columns, shown, kReadableWidth) > width &&
         (LeaveOutLast(columns, Need::kIfSeveral, shown) ||
          LeaveOutLast(columns, Need::kUsual, shown))) {
  }
  int limit = kNarrowest;
  if (TotalWidth(columns, shown, limit) > width) return std::nullopt;
  // Texts as long as the rest of the line allows.
  while (limit < width && TotalWidth(columns, shown, limit + 1) <= width) {
    ++limit;
  }
  std::vector<int> widths;
  for (size_t c = 0; c < columns.size(); ++c) {
    widths.push_back(shown[c] ? WidthWithin(columns[c], limit) : 0);
  }
  return widths;
}

std::string CutToWidth(absl::string_view text, int width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  std::string cut;
  int taken = 0;
  bool full = false;
  ForEachCharacter(text, [&](utf8proc_int32_t, absl::string_view bytes) {
    taken += DisplayWidth(bytes);
    full = full || taken >= width;
    if (!full) cut.append(bytes.data(), bytes.size());
  });
  return cut + "…";
}

}  // namespace nianbao::client
