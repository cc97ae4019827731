// The subjects of reports that are in no store.
#ifndef NIANBAO_TESTS_UNIT_AGGREGATOR_SUBJECT_TEXTS_H_
#define NIANBAO_TESTS_UNIT_AGGREGATOR_SUBJECT_TEXTS_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "aggregator/query/report_texts.h"

namespace nianbao::aggregator {

// Each report has one observation, with the subject given for its id or none.
class SubjectTexts final : public ReportTexts {
 public:
  SubjectTexts() = default;
  explicit SubjectTexts(std::map<int64_t, std::string> subjects)
      : subjects_(std::move(subjects)) {}

  absl::Status Read(absl::Span<const int64_t> reports, Take take,
                    Stopped) override {
    for (size_t i = 0; i < reports.size(); ++i) {
      ObservationText text;
      const auto subject = subjects_.find(reports[i]);
      if (subject != subjects_.end()) text.subject = subject->second;
      take(i, {text});
      ++read_;
    }
    return absl::OkStatus();
  }

  // Reports read so far.
  int read() const { return read_; }

 private:
  std::map<int64_t, std::string> subjects_;
  int read_ = 0;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_UNIT_AGGREGATOR_SUBJECT_TEXTS_H_
