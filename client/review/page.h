// One HTML page that shows documents with their observations marked in place.
//
//   ReviewPage page(catalogue, *scripts);
//   page.Add(text, report);
//   page.Write(out);
//
// The page needs nothing but itself: styles, program and data are in it, and
// its content security policy lets it load nothing.
#ifndef NIANBAO_CLIENT_REVIEW_PAGE_H_
#define NIANBAO_CLIENT_REVIEW_PAGE_H_

#include <ostream>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "client/review/scripts.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::client {

// Not thread-safe.
class ReviewPage {
 public:
  // Most bytes that the documents of one page may take, marked, with their
  // observations and in both scripts: some thousand reports.
  // It bounds this program's memory and that of the browser, which holds a page
  // several times over.
  static constexpr size_t kMaxBytes = 256 << 20;

  // `catalogue` names the indicators; both must outlive the page.
  ReviewPage(const Catalogue& catalogue, const ScriptConverter& scripts)
      : catalogue_(catalogue), scripts_(scripts) {}

  // Adds a document. `text` is the decoded text that the spans of `report`
  // speak of (extractor/document/decode.h). INVALID_ARGUMENT when they do not
  // fit it, RESOURCE_EXHAUSTED when the page is full; the page is then as
  // before.
  absl::Status Add(absl::string_view text, const v1::Report& report);

  // Lists a document that cannot be shown.
  void AddFailure(absl::string_view path, absl::string_view reason);

  void Write(std::ostream& out) const;

 private:
  // JSON array with [name, Chinese name, English name] of each indicator that
  // the documents hold.
  std::string IndicatorNames() const;

  const Catalogue& catalogue_;
  const ScriptConverter& scripts_;
  int size_ = 0;
  // HTML of the documents, JSON of their reports with commas between, and HTML
  // of the failures.
  std::string articles_;
  std::string documents_;
  std::string failures_;
  std::set<std::string> indicators_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_REVIEW_PAGE_H_
