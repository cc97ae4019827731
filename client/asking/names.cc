#include "client/asking/names.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "client/calls/listings.h"

namespace nianbao::client {
namespace {

// Names listed in an error: as many as are read through at a glance.
constexpr int kMaxNamed = 12;
// Texts of one call.
constexpr size_t kMaxQueries = 100;

// "  110108  北京市海淀区": the name as it may be given, and what it is.
std::string Line(const v1::NameCandidate& candidate) {
  const size_t slash = candidate.name().find('/');
  const std::string id = candidate.kind() == v1::NAME_KIND_REPORT
                             ? candidate.name()
                             : candidate.name().substr(slash + 1);
  return candidate.display_name().empty()
             ? absl::StrCat("\n  ", id)
             : absl::StrCat("\n  ", id, "  ", candidate.display_name());
}

template <typename Candidates>
std::string Lines(const Candidates& candidates, int count) {
  std::string lines;
  const int named = std::min(candidates.size(), kMaxNamed);
  for (int i = 0; i < named; ++i) absl::StrAppend(&lines, Line(candidates[i]));
  if (count > named) {
    absl::StrAppend(&lines, "\n  and ", count - named, " more");
  }
  return lines;
}

const char* Noun(v1::NameKind kind) {
  switch (kind) {
    case v1::NAME_KIND_INDICATOR:
      return "indicator";
    case v1::NAME_KIND_REPORT:
      return "report";
    case v1::NAME_KIND_BODY:
      return "body";
    default:
      return "division";
  }
}

absl::Status Missing(v1::NameKind kind, const v1::ResolvedName& name) {
  std::string message = absl::StrCat("no ", Noun(kind), " ", name.text());
  if (!name.suggestions().empty()) {
    absl::StrAppend(&message, "; did you mean:",
                    Lines(name.suggestions(), name.suggestions_size()));
  } else if (kind == v1::NAME_KIND_INDICATOR) {
    absl::StrAppend(&message, "; `nianbao indicators` lists them");
  } else if (kind == v1::NAME_KIND_BODY) {
    absl::StrAppend(&message, "; rows --by body say which there are");
  }
  return absl::NotFoundError(message);
}

absl::Status Ambiguous(v1::NameKind kind, const v1::ResolvedName& name) {
  const char* const hint = kind == v1::NAME_KIND_DIVISION
                               ? "; give the code or the name in full:"
                           : kind == v1::NAME_KIND_REPORT ? ":"
                                                          : "; give the id:";
  return absl::InvalidArgumentError(absl::StrCat(
      "several ", kind == v1::NAME_KIND_BODY ? "bodie" : Noun(kind),
      kind == v1::NAME_KIND_REPORT ? "s begin with " : "s answer to ",
      name.text(), hint, Lines(name.candidates(), name.candidate_count())));
}

}  // namespace

int Names::Want(v1::NameKind kind, absl::string_view text) {
  wanted_.push_back({kind, std::string(text)});
  return static_cast<int>(wanted_.size()) - 1;
}

absl::Status Names::Resolve(const Session& session) {
  names_.resize(wanted_.size());
  v1::ResolveNamesRequest request;
  std::vector<size_t> asked;
  for (size_t i = 0; i < wanted_.size(); ++i) {
    if (wanted_[i].text.empty()) continue;
    v1::NameQuery& query = *request.add_queries();
    query.set_text(wanted_[i].text);
    query.add_kinds(wanted_[i].kind);
    asked.push_back(i);
  }
  if (asked.empty()) return absl::OkStatus();
  if (asked.size() > kMaxQueries) {
    return absl::InvalidArgumentError(
        absl::StrCat("more than ", kMaxQueries, " names"));
  }
  const absl::StatusOr<v1::ResolveNamesResponse> response =
      ResolveNames(session, request);
  if (!response.ok()) return response.status();
  if (response->names_size() != static_cast<int>(asked.size())) {
    return absl::InternalError("the aggregator left out a name");
  }
  for (size_t i = 0; i < asked.size(); ++i) {
    const v1::ResolvedName& name = response->names(static_cast<int>(i));
    const v1::NameKind kind = wanted_[asked[i]].kind;
    if (name.candidates().empty()) return Missing(kind, name);
    if (name.candidate_count() > 1) return Ambiguous(kind, name);
    names_[asked[i]] = name.candidates(0).name();
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> ResolveName(const Session& session,
                                        v1::NameKind kind,
                                        absl::string_view text) {
  Names names;
  const int number = names.Want(kind, text);
  const absl::Status status = names.Resolve(session);
  if (!status.ok()) return status;
  return names[number];
}

}  // namespace nianbao::client
