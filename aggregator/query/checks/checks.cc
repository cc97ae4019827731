// A part of the answer is one check over one indicator; findings of a part are
// sorted and given, then comes the next. Values are judged against everything
// (value_checks.h), and only what the selection selects is given: whether a
// county's figure is a slip must not depend on whom else was asked for.
//
// The reports for COPIED_REPORT are read a slice a part, so that no step takes
// long; the last slice finds the pairs (copy_detector.h). Of two reports that
// share their text the later one is in doubt: that of the later year, else the
// one that was stored later.
//
// Rows tell the subjects of what they speak of. The columns have none: they are
// read from the store for some findings at a time, when these are given.
#include "aggregator/query/checks/checks.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "aggregator/query/checks/copy_detector.h"
#include "aggregator/query/checks/messages.h"
#include "aggregator/query/checks/value_checks.h"
#include "aggregator/query/grouping/groups.h"
#include "aggregator/query/indicator_cursor.h"
#include "aggregator/query/selection/selected_values.h"
#include "aggregator/question/body_number.h"
#include "common/domain/gazetteer.h"

namespace nianbao::aggregator {
namespace {

using Response = v1::QueryChecksResponse;

// Reports that are read for their texts at once: some milliseconds.
constexpr size_t kReportsOfSlice = 128;
// Findings whose subjects are read at once.
constexpr size_t kFindingsAtOnce = 64;

struct CheckPart {
  CheckCode code;
  // "indicators/{indicator}"; empty for kCopiedReport.
  std::string indicator;
  // Of kCopiedReport: the reports to be read, and whether these are the last.
  std::vector<ReportSlot> reports;
  bool last = false;
};

// Reports of the type, in the order in which they were stored: that of the
// slots is another one in each snapshot.
std::vector<ReportSlot> ReportsOfType(const ReportDirectory& reports,
                                      v1::Report::Type type) {
  std::vector<ReportSlot> slots;
  for (ReportSlot slot = 0; slot < reports.size(); ++slot) {
    if (reports[slot].id != 0 && reports[slot].stratum.type == type) {
      slots.push_back(slot);
    }
  }
  absl::c_sort(slots, [&reports](ReportSlot a, ReportSlot b) {
    return reports[a].id < reports[b].id;
  });
  return slots;
}

std::vector<CheckPart> PartsOf(const SelectionPlan& plan,
                               const std::vector<CheckCode>& codes) {
  std::vector<CheckPart> parts;
  const std::vector<SelectionPart> indicators =
      plan.Parts(/*split_bodies=*/false);
  for (const CheckCode code : codes) {
    if (code == CheckCode::kCopiedReport) continue;
    for (const SelectionPart& indicator : indicators) {
      parts.push_back({.code = code, .indicator = indicator.name});
    }
  }
  if (!absl::c_linear_search(codes, CheckCode::kCopiedReport)) return parts;
  const std::vector<ReportSlot> reports =
      ReportsOfType(plan.snapshot().reports, plan.selection().report_type);
  for (size_t begin = 0; begin < reports.size(); begin += kReportsOfSlice) {
    const size_t end = std::min(reports.size(), begin + kReportsOfSlice);
    parts.push_back(
        {.code = CheckCode::kCopiedReport,
         .reports = {reports.begin() + begin, reports.begin() + end},
         .last = end == reports.size()});
  }
  return parts;
}

// Selects what values are compared with.
SelectionQuestion Everything(const SelectionQuestion& selection) {
  return {.indicators = selection.indicators,
          .report_type = selection.report_type,
          .include_unidentified = selection.include_unidentified,
          .kind = selection.kind,
          .include_erroneous = selection.include_erroneous,
          .as_of = selection.as_of};
}

// The place's name without its last character, which says what it is: 海淀 of
// 海淀区. Empty for an unknown place and for short names.
absl::string_view OwnName(Place place) {
  constexpr size_t kBytesOfCharacter = 3;
  const std::vector<DivisionEntry>& divisions = Gazetteer::Get().divisions();
  if (DivisionOf(place) >= divisions.size()) return {};
  const absl::string_view name = divisions[DivisionOf(place)].name;
  if (name.size() < 3 * kBytesOfCharacter) return {};
  return name.substr(0, name.size() - kBytesOfCharacter);
}

class CheckCursor final : public IndicatorCursor<Response, CheckPart> {
 public:
  CheckCursor(SelectionPlan plan, SelectionPlan all, ReportTexts& texts,
              SubjectOwners& owners, const CheckQuestion& question)
      : IndicatorCursor(PartsOf(plan, question.codes)),
        plan_(std::move(plan)),
        all_(std::move(all)),
        texts_(texts),
        owners_(owners),
        places_(question.selection, {.mix_levels = true, .mix_years = true}) {}

