// The help of the command in Chinese.
#ifndef NIANBAO_CLIENT_ASKING_CHINESE_HELP_H_
#define NIANBAO_CLIENT_ASKING_CHINESE_HELP_H_

namespace CLI {
class App;
}  // namespace CLI

namespace nianbao::client {

// Puts the Chinese of summaries, flags, headings and footers in the place of
// the English, in `app` and all its subcommands, which have been added; texts
// without a Chinese one stay. Names, words of flags and the lines of examples
// are the same in both languages.
void ShowInChinese(CLI::App& app);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_CHINESE_HELP_H_
