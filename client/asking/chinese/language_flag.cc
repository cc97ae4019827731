#include "client/asking/chinese/language_flag.h"

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

namespace nianbao::client {

Language AskedLanguage(const std::vector<std::string>& words) {
  constexpr absl::string_view kWithValue = "--lang=";
  for (size_t i = 0; i < words.size() && words[i] != "--"; ++i) {
    std::string asked;
    if (absl::StartsWith(words[i], kWithValue)) {
      asked = words[i].substr(kWithValue.size());
    } else if (words[i] == "--lang" && i + 1 < words.size()) {
      asked = words[i + 1];
    } else {
      continue;
    }
    const auto found = LanguageWords().find(asked);
    return found == LanguageWords().end() ? Language::kAuto : found->second;
  }
  return Language::kAuto;
}

}  // namespace nianbao::client
