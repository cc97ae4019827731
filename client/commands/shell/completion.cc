// nianbao completion: what a shell needs to complete words. And what its script
// asks: the hidden `nianbao complete`.

#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "client/asking/command.h"
#include "client/calls/listings.h"
#include "client/commands/shell/candidates.h"
#include "client/commands/shell/scripts.h"
#include "client/commands/shell/shell.h"

namespace nianbao::client {
namespace {

constexpr char kCompletionFooter[] =
    R"(Commands, flags and the words of flags are completed, and indicators and divisions
by asking the aggregator. For each shell that is started write into its file:

  bash  ~/.bashrc                    source <(nianbao completion bash)
  zsh   ~/.zshrc, behind compinit    source <(nianbao completion zsh)
  fish  ~/.config/fish/config.fish   nianbao completion fish | source

Examples:
  source <(nianbao completion bash)
  nianbao completion fish > ~/.config/fish/completions/nianbao.fish)";

// More are not read through.
constexpr int kMaxDivisions = 50;

void PrintIndicators(const Session& session, const Candidates& candidates) {
  const absl::StatusOr<std::vector<v1::Indicator>> indicators =
      ListIndicators(session);
  if (!indicators.ok()) return;
  for (const v1::Indicator& indicator : *indicators) {
    const absl::string_view id =
        absl::StripPrefix(indicator.name(), "indicators/");
    if (absl::StartsWith(id, candidates.typed)) {
      std::cout << candidates.before << id << "\n";
    }
  }
}

// Provinces where nothing is typed; names, and not codes, of all others.
void PrintDivisions(const Session& session, const Candidates& candidates) {
  v1::ListDivisionsRequest request;
  if (candidates.typed.empty()) {
    request.set_level(v1::LEVEL_PROVINCE);
  } else if (absl::c_all_of(candidates.typed, absl::ascii_isascii)) {
    return;
  } else {
    request.set_text(candidates.typed);
  }
  int printed = 0;
  (void)ForEachDivision(
      session, session.AggregatorChannel(), request,
      [&](const v1::Division& division) {
        if (absl::StartsWith(division.display_name(), candidates.typed)) {
          std::cout << candidates.before << division.display_name() << "\n";
          ++printed;
        }
        return printed < kMaxDivisions;
      });
}

// What goes wrong is not told: nothing is offered then.
ExitCode Complete(const CLI::App& app, const Session& session,
                  const std::vector<std::string>& words) {
  const Candidates candidates = FindCandidates(app, words);
  for (const std::string& word : candidates.words) std::cout << word << "\n";
  switch (candidates.names) {
    case Candidates::Names::kIndicators:
      PrintIndicators(session, candidates);
      break;
    case Candidates::Names::kDivisions:
      PrintDivisions(session, candidates);
      break;
    case Candidates::Names::kNone:
      break;
  }
  return ExitCode::kOk;
}

}  // namespace

void AddCompletion(CLI::App& app, Session& session) {
  auto shell = std::make_shared<std::string>();
  Command command(app, "completion", "Print a script that completes words");
  command.Add("SHELL", *shell, "bash, zsh or fish").Required();
  command.Run(kCompletionFooter, [=, &session] {
    const auto script = CompletionScripts().find(*shell);
    if (script == CompletionScripts().end()) {
      session.outcome = absl::InvalidArgumentError(
          absl::StrCat("no shell ", *shell, "; there are bash, fish and zsh"));
      return;
    }
    std::cout << script->second;
  });
}

void AddComplete(CLI::App& app, Session& session,
                 const std::vector<std::string>& words) {
  Command command(app, kComplete, "What may stand where a word is typed");
  command.Hide();
  command.Run("", [=, &app, &session] {
    session.outcome = Complete(app, session, words);
  });
}

}  // namespace nianbao::client
