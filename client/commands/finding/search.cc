// nianbao search: indicators and divisions by words.

#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "absl/strings/substitute.h"
#include "client/asking/command.h"
#include "client/asking/output_listing.h"
#include "client/asking/output_options.h"
#include "client/asking/query_options.h"
#include "client/calls/listings.h"
#include "client/commands/finding/finding.h"
#include "client/commands/finding/word_search.h"
#include "client/output/language.h"
#include "client/output/numbers.h"
#include "client/output/rows/row_kind.h"

namespace nianbao::client {
namespace {

constexpr char kSearchFooter[] =
    R"(Finds indicators that have every word in their id, names, note or pinyin, and
divisions that are called so, or whose names hold the words: in Simplified or
Traditional characters, in English, in pinyin. Where nothing has the words, names
that differ in a letter or two are listed. ID is what other commands take.

Examples:
  nianbao search 复议
  nianbao search 行政複議 受理
  nianbao search penalties
  nianbao search xuzhou gulou
  nianbao search 海淀 --format jsonl)";

struct SearchOptions {
  std::vector<std::string> words;
  int limit = 20;
  OutputOptions output;
};

// An indicator or a division; the other one is null.
struct FoundName {
  const v1::Indicator* indicator = nullptr;
  const v1::Division* division = nullptr;

  const google::protobuf::Message& message() const {
    if (indicator != nullptr) return *indicator;
    return *division;
  }
};

// The columns that are of indicators alone.
RowColumn<FoundName> OfIndicators(const ColumnName& name,
                                  const std::string& (v1::Indicator::*field)()
                                      const) {
  return {name, kLeft, [field](const FoundName& found) {
            return found.indicator == nullptr
                       ? Cell()
                       : Text((found.indicator->*field)());
          }};
}

std::vector<RowColumn<FoundName>> FoundNameColumns() {
  return {
      {{"kind", "类别"},
       kLeft,
       [](const FoundName& found) {
         return Word(found.indicator != nullptr ? "indicator" : "division");
       }},
      {{"name", "名称", Need::kMost},
       kLeft,
       [](const FoundName& found) {
         return Text(found.indicator != nullptr
                         ? found.indicator->display_name_zh()
                         : found.division->full_name());
       }},
      {{"id", "标识", Need::kMost},
       kLeft,
       [](const FoundName& found) {
         return found.indicator != nullptr
                    ? Text(absl::StripPrefix(found.indicator->name(),
                                             "indicators/"))
                    : Text(absl::StripPrefix(found.division->name(),
                                             "divisions/"));
       }},
      {{"level", "层级"},
       kLeft,
       [](const FoundName& found) {
         return found.division == nullptr
                    ? Cell()
                    : Word(EnumLabel(v1::Level_Name(found.division->level())));
       }},
      OfIndicators({"unit", "单位"}, &v1::Indicator::unit),
      OfIndicators({"english_name", "英文名称"},
                   &v1::Indicator::display_name_en),
      OfIndicators({"counts", "统计内容"}, &v1::Indicator::note)};
}

// What the aggregator says of the words as one name, of each kind.
struct Resolved {
  v1::ResolvedName indicator;
  v1::ResolvedName division;
};

absl::StatusOr<Resolved> ResolveWords(const Session& session,
                                      const std::string& text) {
  v1::ResolveNamesRequest request;
  for (const v1::NameKind kind :
       {v1::NAME_KIND_INDICATOR, v1::NAME_KIND_DIVISION}) {
    v1::NameQuery& query = *request.add_queries();
    query.set_text(text);
    query.add_kinds(kind);
  }
  const absl::StatusOr<v1::ResolveNamesResponse> response =
      ResolveNames(session, request);
  if (!response.ok()) return response.status();
  if (response->names_size() != request.queries_size()) {
    return absl::InternalError("the aggregator left out a name");
  }
  return Resolved{response->names(0), response->names(1)};
}

// Collects divisions, each once, up to a limit.
class DivisionList {
 public:
  DivisionList(const Session& session, size_t limit)
      : session_(session), limit_(limit) {}

  template <typename Candidates>
  absl::Status AddNamed(const Candidates& candidates) {
    for (const v1::NameCandidate& candidate : candidates) {
      if (candidate.kind() != v1::NAME_KIND_DIVISION) continue;
      if (IsFull()) return absl::OkStatus();
      const absl::StatusOr<v1::Division> division =
          GetDivision(session_, candidate.name());
      if (!division.ok()) return division.status();
      Add(*division);
    }
    return absl::OkStatus();
  }

