#include "extractor/report/candidate_writer.h"

#include <cstddef>
#include <utility>

#include "common/domain/report_limits.h"
#include "extractor/explanations/term_words.h"

namespace nianbao::extractor {
namespace {

// Bytes that an observation's candidates and the report's name take besides
// those that are counted.
constexpr size_t kSlack = 4096;

void WriteCandidate(const ExplainedCandidate& explained, View text,
                    const Outline& outline, const Reading& reading,
                    const Catalogue& catalogue, v1::LinkCandidate& out) {
  if (explained.indicator >= 0) {
    out.set_indicator(catalogue.indicators()[explained.indicator].name());
  }
  out.set_probability(explained.probability);
  for (const Term& term : explained.terms) {
    Wording words = WordsOf(term, text, outline, reading);
    v1::LinkTerm& written = *out.add_terms();
    written.set_text(std::move(words.english));
    written.set_text_zh(std::move(words.chinese));
    written.set_weight(term.weight);
  }
}

}  // namespace

void WriteCandidates(View text, const Outline& outline,
                     const std::vector<Reading>& readings,
                     const Explainer& explainer, const Catalogue& catalogue,
                     v1::Report& report) {
  size_t bytes = report.ByteSizeLong() + kSlack;
  for (int i = 0; i < report.observations_size(); ++i) {
    v1::Observation& observation = *report.mutable_observations(i);
    for (const ExplainedCandidate& explained : explainer.Of(i)) {
      WriteCandidate(explained, text, outline, readings[i], catalogue,
                     *observation.add_candidates());
      // With its tag and length.
      bytes += observation.candidates().rbegin()->ByteSizeLong() + 8;
    }
    if (bytes > kMaxReportBytes) {
      observation.clear_candidates();
      return;
    }
  }
}

}  // namespace nianbao::extractor
