#include "aggregator/names/name_resolver.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "aggregator/names/normal_form.h"
#include "aggregator/question/resource_names.h"
#include "common/domain/gazetteer.h"

namespace nianbao::aggregator {
namespace {

// Codes of divisions have 6 digits down to counties, 9 for townships.
constexpr size_t kCountyDigits = 6;
constexpr size_t kTownshipDigits = 9;

bool Wants(const v1::NameQuery& query, v1::NameKind kind) {
  return query.kinds().empty() || absl::c_linear_search(query.kinds(), kind);
}

bool IsCode(absl::string_view text) {
  return (text.size() == kCountyDigits || text.size() == kTownshipDigits) &&
         absl::c_all_of(text, absl::ascii_isdigit);
}

v1::NameCandidate OfDivision(const Match<DivisionEntry>& match) {
  v1::NameCandidate candidate;
  candidate.set_name(DivisionName(match.entry->code));
  candidate.set_kind(v1::NAME_KIND_DIVISION);
  candidate.set_match(match.how);
  candidate.set_display_name(Gazetteer::FullName(*match.entry));
  return candidate;
}

v1::NameCandidate OfIndicator(const Match<v1::Indicator>& match) {
  v1::NameCandidate candidate;
  candidate.set_name(match.entry->name());
  candidate.set_kind(v1::NAME_KIND_INDICATOR);
  candidate.set_match(match.how);
  candidate.set_display_name(match.entry->display_name_zh());
  candidate.set_display_name_en(match.entry->display_name_en());
  return candidate;
}

// How the text means the body; unspecified where it does not.
v1::NameMatch MatchOf(const ConversionTable& conversion, const v1::Body& body,
                      absl::string_view text, std::u16string_view normal) {
  if (absl::StripPrefix(text, kBodyPrefix) ==
      absl::StripPrefix(body.name(), kBodyPrefix)) {
    return v1::NAME_MATCH_ID;
  }
  v1::NameMatch match = v1::NAME_MATCH_UNSPECIFIED;
  std::vector<std::string> called(body.names().begin(), body.names().end());
  called.push_back(body.display_name_zh());
  called.push_back(body.display_name_en());
  for (const std::string& name : called) {
    if (name == text) return v1::NAME_MATCH_EXACT;
    const std::u16string form = NormalForm(conversion, name);
    if (form == normal) {
      match = v1::NAME_MATCH_VARIANT;
    } else if (match == v1::NAME_MATCH_UNSPECIFIED && !normal.empty() &&
               form.find(normal) != std::u16string::npos) {
      match = v1::NAME_MATCH_PART;
    }
  }
  return match;
}

v1::NameCandidate OfBody(const v1::Body& body, v1::NameMatch how) {
  v1::NameCandidate candidate;
  candidate.set_name(body.name());
  candidate.set_kind(v1::NAME_KIND_BODY);
  candidate.set_match(how);
  candidate.set_display_name(body.display_name_zh());
  return candidate;
}

}  // namespace

void AddCandidate(v1::NameCandidate candidate, v1::ResolvedName& answer) {
  answer.set_candidate_count(answer.candidate_count() + 1);
  if (answer.candidates_size() < kMaxNameCandidates) {
    *answer.add_candidates() = std::move(candidate);
  }
}

absl::StatusOr<std::unique_ptr<const NameResolver>> NameResolver::Create(
    const Catalogue& catalogue, absl::FunctionRef<bool()> stopped) {
  absl::StatusOr<std::unique_ptr<const ConversionTable>> conversion =
      ConversionTable::Create();
  if (!conversion.ok()) return conversion.status();
  absl::StatusOr<std::unique_ptr<const DivisionNames>> divisions =
      DivisionNames::Create(Gazetteer::Get(), **conversion, stopped);
  if (!divisions.ok()) return divisions.status();
  return std::unique_ptr<const NameResolver>(new NameResolver(
      *std::move(conversion), *std::move(divisions), catalogue));
}

NameResolver::NameResolver(std::unique_ptr<const ConversionTable> conversion,
                           std::unique_ptr<const DivisionNames> divisions,
                           const Catalogue& catalogue)
    : conversion_(std::move(conversion)),
      divisions_(std::move(divisions)),
      indicators_(catalogue, *conversion_),
      catalogue_(catalogue) {}

v1::ResolvedName NameResolver::Resolve(const v1::NameQuery& query) const {
  v1::ResolvedName answer;
  answer.set_text(query.text());
  const absl::string_view text = absl::StripAsciiWhitespace(query.text());
  const std::u16string normal = NormalForm(*conversion_, text);
  if (Wants(query, v1::NAME_KIND_INDICATOR)) {
    AddIndicators(text, normal, answer);
  }
  if (Wants(query, v1::NAME_KIND_DIVISION)) {
    AddDivisions(text, normal, answer);
  }
  // Not where no kind is named: 司法 is a part of many indicators' names.
  if (absl::c_linear_search(query.kinds(), v1::NAME_KIND_BODY)) {
    AddBodies(text, normal, answer);
  }
  if (answer.candidate_count() > 0) answer.clear_suggestions();
  return answer;
}

void NameResolver::AddIndicators(absl::string_view text,
                                 std::u16string_view normal,
                                 v1::ResolvedName& answer) const {
  const IndicatorNames::Found found = indicators_.Find(text, normal);
  if (!found.family.empty()) {
    v1::NameCandidate family;
    family.set_name(found.family);
    family.set_kind(v1::NAME_KIND_INDICATOR);
    family.set_match(v1::NAME_MATCH_FAMILY);
    AddCandidate(std::move(family), answer);
  }
  for (const auto& match : found.candidates) {
    AddCandidate(OfIndicator(match), answer);
  }
  for (const auto& match : found.suggestions) {
    *answer.add_suggestions() = OfIndicator(match);
  }
}

void NameResolver::AddDivisions(absl::string_view text,
                                std::u16string_view normal,
                                v1::ResolvedName& answer) const {
  absl::string_view code = text;
  if (ConsumeDivisionPrefix(code) || IsCode(code)) {
    const DivisionEntry* const division = Gazetteer::Get().Find(code);
    if (division != nullptr) {
      AddCandidate(OfDivision({division, v1::NAME_MATCH_ID}), answer);
    }
    return;
  }
  const DivisionNames::Found found = divisions_->Find(text, normal);
  for (const auto& match : found.candidates) {
    AddCandidate(OfDivision(match), answer);
  }
  for (const auto& match : found.suggestions) {
    if (answer.suggestions_size() == kMaxNameSuggestions) break;
    *answer.add_suggestions() = OfDivision(match);
  }
}

void NameResolver::AddBodies(absl::string_view text, std::u16string_view normal,
                             v1::ResolvedName& answer) const {
  // Only what was found in the surest way is a candidate; a lower number is
  // surer.
  std::map<v1::NameMatch, std::vector<const v1::Body*>> found;
  for (const v1::Body& body : catalogue_.bodies().list()) {
    found[MatchOf(*conversion_, body, text, normal)].push_back(&body);
  }
  found.erase(v1::NAME_MATCH_UNSPECIFIED);
  if (found.empty()) return;
  const auto& [how, bodies] = *found.begin();
  for (const v1::Body* const body : bodies) {
    AddCandidate(OfBody(*body, how), answer);
  }
}

}  // namespace nianbao::aggregator
