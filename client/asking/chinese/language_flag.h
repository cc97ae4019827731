// --lang on a line that has not been read yet: help is made before flags are.
#ifndef NIANBAO_CLIENT_ASKING_CHINESE_LANGUAGE_FLAG_H_
#define NIANBAO_CLIENT_ASKING_CHINESE_LANGUAGE_FLAG_H_

#include <string>
#include <vector>

#include "client/output/language.h"

namespace nianbao::client {

// The language that the first `--lang X` or `--lang=X` among the words of a
// line asks for. kAuto where there is none before a "--", or X is no language,
// which the command line then refuses. `words` are those behind the program's
// name.
Language AskedLanguage(const std::vector<std::string>& words);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_CHINESE_LANGUAGE_FLAG_H_
