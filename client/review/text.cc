// A page marks observations and headings in the text, and spans overlap: two
// figures share a noun, a heading holds figures. HTML elements cannot overlap,
// so the text is cut wherever a span begins or ends, and each run lists the
// spans that cover it:
//
//   受理行政复议56件        observation 0 is "56件", section 2 the whole line
//   |s2          |s2 o0|    two runs
//
// All ends of all spans are sorted by their places. The cutter goes from one to
// the next with the sets of spans that are open, and cuts lines on its way: a
// line end ends a run and a line, and belongs to neither. Sorting takes
// O(n log n) in the spans; a run copies the observations open in it, which is
// one or two for most.

#include "client/review/text.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace nianbao::client {
namespace {

// A place where a span begins or ends.
struct Boundary {
  // In bytes of the text.
  size_t offset;
  bool begins;
  // Whether the span is that of an observation or that of a section's heading.
  bool of_observation;
  // Into the report's observations or sections.
  int index;
};

// True between two characters and at either end.
bool IsCharacterBoundary(absl::string_view text, size_t offset) {
  return offset == text.size() ||
         (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80;
}

// INVALID_ARGUMENT unless the span is a stretch of whole characters of `text`.
absl::Status CheckSpan(absl::string_view text, const v1::Span& span,
                       absl::string_view what, int index) {
  if (span.begin() >= 0 && span.begin() < span.end() &&
      static_cast<size_t>(span.end()) <= text.size() &&
      IsCharacterBoundary(text, span.begin()) &&
      IsCharacterBoundary(text, span.end())) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat(what, "[", index, "] spans [", span.begin(), ", ",
                   span.end(), "), which does not fit the text"));
}

// The ends of all spans, in the order of the text.
absl::StatusOr<std::vector<Boundary>> Boundaries(absl::string_view text,
                                                 const v1::Report& report) {
  std::vector<Boundary> boundaries;
  auto add = [&](const v1::Span& span, bool of_observation, int index) {
    boundaries.push_back(
        {static_cast<size_t>(span.begin()), true, of_observation, index});
    boundaries.push_back(
        {static_cast<size_t>(span.end()), false, of_observation, index});
  };
  for (int i = 0; i < report.observations_size(); ++i) {
    const v1::Span& span = report.observations(i).evidence().span();
    absl::Status status = CheckSpan(text, span, "observations", i);
    if (!status.ok()) return status;
    add(span, true, i);
  }
  for (int i = 0; i < report.sections_size(); ++i) {
    const v1::Span& span = report.sections(i).span();
    absl::Status status = CheckSpan(text, span, "sections", i);
    if (!status.ok()) return status;
    add(span, false, i);
  }
  std::stable_sort(
      boundaries.begin(), boundaries.end(),
      [](const Boundary& a, const Boundary& b) { return a.offset < b.offset; });
  return boundaries;
}

// Cuts the text at boundaries that come in the order of their offsets.
class Cutter {
 public:
  explicit Cutter(absl::string_view text) : text_(text), lines_(1) {}

  // Ends the run under way at the boundary; from there on its span is open, or
  // not any more.
  void Apply(const Boundary& boundary) {
    AdvanceTo(boundary.offset);
    std::set<int>& open = boundary.of_observation ? observations_ : sections_;
    if (boundary.begins) {
      open.insert(boundary.index);
    } else {
      open.erase(boundary.index);
    }
  }

  std::vector<TextLine> Take() {
    AdvanceTo(text_.size());
    return std::move(lines_);
  }

 private:
  // Adds runs and lines up to `offset`.
  void AdvanceTo(size_t offset) {
    while (offset_ < offset) {
      const size_t line_end =
          std::min(text_.find_first_of("\r\n", offset_), offset);
      if (line_end > offset_) AddRun(text_.substr(offset_, line_end - offset_));
      offset_ = line_end;
      if (offset_ == offset) return;
      // CR and LF end one line together.
      const bool second_half =
          text_[offset_] == '\n' && offset_ > 0 && text_[offset_ - 1] == '\r';
      if (!second_half) lines_.emplace_back();
      ++offset_;
    }
  }

  void AddRun(absl::string_view run) {
    lines_.back().runs.push_back(
        {run, sections_.empty() ? -1 : *sections_.rbegin(),
         std::vector<int>(observations_.begin(), observations_.end())});
  }

  const absl::string_view text_;
  size_t offset_ = 0;
  // The spans open at `offset_`. Of nested headings the run has the last one.
  std::set<int> observations_;
  std::set<int> sections_;
  std::vector<TextLine> lines_;
};

}  // namespace

absl::StatusOr<std::vector<TextLine>> CutText(absl::string_view text,
                                              const v1::Report& report) {
  absl::StatusOr<std::vector<Boundary>> boundaries = Boundaries(text, report);
  if (!boundaries.ok()) return boundaries.status();
  Cutter cutter(text);
  for (const Boundary& boundary : *boundaries) cutter.Apply(boundary);
  return cutter.Take();
}

std::string EscapeHtml(absl::string_view text) {
  return absl::StrReplaceAll(text, {{"&", "&amp;"},
                                    {"<", "&lt;"},
                                    {">", "&gt;"},
                                    {"\"", "&quot;"},
                                    {"'", "&#39;"}});
}

}  // namespace nianbao::client
