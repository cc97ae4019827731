// The report as corrected.
//
// Fields are set one by one from the text that the correction holds. Only the
// year reaches further: figures got their years from it, "上年" too, when the
// report was read. So a figure moves by as many years as the report, unless the
// sentence that it stands in prints a year, from which it was read instead:
//
//   read as a report of 2019, corrected to 2020
//   全市受理案件120件。               2019  ->  2020
//   上年受理案件100件。               2018  ->  2019
//   2017年受理案件90件,上年80件。    2017 and 2016, as before

#include "aggregator/correction/correction.h"

#include <cstdint>
#include <iterator>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "aggregator/correction/printed_year.h"
#include "common/base/status.h"

namespace nianbao::aggregator {
namespace {

constexpr absl::string_view kYear = "year";
// A mask may name the issuer as a whole.
constexpr absl::string_view kIssuer = "issuer";
constexpr absl::string_view kInIssuer = "issuer.";

constexpr CorrectableField kFields[] = {
    {"issuer.name",
     [](const v1::Report& report) { return report.issuer().name(); },
     [](const std::string& value, v1::Report& report) {
       report.mutable_issuer()->set_name(value);
     }},
    {"issuer.division_code",
     [](const v1::Report& report) { return report.issuer().division_code(); },
     [](const std::string& value, v1::Report& report) {
       report.mutable_issuer()->set_division_code(value);
     }},
    {"issuer.level",
     [](const v1::Report& report) {
       return v1::Level_Name(report.issuer().level());
     },
     [](const std::string& value, v1::Report& report) {
       v1::Level level = v1::LEVEL_UNSPECIFIED;
       v1::Level_Parse(value, &level);
       report.mutable_issuer()->set_level(level);
     }},
    {kYear,
     [](const v1::Report& report) { return absl::StrCat(report.year()); },
     [](const std::string& value, v1::Report& report) {
       int32_t year = 0;
       if (!absl::SimpleAtoi(value, &year)) year = 0;
       report.set_year(year);
     }},
    {"type",
     [](const v1::Report& report) {
       return v1::Report::Type_Name(report.type());
     },
     [](const std::string& value, v1::Report& report) {
       v1::Report::Type type = v1::Report::TYPE_UNSPECIFIED;
       v1::Report::Type_Parse(value, &type);
       report.set_type(type);
     }},
    {"publish_date",
     [](const v1::Report& report) { return report.publish_date(); },
     [](const std::string& value, v1::Report& report) {
       report.set_publish_date(value);
     }},
};

// Whether the path of a mask names the field, by itself or with its message.
bool Names(absl::string_view path, const CorrectableField& field) {
  return path == field.path ||
         (path == kIssuer && absl::StartsWith(field.path, kInIssuer));
}

// Moves the years of the figures of a report that was read as one of
// `read_year` and is of `year`.
void MoveYears(int32_t read_year, int32_t year, v1::Report& report) {
  if (read_year == year) return;
  for (v1::Observation& o : *report.mutable_observations()) {
    if (read_year == 0) {
      if (o.year() == 0) o.set_year(year);
    } else if (o.year() != 0 && !PrintsYear(o.evidence().sentence())) {
      o.set_year(o.year() + year - read_year);
    }
  }
}

}  // namespace

absl::Span<const CorrectableField> CorrectableFields() { return kFields; }

const CorrectableField* FindCorrectableField(absl::string_view path) {
  const auto it = absl::c_find_if(
      kFields,
      [path](const CorrectableField& field) { return field.path == path; });
  return it == std::end(kFields) ? nullptr : it;
}

absl::StatusOr<CorrectionQuestion> Compile(
    const v1::UpdateReportRequest& request, std::string author) {
  const auto& paths = request.update_mask().paths();
  if (paths.empty()) return BadRequest("update_mask", "must name a field");
  for (int i = 0; i < paths.size(); ++i) {
    if (absl::c_none_of(kFields, [&](const CorrectableField& field) {
          return Names(paths[i], field);
        })) {
      return BadRequest(absl::StrCat("update_mask.paths[", i, "]"),
                        "is no field that can be corrected");
    }
  }
  CorrectionQuestion question = {.name = request.report().name(),
                                 .revert = request.revert(),
                                 .author = std::move(author)};
  for (const CorrectableField& field : kFields) {
    if (absl::c_none_of(paths, [&](const std::string& path) {
          return Names(path, field);
        })) {
      continue;
    }
    question.values.push_back({.field = std::string(field.path),
                               .value = field.read(request.report())});
  }
  // A code, level or date that is not known may be said to be so; a report
  // without these others is found in no statistic by anybody.
  if (question.revert) return question;
  for (const CorrectionQuestion::Value& value : question.values) {
    const bool is_missing =
        (value.field == kYear && request.report().year() == 0) ||
        (value.field == "type" &&
         request.report().type() == v1::Report::TYPE_UNSPECIFIED) ||
        (value.field == "issuer.name" && value.value.empty());
    if (is_missing) {
      return BadRequest(absl::StrCat("report.", value.field),
                        "is required, as update_mask names it");
    }
  }
  return question;
}

void ApplyCorrections(absl::Span<const v1::Correction> corrections,
                      v1::Report& report) {
  report.clear_corrections();
  for (const v1::Correction& correction : corrections) {
    *report.add_corrections() = correction;
  }
  // All values are read before any is set.
  for (v1::Correction& correction : *report.mutable_corrections()) {
    const CorrectableField* const field =
        FindCorrectableField(correction.field());
    if (field != nullptr) correction.set_read_value(field->read(report));
  }
  const int32_t read_year = report.year();
  for (const v1::Correction& correction : corrections) {
    const CorrectableField* const field =
        FindCorrectableField(correction.field());
    if (field == nullptr || correction.has_end_time()) continue;
    field->write(correction.value(), report);
  }
  MoveYears(read_year, report.year(), report);
}

}  // namespace nianbao::aggregator