  // Those whose names hold `text`.
  absl::Status AddHolding(const std::string& text) {
    v1::ListDivisionsRequest request;
    request.set_text(text);
    return ForEachDivision(session_, session_.AggregatorChannel(), request,
                           [&](const v1::Division& division) {
                             if (!IsFull()) Add(division);
                             return !IsFull();
                           });
  }

  bool IsFull() const { return divisions_.size() >= limit_; }
  const std::vector<v1::Division>& divisions() const { return divisions_; }

 private:
  void Add(const v1::Division& division) {
    if (names_.insert(division.name()).second) divisions_.push_back(division);
  }

  const Session& session_;
  const size_t limit_;
  std::vector<v1::Division> divisions_;
  absl::flat_hash_set<std::string> names_;
};

// The indicators that `suggestions` name.
template <typename Suggestions>
std::vector<const v1::Indicator*> Named(
    const std::vector<v1::Indicator>& indicators,
    const Suggestions& suggestions) {
  std::vector<const v1::Indicator*> named;
  for (const v1::NameCandidate& suggestion : suggestions) {
    for (const v1::Indicator& indicator : indicators) {
      if (indicator.name() == suggestion.name()) named.push_back(&indicator);
    }
  }
  return named;
}

absl::Status PrintFound(const SearchOptions& options,
                        const std::vector<const v1::Indicator*>& indicators,
                        const DivisionList& list) {
  const auto columns = FoundNameColumns();
  absl::StatusOr<OutputListing> listing =
      OutputListing::Open(options.output, Heads(columns));
  if (!listing.ok()) return listing.status();
  const size_t limit = options.limit;
  const std::vector<v1::Division>& divisions = list.divisions();
  absl::Status printed;
  const auto add = [&](const FoundName& found) {
    if (!printed.ok()) return;
    printed = listing->Add(found.message(), Cells(columns, found));
  };
  for (size_t i = 0; i < indicators.size() && i < limit; ++i) {
    add({.indicator = indicators[i]});
  }
  for (size_t i = 0; i < divisions.size() && i < limit; ++i) {
    add({.division = &divisions[i]});
  }
  if (printed.ok()) printed = listing->Finish();
  if (printed.ok() && (indicators.size() > limit || divisions.size() > limit)) {
    std::cerr << absl::Substitute(
        Told("nianbao: the first $0 of each kind; --limit gives more\n",
             "nianbao: 每类只列前 $0 个;--limit 可列更多\n"),
        limit);
  }
  return printed;
}

absl::StatusOr<ExitCode> Search(const Session& session,
                                const SearchOptions& options) {
  const absl::StatusOr<WordSearch> search = WordSearch::Create(options.words);
  if (!search.ok()) return search.status();
  const std::string text = absl::StrJoin(search->words(), " ");
  const absl::StatusOr<std::vector<v1::Indicator>> catalogue =
      ListIndicators(session);
  if (!catalogue.ok()) return catalogue.status();
  const absl::StatusOr<Resolved> resolved = ResolveWords(session, text);
  if (!resolved.ok()) return resolved.status();

  std::vector<const v1::Indicator*> indicators = search->FindIn(*catalogue);
  // One more than is printed tells that there are more.
  DivisionList divisions(session, size_t{1} + options.limit);
  absl::Status status = divisions.AddNamed(resolved->division.candidates());
  if (status.ok()) status = divisions.AddHolding(text);
  if (!status.ok()) return status;
  if (indicators.empty() && divisions.divisions().empty()) {
    indicators = Named(*catalogue, resolved->indicator.suggestions());
    status = divisions.AddNamed(resolved->division.suggestions());
    if (!status.ok()) return status;
    if (indicators.empty() && divisions.divisions().empty()) {
      return absl::NotFoundError(
          absl::StrCat("nothing is called ", text,
                       "; `nianbao indicators` and `nianbao divisions` list "
                       "all there is"));
    }
    std::cerr << absl::Substitute(
        Told("nianbao: nothing is called $0; similar names:\n",
             "nianbao: 没有叫“$0”的;相近的名称:\n"),
        text);
  }
  status = PrintFound(options, indicators, divisions);
  if (!status.ok()) return status;
  return ExitCode::kOk;
}

}  // namespace

void AddSearch(CLI::App& app, Session& session) {
  auto options = std::make_shared<SearchOptions>();
  Command command(app, "search", "Find indicators and divisions by words");
  command.Add("WORDS", options->words, "In any script or in pinyin").Required();
  AddLimitOption(command, options->limit,
                 "Rows of each kind to print at most; 20 when left out");
  AddOutputOptions(command, options->output, kRowFormats);
  command.Run(kSearchFooter,
              [=, &session] { session.outcome = Search(session, *options); });
}

}  // namespace nianbao::client
