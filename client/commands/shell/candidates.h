// What may stand where a word is being typed, by the tree of commands.
#ifndef NIANBAO_CLIENT_COMMANDS_SHELL_CANDIDATES_H_
#define NIANBAO_CLIENT_COMMANDS_SHELL_CANDIDATES_H_

#include <string>
#include <vector>

namespace CLI {
class App;
}  // namespace CLI

namespace nianbao::client {

struct Candidates {
  // What the word may be that only the aggregator knows.
  enum class Names { kNone, kIndicators, kDivisions };

  // Commands, flags or words of a flag that begin with what is typed; all with
  // `before`.
  std::vector<std::string> words;
  Names names = Names::kNone;
  // Of a list with commas what stands before the last comma, with it, and what
  // behind.
  std::string before;
  std::string typed;
};

// `words` are those behind the program's name, the last being typed. Nothing
// where a file, a number or any text may stand.
Candidates FindCandidates(const CLI::App& app,
                          const std::vector<std::string>& words);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_SHELL_CANDIDATES_H_
