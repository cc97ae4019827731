#include "client/asking/names.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"

namespace nianbao::client {
namespace {

constexpr int kPageSize = 1000;
// Of candidates named in an error.
constexpr size_t kMaxNamed = 12;

// Calls the paged method once for each page; consume(response) returns false to
// stop.
template <typename Request, typename Response, typename Call, typename Consume>
absl::Status ForEachPage(const Session& session, Request request, Call call,
                         Consume consume) {
  request.set_page_size(kPageSize);
  while (true) {
    grpc::ClientContext context;
    SetDeadline(context, kCallDeadline);
    Response response;
    absl::Status status =
        session.AggregatorStatus(call(context, request, response));
    if (!status.ok()) return status;
    if (!consume(response) || response.next_page_token().empty()) {
      return absl::OkStatus();
    }
    request.set_page_token(response.next_page_token());
  }
}

absl::StatusOr<std::vector<v1::Division>> FindDivisions(
    const Session& session, v1::AggregatorService::Stub& stub,
    absl::string_view text) {
  v1::ListDivisionsRequest request;
  request.set_text(std::string(text));
  std::vector<v1::Division> found;
  absl::Status status = ForEachDivision(session, stub, request,
                                        [&](const v1::Division& division) {
                                          found.push_back(division);
                                          return true;
                                        });
  if (!status.ok()) return status;
  return found;
}

template <typename Predicate>
std::vector<v1::Division> Keep(const std::vector<v1::Division>& divisions,
                               Predicate predicate) {
  std::vector<v1::Division> kept;
  std::copy_if(divisions.begin(), divisions.end(), std::back_inserter(kept),
               predicate);
  return kept;
}

bool IsCode(absl::string_view text) {
  return (text.size() == 6 || text.size() == 9) &&
         std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
}

// Bytes of the UTF-8 character that `text` begins with.
size_t FirstCharacter(absl::string_view text) {
  size_t size = 1;
  while (size < text.size() && (text[size] & 0xC0) == 0x80) ++size;
  return size;
}

bool IsShortOf(const v1::Division& division, absl::string_view text) {
  absl::string_view rest = division.display_name();
  return absl::ConsumePrefix(&rest, text) && !rest.empty() &&
         FirstCharacter(rest) == rest.size();
}

absl::Status Ambiguous(absl::string_view text,
                       std::vector<v1::Division> candidates) {
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

  auto stub = session.Aggregator();
  absl::StatusOr<std::vector<v1::Division>> found =
      FindDivisions(session, *stub, text);
  if (!found.ok()) return found.status();
  std::vector<v1::Division> chosen =
      Keep(*found, [&](const auto& d) { return d.full_name() == text; });
  // The service looks for parts of display names, not of names in full: look
  // for ever shorter ends of the text.
  absl::string_view end = text;
  while (found->empty() && end.size() > FirstCharacter(end)) {
    end.remove_prefix(FirstCharacter(end));
    absl::StatusOr<std::vector<v1::Division>> ended =
        FindDivisions(session, *stub, end);
    if (!ended.ok()) return ended.status();
    chosen = Keep(*ended, [&](const auto& d) { return d.full_name() == text; });
    if (!ended->empty()) break;
  }
  if (chosen.empty()) {
    chosen =
        Keep(*found, [&](const auto& d) { return d.display_name() == text; });
  }
  if (chosen.empty()) {
    chosen = Keep(*found, [&](const auto& d) { return IsShortOf(d, text); });
  }
  if (chosen.empty()) chosen = *std::move(found);
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
  std::vector<std::string> candidates;
  auto stub = session.Aggregator();
  absl::Status status =
      ForEachReport(session, *stub, v1::ListReportsRequest(),
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

absl::Status ForEachReport(
    const Session& session, v1::AggregatorService::Stub& stub,
    v1::ListReportsRequest request,
    const std::function<bool(const v1::ReportSummary&)>& visit) {
  return ForEachPage<v1::ListReportsRequest, v1::ListReportsResponse>(
      session, std::move(request),
      [&](auto& context, const auto& page, auto& response) {
        return stub.ListReports(&context, page, &response);
      },
      [&](const v1::ListReportsResponse& response) {
        return std::all_of(response.reports().begin(), response.reports().end(),
                           visit);
      });
}

absl::Status ForEachDivision(
    const Session& session, v1::AggregatorService::Stub& stub,
    v1::ListDivisionsRequest request,
    const std::function<bool(const v1::Division&)>& visit) {
  return ForEachPage<v1::ListDivisionsRequest, v1::ListDivisionsResponse>(
      session, std::move(request),
      [&](auto& context, const auto& page, auto& response) {
        return stub.ListDivisions(&context, page, &response);
      },
      [&](const v1::ListDivisionsResponse& response) {
        return std::all_of(response.divisions().begin(),
                           response.divisions().end(), visit);
      });
}

absl::StatusOr<std::vector<v1::Indicator>> ListIndicators(
    const Session& session, const std::string& family) {
  auto stub = session.Aggregator();
  v1::ListIndicatorsRequest request;
  request.set_family(family);
  std::vector<v1::Indicator> indicators;
  absl::Status status =
      ForEachPage<v1::ListIndicatorsRequest, v1::ListIndicatorsResponse>(
          session, std::move(request),
          [&](auto& context, const auto& page, auto& response) {
            return stub->ListIndicators(&context, page, &response);
          },
          [&](const v1::ListIndicatorsResponse& response) {
            indicators.insert(indicators.end(), response.indicators().begin(),
                              response.indicators().end());
            return true;
          });
  if (!status.ok()) return status;
  return indicators;
}

}  // namespace nianbao::client
