// What the help says, in Chinese.
#ifndef NIANBAO_CLIENT_ASKING_CHINESE_CHINESE_H_
#define NIANBAO_CLIENT_ASKING_CHINESE_CHINESE_H_

#include "absl/strings/string_view.h"

namespace nianbao::client {

// The Chinese of a text of the help: a summary, what a flag is, a heading, or
// what a footer says up to its examples. Looked up by the English text to the
// letter, so that one that has changed is missed by the test instead of being
// explained wrongly. Empty where there is none. Thread-safe.
absl::string_view InChinese(absl::string_view english);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_CHINESE_CHINESE_H_