 private:
  absl::Status Start(const CheckPart& part, Stopped stopped) override {
    findings_.clear();
    next_ = 0;
    indicator_ = part.indicator;
    absl::Status status = part.code == CheckCode::kCopiedReport
                              ? FindCopies(part, stopped)
                              : FindValues(part, stopped);
    if (!status.ok()) return status;
    absl::c_sort(findings_, [this](const Finding& a, const Finding& b) {
      return KeyOf(a) < KeyOf(b);
    });
    return absl::OkStatus();
  }

  absl::StatusOr<bool> AddRow(Response& message, Stopped stopped) override {
    if (next_ == findings_.size()) return false;
    if (next_ % kFindingsAtOnce == 0) {
      const absl::Status status = ReadSubjects(stopped);
      if (!status.ok()) return status;
    }
    const Finding& finding = findings_[next_++];
    v1::Check& check = *message.add_checks();
    Describe(finding, *check.mutable_diagnostic());
    check.set_indicator(indicator_);
    check.set_year(finding.rows.front().year);
    if (finding.code == CheckCode::kCopiedReport) {
      check.set_share(finding.share);
    }
    for (const Candidate& row : finding.rows) {
      AddEntry(finding.code, row, *check.add_entries());
    }
    return true;
  }

  const ReportEntry& ReportOf(const Candidate& row) const {
    return plan_.snapshot().reports[row.report];
  }

  // Orders findings of one part.
  std::tuple<int32_t, Place, std::string, int64_t, uint32_t, int64_t> KeyOf(
      const Finding& finding) const {
    const Candidate& row = finding.rows.front();
    const ReportEntry& report = ReportOf(row);
    return {row.year,  report.place, report.issuer_name,
            report.id, row.position, ReportOf(finding.rows.back()).id};
  }

  absl::Status FindValues(const CheckPart& part, Stopped stopped) {
    absl::StatusOr<std::vector<Finding>> found = CheckValues(
        part.code, {.all = all_, .places = places_, .owners = owners_},
        part.indicator, stopped);
    if (!found.ok()) return found.status();
    if (found->empty()) return absl::OkStatus();
    const absl::StatusOr<SelectedValues> selected =
        plan_.Load({.name = part.indicator}, stopped);
    if (!selected.ok()) return selected.status();
    for (Finding& finding : *found) {
      if (IsSelected(*selected, finding.rows.front())) {
        findings_.push_back(std::move(finding));
      }
    }
    return absl::OkStatus();
  }

  // Elected rows ascend by value.
  static bool IsSelected(const SelectedValues& values, const Candidate& row) {
    for (const ChunkPtr& chunk : values.chunks) {
      if (chunk->year != row.year) continue;
      const auto end = chunk->values.begin() + chunk->elected;
      const auto [first, last] =
          std::equal_range(chunk->values.begin(), end, row.value);
      for (auto it = first; it != last; ++it) {
        const size_t i = it - chunk->values.begin();
        if (chunk->reports[i] == row.report &&
            chunk->positions[i] == row.position) {
          return true;
        }
      }
    }
    return false;
  }

  absl::Status FindCopies(const CheckPart& part, Stopped stopped) {
    const absl::Status read = ReadSlice(part, stopped);
    if (!read.ok() || !part.last) return read;
    absl::StatusOr<std::vector<CopyPair>> pairs = detector_.Find(stopped);
    if (!pairs.ok()) return pairs.status();
    for (const CopyPair& pair : *pairs) {
      Candidate later = RowOf(pair.first);
      Candidate earlier = RowOf(pair.second);
      if (AgeOf(later) < AgeOf(earlier)) std::swap(later, earlier);
      if (!SelectsReport(ReportOf(later))) continue;
      findings_.push_back({.code = CheckCode::kCopiedReport,
                           .rows = {later, earlier},
                           .share = pair.share,
                           .figures = pair.figures});
    }
    return absl::OkStatus();
  }

