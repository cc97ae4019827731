// People name a division as they would write it; the service looks for parts of
// display names ("海淀区") alone. So a text is resolved in steps, from what can
// mean one division only to what may mean several:
//
//   110108            a code: nobody is asked
//   北京市海淀区      a name in full: equal to one of those found by an end of
//   it 海淀区            a display name 海淀              a display name but
//   for its last character 淀                a part of one
//
// The first step that finds anything decides; when it finds several, the error
// lists them. No display name holds a name in full, so that its ends are looked
// for, each a character shorter, until one is found: at most as many calls as
// the text has characters. Indicators and reports are looked for among all that
// the aggregator lists.

#include "client/asking/names.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "client/calls/listings.h"

namespace nianbao::client {
namespace {

// Candidates named in an error: as many as are read through at a glance.
constexpr size_t kMaxNamed = 12;

// Codes of divisions have 6 digits down to counties, 9 for townships.
constexpr size_t kCountyDigits = 6;
constexpr size_t kTownshipDigits = 9;

using Divisions = std::vector<v1::Division>;

absl::StatusOr<Divisions> FindDivisions(const Session& session,
                                        const Channel& aggregator,
                                        absl::string_view text) {
  v1::ListDivisionsRequest request;
  request.set_text(std::string(text));
  Divisions found;
  absl::Status status = ForEachDivision(session, aggregator, request,
                                        [&](const v1::Division& division) {
                                          found.push_back(division);
                                          return true;
                                        });
  if (!status.ok()) return status;
  return found;
}

template <typename Predicate>
Divisions Keep(const Divisions& divisions, Predicate predicate) {
  Divisions kept;
  std::copy_if(divisions.begin(), divisions.end(), std::back_inserter(kept),
               predicate);
  return kept;
}

bool IsCode(absl::string_view text) {
  return (text.size() == kCountyDigits || text.size() == kTownshipDigits) &&
         std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
}

// Bytes of the UTF-8 character that `text` begins with.
size_t FirstCharacter(absl::string_view text) {
  size_t size = 1;
  while (size < text.size() && (text[size] & 0xC0) == 0x80) ++size;
  return size;
}

// Whether `text` is the display name without its last character.
bool IsShortOf(const v1::Division& division, absl::string_view text) {
  absl::string_view rest = division.display_name();
  return absl::ConsumePrefix(&rest, text) && !rest.empty() &&
         FirstCharacter(rest) == rest.size();
}

// Divisions whose name in full is `text`, found by the longest end of it that
// the service knows.
absl::StatusOr<Divisions> FindByFullName(const Session& session,
                                         const Channel& aggregator,
                                         absl::string_view text) {
  absl::string_view end = text;
  while (end.size() > FirstCharacter(end)) {
    end.remove_prefix(FirstCharacter(end));
    absl::StatusOr<Divisions> found = FindDivisions(session, aggregator, end);
    if (!found.ok()) return found.status();
    if (found->empty()) continue;
    return Keep(*found, [&](const auto& d) { return d.full_name() == text; });
  }
  return Divisions();
}

// Those of `found` that answer to `text` best.
Divisions Choose(Divisions found, absl::string_view text) {
  Divisions chosen =
      Keep(found, [&](const auto& d) { return d.full_name() == text; });
  if (chosen.empty()) {
    chosen =
        Keep(found, [&](const auto& d) { return d.display_name() == text; });
  }
  if (chosen.empty()) {
    chosen = Keep(found, [&](const auto& d) { return IsShortOf(d, text); });
  }
  return chosen.empty() ? found : chosen;
}

absl::Status Ambiguous(absl::string_view text, Divisions candidates) {
  std::stable_sort(
      candidates.begin(), candidates.end(),
      [](const auto& a, const auto& b) { return a.level() < b.level(); });
  std::string message = absl::StrCat("several divisions answer to ", text,
                                     "; give the code or the name in full:");
  for (size_t i = 0; i < std::min(candidates.size(), kMaxNamed); ++i) {
    absl::StrAppend(&message, "\n  ",
                    absl::StripPrefix(candidates[i].name(), "divisions/"), "  ",
                    candidates[i].full_name());
  }
  if (candidates.size() > kMaxNamed) {
    absl::StrAppend(&message, "\n  and ", candidates.size() - kMaxNamed,
                    " more");
  }
  return absl::InvalidArgumentError(message);
}

}  // namespace

absl::StatusOr<std::string> ResolveDivision(const Session& session,
                                            absl::string_view text) {
  if (text.empty() || absl::StartsWith(text, "divisions/")) {
    return std::string(text);
  }
  if (IsCode(text)) return absl::StrCat("divisions/", text);

  const Channel aggregator = session.AggregatorChannel();
  absl::StatusOr<Divisions> found = FindDivisions(session, aggregator, text);
  if (found.ok() && found->empty()) {
    found = FindByFullName(session, aggregator, text);
  }
  if (!found.ok()) return found.status();
  Divisions chosen = Choose(*std::move(found), text);
  if (chosen.empty()) {
    return absl::NotFoundError(absl::StrCat("no division ", text));
  }
  if (chosen.size() > 1) return Ambiguous(text, std::move(chosen));
  return chosen.front().name();
}

absl::StatusOr<std::string> ResolveIndicator(const Session& session,
                                             absl::string_view text) {
  absl::StatusOr<std::vector<v1::Indicator>> indicators =
      ListIndicators(session);
  if (!indicators.ok()) return indicators.status();
  const std::string name =
      absl::StrCat("indicators/", absl::StripPrefix(text, "indicators/"));
  const std::string family = absl::StrCat(absl::StripSuffix(name, ".*"), ".");
  std::vector<std::string> similar;
  for (const v1::Indicator& indicator : *indicators) {
    if (indicator.name() == name || indicator.display_name_zh() == text) {
      return indicator.name();
    }
    if (absl::StartsWith(indicator.name(), family)) {
      return absl::StrCat(family, "*");
    }
    if (absl::StrContains(indicator.name(), text) ||
        absl::StrContains(indicator.display_name_zh(), text)) {
      similar.push_back(absl::StrCat(
          "\n  ", absl::StripPrefix(indicator.name(), "indicators/"), "  ",
          indicator.display_name_zh()));
    }
  }
  if (similar.empty()) {
    return absl::NotFoundError(absl::StrCat(
        "no indicator ", text, "; `nianbao indicators` lists them"));
  }
  return absl::NotFoundError(
      absl::StrCat("no indicator ", text,
                   "; similar ones are:", absl::StrJoin(similar, "")));
}

absl::StatusOr<std::string> ResolveReport(const Session& session,
                                          absl::string_view text) {
  const std::string prefix =
      absl::StrCat("reports/", absl::StripPrefix(text, "reports/"));
  // Reports come in the order of their names, the shortest of equal beginnings
  // first: a name that is equal is the first candidate.
  std::vector<std::string> candidates;
  absl::Status status = ForEachReport(
      session, session.AggregatorChannel(), v1::ListReportsRequest(),
      [&](const v1::ReportSummary& summary) {
        const std::string& name = summary.report().name();
        if (absl::StartsWith(name, prefix)) {
          candidates.push_back(name);
        }
        return name != prefix && candidates.size() <= kMaxNamed;
      });
  if (!status.ok()) return status;
  if (candidates.empty()) {
    return absl::NotFoundError(absl::StrCat("no report ", text));
  }
  if (candidates.size() == 1 || candidates.back() == prefix) {
    return candidates.back();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("several reports begin with ", text, ":\n  ",
                   absl::StrJoin(candidates, "\n  ")));
}

}  // namespace nianbao::client
