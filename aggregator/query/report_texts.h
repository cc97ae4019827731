// What stored reports say in words, for the few questions that need more of
// them than the columns hold.
#ifndef NIANBAO_AGGREGATOR_QUERY_REPORT_TEXTS_H_
#define NIANBAO_AGGREGATOR_QUERY_REPORT_TEXTS_H_

#include <cstddef>
#include <cstdint>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "aggregator/query/cursor.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::aggregator {

// An observation as its report has it. The texts live as long as the call that
// gives them.
struct ObservationText {
  absl::string_view subject;
  // The sentence of its evidence.
  absl::string_view sentence;
  // The unit printed, and the value in it.
  absl::string_view unit;
  double value = 0;
  v1::Scope scope = v1::SCOPE_UNSPECIFIED;
};

// Thread-safe.
class ReportTexts {
 public:
  // Takes the observations of reports[index], in their order.
  using Take = absl::FunctionRef<void(
      size_t index, absl::Span<const ObservationText> observations)>;

  virtual ~ReportTexts() = default;

  // Reads the reports of these ids (ReportEntry::id), one after another. It
  // costs the reading of whole reports, some 50 microseconds each: many are to
  // be read by several calls. CANCELLED when `stopped` said so.
  virtual absl::Status Read(absl::Span<const int64_t> reports, Take take,
                            Stopped stopped) = 0;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_REPORT_TEXTS_H_
