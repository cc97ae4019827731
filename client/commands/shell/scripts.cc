#include "client/commands/shell/scripts.h"

namespace nianbao::client {
namespace {

// Where the command offers nothing, files are offered.
constexpr char kBash[] = R"sh(# source <(nianbao completion bash)
_nianbao() {
  local IFS=$'\n'
  COMPREPLY=($(nianbao complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _nianbao nianbao
)sh";

constexpr char kZsh[] = R"sh(#compdef nianbao
# source <(nianbao completion zsh)
_nianbao() {
  local -a found
  found=(${(f)"$(nianbao complete "${(@)words[2,CURRENT]}" 2>/dev/null)"})
  if (( $#found )); then compadd -a found; else _files; fi
}
if [[ $funcstack[1] == _nianbao ]]; then
  _nianbao
else
  compdef _nianbao nianbao
fi
)sh";

constexpr char kFish[] = R"sh(# nianbao completion fish | source
function __nianbao_complete
  set -l words (commandline -opc) (commandline -ct)
  nianbao complete $words[2..-1] 2>/dev/null
end
complete -c nianbao -a '(__nianbao_complete)'
)sh";

}  // namespace

const std::map<std::string, std::string>& CompletionScripts() {
  static const auto* const kScripts = new std::map<std::string, std::string>{
      {"bash", kBash}, {"fish", kFish}, {"zsh", kZsh}};
  return *kScripts;
}

}  // namespace nianbao::client
