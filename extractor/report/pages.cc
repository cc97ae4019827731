#include "extractor/report/pages.h"

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"

namespace nianbao::extractor {

absl::Status CheckPages(const v1::Document& document, size_t text_size) {
  int last = 0;
  for (int i = 0; i < document.page_begins_size(); ++i) {
    const int begin = document.page_begins(i);
    const bool fits = (i > 0 ? begin >= last : begin == 0) &&
                      static_cast<size_t>(begin) <= text_size;
    if (!fits) {
      return BadRequest(
          absl::StrCat("document.page_begins[", i, "]"),
          absl::StrCat("is ", begin,
                       "; must be 0 for the first page, not less than the one "
                       "before, and within the text of ",
                       text_size, " bytes"));
    }
    last = begin;
  }
  return absl::OkStatus();
}

void WritePages(const v1::Document& document, v1::Report& report) {
  const auto& begins = document.page_begins();
  if (begins.empty()) return;
  for (v1::Observation& observation : *report.mutable_observations()) {
    v1::Evidence& evidence = *observation.mutable_evidence();
    evidence.set_page(static_cast<int>(
        absl::c_upper_bound(begins, evidence.span().begin()) - begins.begin()));
  }
}

}  // namespace nianbao::extractor