  absl::Status ReadSlice(const CheckPart& part, Stopped stopped) {
    const ReportDirectory& reports = plan_.snapshot().reports;
    std::vector<int64_t> ids;
    for (const ReportSlot slot : part.reports) {
      ids.push_back(reports[slot].id);
    }
    return texts_.Read(
        ids,
        [&](size_t index, absl::Span<const ObservationText> observations) {
          const ReportEntry& report = reports[part.reports[index]];
          detector_.Add(part.reports[index], report.issuer, observations,
                        OwnName(report.place));
        },
        stopped);
  }

  Candidate RowOf(ReportSlot slot) const {
    return {.report = slot, .year = plan_.snapshot().reports[slot].year};
  }

  std::pair<int32_t, int64_t> AgeOf(const Candidate& row) const {
    return {row.year, ReportOf(row).UploadId()};
  }

  bool SelectsReport(const ReportEntry& report) const {
    const SelectionQuestion& selection = plan_.selection();
    return selection.SelectsBody(report.stratum.body) &&
           report.year >= selection.first_year &&
           report.year <= selection.last_year &&
           report.stored_at > plan_.updated_after() &&
           places_.SlotOf(report.place) != places_.slots();
  }

  // Sets subjects_ for the next kFindingsAtOnce findings.
  absl::Status ReadSubjects(Stopped stopped) {
    subjects_.clear();
    std::vector<int64_t> ids;
    std::vector<uint32_t> positions;
    const size_t end = std::min(findings_.size(), next_ + kFindingsAtOnce);
    for (size_t i = next_; i < end; ++i) {
      if (findings_[i].code == CheckCode::kCopiedReport) continue;
      for (const Candidate& row : findings_[i].rows) {
        ids.push_back(ReportOf(row).id);
        positions.push_back(row.position);
      }
    }
    subjects_.reserve(ids.size());
    next_subject_ = 0;
    return texts_.Read(
        ids,
        [&](size_t index, absl::Span<const ObservationText> observations) {
          subjects_.emplace_back(positions[index] < observations.size()
                                     ? observations[positions[index]].subject
                                     : absl::string_view());
        },
        stopped);
  }

  void AddEntry(CheckCode code, const Candidate& row, v1::CheckEntry& entry) {
    const ReportEntry& report = ReportOf(row);
    entry.set_report(report.name);
    entry.set_year(row.year);
    SetIssuer(report, *entry.mutable_issuer());
    if (code == CheckCode::kCopiedReport) {
      entry.set_observation(-1);
      return;
    }
    entry.set_observation(static_cast<int32_t>(row.position));
    entry.set_value(row.value);
    entry.set_subject(std::move(subjects_[next_subject_++]));
  }

  void SetIssuer(const ReportEntry& report, v1::Issuer& issuer) const {
    issuer.set_name(report.issuer_name);
    const std::vector<DivisionEntry>& divisions = Gazetteer::Get().divisions();
    if (DivisionOf(report.place) < divisions.size()) {
      issuer.set_division_code(
          std::string(divisions[DivisionOf(report.place)].code));
    }
    issuer.set_level(LevelOf(report.place));
    issuer.set_government_level(GovernmentLevelOfTier(TierOf(report.place)));
    const v1::Body* const body =
        FindBody(plan_.catalogue(), report.stratum.body);
    if (body != nullptr) issuer.set_body(body->name());
  }

  const SelectionPlan plan_;
  // Selects what values are compared with.
  const SelectionPlan all_;
  ReportTexts& texts_;
  SubjectOwners& owners_;
  const Groups places_;

  // The part started last: its findings in the order of the rows, and the next
  // one to give.
  std::string indicator_;
  std::vector<Finding> findings_;
  size_t next_ = 0;
  // The subjects of the entries of some findings, and the next one to give.
  std::vector<std::string> subjects_;
  size_t next_subject_ = 0;
  CopyDetector detector_;
};

}  // namespace

std::unique_ptr<Cursor<Response>> QueryChecks(const Catalogue& catalogue,
                                              const SnapshotPtr& snapshot,
                                              ReportTexts& texts,
                                              SubjectOwners& owners,
                                              const CheckQuestion& question) {
  return std::make_unique<CheckCursor>(
      SelectionPlan(catalogue, snapshot, question.selection),
      SelectionPlan(catalogue, snapshot, Everything(question.selection)), texts,
      owners, question);
}

}  // namespace nianbao::aggregator
