// Reads the text of an annual report into a Report.
//
//   absl::StatusOr<std::unique_ptr<Extractor>> extractor =
//       Extractor::Create(catalogue);
//   absl::StatusOr<v1::Report> report = (*extractor)->Extract(document);
//
// Thread-safe: one extractor serves any number of threads.
#ifndef NIANBAO_EXTRACTOR_EXTRACTOR_H_
#define NIANBAO_EXTRACTOR_EXTRACTOR_H_

#include <memory>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "common/domain/catalogue.h"
#include "extractor/explanations/explainer.h"
#include "extractor/links/candidates.h"
#include "extractor/links/scorer.h"
#include "nianbao/v1/extractor_service.pb.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

class Extractor {
 public:
  // INVALID_ARGUMENT when a rule of the catalogue cannot be compiled, naming
  // the indicator; INTERNAL when the conversion dictionaries are not installed.
  // `catalogue` is read during the call only.
  static absl::StatusOr<std::unique_ptr<Extractor>> Create(
      const Catalogue& catalogue);

  // The same with other weights for linking than those of the program.
  static absl::StatusOr<std::unique_ptr<Extractor>> Create(
      const Catalogue& catalogue, std::unique_ptr<const Scorer> scorer);

  ~Extractor();

  // INVALID_ARGUMENT with google.rpc.BadRequest on document.content when it is
  // empty, larger than kMaxDocumentBytes, binary, or not decodable, the message
  // then names the byte; also when the report would be larger than the
  // aggregator takes (common/domain/report_limits.h), saying which limit; on
  // document.hints.… when a hint cannot be (see head/hints.h). CANCELLED soon
  // after `stopped`, which is asked at least for each sentence, has said true.
  // A text without any figure gives a Report without observations; what is no
  // report gives one with a diagnostic NOT_A_REPORT or NO_TEXT. Where
  // `decoded_text` is not null it becomes the document as
  // decoded, which the report's spans speak of.
  absl::StatusOr<v1::Report> Extract(
      const v1::Document& document, std::string* decoded_text = nullptr,
      absl::FunctionRef<bool()> stopped = [] { return false; }) const;

  // Extract() whose observations have candidates: why each figure was linked as
  // it was. All else is the same.
  absl::StatusOr<v1::Report> Explain(
      const v1::Document& document, std::string* decoded_text = nullptr,
      absl::FunctionRef<bool()> stopped = [] { return false; }) const;

  // Extract() with links by `chooser`, for training: `scorer` says which
  // indicators have evidence of their own.
  absl::StatusOr<v1::Report> ExtractWith(const v1::Document& document,
                                         const Scorer& scorer,
                                         LinkChooser& chooser) const;

 private:
  struct Impl;
  absl::StatusOr<v1::Report> Run(const v1::Document& document,
                                 std::string* decoded_text,
                                 absl::FunctionRef<bool()> stopped,
                                 const Scorer& scorer, LinkChooser& chooser,
                                 const Explainer* explainer) const;
  explicit Extractor(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_EXTRACTOR_H_
