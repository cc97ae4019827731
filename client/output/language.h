// The language of what people read: headings, words and messages. Names of
// columns in CSV and words that flags take are English in both.
#ifndef NIANBAO_CLIENT_OUTPUT_LANGUAGE_H_
#define NIANBAO_CLIENT_OUTPUT_LANGUAGE_H_

#include <map>
#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::client {

enum class Language { kAuto, kEnglish, kChinese };

// `asked`, or where that is kAuto the language of the locale (LC_ALL,
// LC_MESSAGES or LANG, the first that is set), but English where standard
// output is no terminal, so that scripts read the same everywhere. Never kAuto.
Language ResolveLanguage(Language asked, bool to_terminal);

// What the command line asks for by --lang: kAuto unless it was set, which must
// be before threads are started.
void SetLineLanguage(Language asked);
Language LineLanguage();

// One of the two texts, as the command line asks or else the locale of a
// terminal on standard output; the English one where `chinese` is empty.
const char* Told(const char* english, const char* chinese);

// The words of --lang: "zh" and "en".
const std::map<std::string, Language>& LanguageWords();

// A word of a table in that language: 县级 of "county". Itself where it has no
// translation, and in English.
std::string WordIn(Language language, absl::string_view english);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_LANGUAGE_H_
