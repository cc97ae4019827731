#include "aggregator/question/selection_question.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "aggregator/question/resource_names.h"
#include "common/base/status.h"

namespace nianbao::aggregator {
namespace {

// The range that google.protobuf.Timestamp gives itself: the years 1 to 9999.
constexpr int64_t kFirstSecond = -62135596800;
constexpr int64_t kLastSecond = 253402300799;

bool MatchesAny(const Catalogue& catalogue, const std::string& pattern) {
  if (!absl::StartsWith(pattern, kIndicatorPrefix)) return false;
  return catalogue.Find(pattern) != nullptr ||
         absl::c_any_of(catalogue.indicators(),
                        [&pattern](const v1::Indicator& indicator) {
                          return MatchesFamily(indicator.name(), pattern);
                        });
}

absl::Status ValidateIndicators(const Catalogue& catalogue,
                                const v1::Selection& selection) {
  if (selection.indicators_size() > kMaxIndicatorPatterns) {
    return BadRequest(
        "selection.indicators",
        absl::StrCat("has more than ", kMaxIndicatorPatterns, " items"));
  }
  for (int i = 0; i < selection.indicators_size(); ++i) {
    if (!MatchesAny(catalogue, selection.indicators(i))) {
      return BadRequest(
          IndexedField("selection.indicators", i),
          absl::StrCat("'", selection.indicators(i),
                       "' matches no indicator of the catalogue"));
    }
  }
  return absl::OkStatus();
}

absl::Status ReadLevels(absl::string_view list,
                        const google::protobuf::RepeatedField<int>& levels,
                        std::vector<v1::Level>& question) {
  for (int i = 0; i < levels.size(); ++i) {
    const std::string field = IndexedField(list, i);
    const absl::Status status = ValidateLevel(field, levels[i]);
    if (!status.ok()) return status;
    if (absl::c_linear_search(question, levels[i])) {
      return BadRequest(field, "is there twice");
    }
    question.push_back(static_cast<v1::Level>(levels[i]));
  }
  return absl::OkStatus();
}

absl::Status ReadWithin(const v1::Selection& selection,
                        SelectionQuestion& question) {
  if (selection.within_size() > kMaxWithin) {
    return BadRequest("selection.within",
                      absl::StrCat("has more than ", kMaxWithin, " items"));
  }
  for (int i = 0; i < selection.within_size(); ++i) {
    const std::string field = IndexedField("selection.within", i);
    if (selection.within(i).empty()) return BadRequest(field, "is empty");
    const absl::StatusOr<const DivisionEntry*> division =
        ParseDivision(field, selection.within(i));
    if (!division.ok()) return division.status();
    question.within.push_back(*division);
  }
  question.within = WithoutNested(std::move(question.within));
  return absl::OkStatus();
}

absl::Status ReadBodies(const Catalogue& catalogue,
                        const v1::Selection& selection,
                        SelectionQuestion& question) {
  if (selection.bodies_size() > kMaxBodies) {
    return BadRequest("selection.bodies",
                      absl::StrCat("has more than ", kMaxBodies, " items"));
  }
  for (int i = 0; i < selection.bodies_size(); ++i) {
    const std::string& name = selection.bodies(i);
    const std::string field = IndexedField("selection.bodies", i);
    if (name == kOtherBodiesName) {
      question.bodies.push_back(kOtherBodies);
      continue;
    }
    const std::optional<int> body = catalogue.bodies().Number(name);
    if (!body.has_value()) {
      return BadRequest(
          field, absl::StrCat("'", name, "' is no body of the catalogue"));
    }
    question.bodies.push_back(static_cast<BodyNumber>(*body + 1));
  }
  return absl::OkStatus();
}

absl::Status ValidateYears(const v1::Selection& selection) {
  if (selection.first_year() < 0) {
    return BadRequest("selection.first_year", "must not be negative");
  }
  if (selection.last_year() < 0) {
    return BadRequest("selection.last_year", "must not be negative");
  }
  if (selection.last_year() != 0 &&
      selection.first_year() > selection.last_year()) {
    return BadRequest("selection.first_year", "comes after last_year");
  }
  return absl::OkStatus();
}

absl::Status ReadTimes(const v1::Selection& selection,
                       SelectionQuestion& question) {
  const absl::StatusOr<absl::Time> as_of = ParseTime(
      "selection.as_of", selection.has_as_of() ? &selection.as_of() : nullptr);
  if (!as_of.ok()) return as_of.status();
  if (selection.has_as_of()) question.as_of = *as_of;
  const absl::StatusOr<absl::Time> updated_after = ParseTime(
      "selection.updated_after",
      selection.has_updated_after() ? &selection.updated_after() : nullptr);
  if (updated_after.ok()) question.updated_after = *updated_after;
  return updated_after.status();
}

absl::Status ReadDerived(const Catalogue& catalogue,
                         const v1::Selection& selection,
                         SelectionQuestion& question) {
  if (selection.derived_size() > kMaxDerivedIndicators) {
    return BadRequest(
        "selection.derived",
        absl::StrCat("has more than ", kMaxDerivedIndicators, " items"));
  }
  for (int i = 0; i < selection.derived_size(); ++i) {
    const v1::DerivedIndicator& derived = selection.derived(i);
    const std::string field = IndexedField("selection.derived", i);
    absl::StatusOr<Formula> formula = Formula::Parse(field, catalogue, derived);
    if (!formula.ok()) return formula.status();
    for (int j = 0; j < i; ++j) {
      if (selection.derived(j).name() == derived.name()) {
        return BadRequest(absl::StrCat(field, ".name"), "is there twice");
      }
    }
    question.derived.push_back(*std::move(formula));
  }
  return absl::OkStatus();
}

bool IsOfGovernments(v1::Level level) { return level != v1::LEVEL_DEPARTMENT; }

}  // namespace

absl::StatusOr<const DivisionEntry*> ParseDivision(absl::string_view field,
                                                   absl::string_view name) {
  if (name.empty()) return nullptr;
  absl::string_view code = name;
  if (!ConsumeDivisionPrefix(code)) {
    return BadRequest(field,
                      absl::StrCat("'", name, "' is not divisions/{code}"));
  }
  const DivisionEntry* const division = Gazetteer::Get().Find(code);
  if (division == nullptr) {
    return BadRequest(field,
                      absl::StrCat("'", name, "' is not in the gazetteer"));
  }
  return division;
}

absl::StatusOr<absl::Time> ParseTime(absl::string_view field,
                                     const google::protobuf::Timestamp* time) {
  if (time == nullptr) return absl::InfinitePast();
  if (time->seconds() < kFirstSecond || time->seconds() > kLastSecond ||
      time->nanos() < 0 || time->nanos() > 999999999) {
    return BadRequest(field, "is no timestamp of the years 1 to 9999");
  }
  return absl::FromUnixSeconds(time->seconds()) +
         absl::Nanoseconds(time->nanos());
}

absl::Status ValidateLevel(absl::string_view field, int level) {
  return v1::Level_IsValid(level) ? absl::OkStatus()
                                  : BadRequest(field, "is no level");
}

std::vector<const DivisionEntry*> WithoutNested(
    std::vector<const DivisionEntry*> divisions) {
  // Codes begin with those of the divisions above, so that a division comes
  // before those below it.
  absl::c_sort(divisions, [](const DivisionEntry* a, const DivisionEntry* b) {
    return a->code < b->code;
  });
  std::vector<const DivisionEntry*> kept;
  for (const DivisionEntry* const division : divisions) {
    if (kept.empty() || !Gazetteer::IsWithin(*division, *kept.back())) {
      kept.push_back(division);
    }
  }
  return kept;
}

bool IsWithinAny(const DivisionEntry* division,
                 const std::vector<const DivisionEntry*>& within) {
  return within.empty() ||
         (division != nullptr &&
          absl::c_any_of(within, [division](const DivisionEntry* ancestor) {
            return Gazetteer::IsWithin(*division, *ancestor);
          }));
}

bool SelectionQuestion::SelectsBody(BodyNumber body) const {
  if (body == kUnidentified) {
    return include_unidentified && SelectsBody(kGovernments);
  }
  if (!bodies.empty() && !absl::c_linear_search(bodies, body)) return false;
  if (levels.empty()) return true;
  return body == kGovernments
             ? absl::c_any_of(levels, IsOfGovernments)
             : absl::c_linear_search(levels, v1::LEVEL_DEPARTMENT);
}

bool SelectionQuestion::Names(absl::string_view name) const {
  return absl::c_any_of(indicators, [name](const std::string& pattern) {
    return MatchesFamily(name, pattern);
  });
}

absl::StatusOr<SelectionQuestion> CompileSelection(
    const Catalogue& catalogue, const v1::Selection& selection) {
  // Update keeps the first error, whatever comes after it.
  absl::Status status = ValidateIndicators(catalogue, selection);
  SelectionQuestion question;
  status.Update(ReadWithin(selection, question));
  status.Update(
      ReadLevels("selection.levels", selection.levels(), question.levels));
  status.Update(ReadLevels("selection.government_levels",
                           selection.government_levels(),
                           question.government_levels));
  status.Update(ReadBodies(catalogue, selection, question));
  status.Update(ValidateYears(selection));
  if (!status.ok()) return status;
  if (!v1::Report::Type_IsValid(selection.report_type())) {
    return BadRequest("selection.report_type", "is no type of reports");
  }
  if (!v1::Kind_IsValid(selection.kind())) {
    return BadRequest("selection.kind", "is no kind");
  }
  if (!(selection.min_confidence() >= 0 && selection.min_confidence() <= 1)) {
    return BadRequest("selection.min_confidence", "must be from 0 to 1");
  }
  if (!selection.filter().empty()) {
    absl::StatusOr<Filter> filter = Filter::Parse(selection.filter());
    if (!filter.ok()) return filter.status();
    question.filter = *std::move(filter);
  }
  status.Update(ReadTimes(selection, question));
  status.Update(ReadDerived(catalogue, selection, question));
  if (!status.ok()) return status;
  question.indicators.assign(selection.indicators().begin(),
                             selection.indicators().end());
  if (selection.report_type() != v1::Report::TYPE_UNSPECIFIED) {
    question.report_type = selection.report_type();
  }
  question.include_unidentified = selection.include_unidentified();
  if (selection.first_year() != 0) {
    question.first_year = selection.first_year();
  }
  if (selection.last_year() != 0) question.last_year = selection.last_year();
  if (selection.kind() != v1::KIND_UNSPECIFIED) {
    question.kind = selection.kind();
  }
  question.min_confidence = selection.min_confidence();
  question.include_erroneous = selection.include_erroneous();
  question.latest_year = selection.latest_year();
  return question;
}

}  // namespace nianbao::aggregator
