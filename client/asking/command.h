// A subcommand and its flags.
//
//   Command command(app, "rank", "Rank divisions by an indicator");
//   command.Add("--limit", options->limit, "Rows to print at most")
//       .Between(1, 100)
//       .Type("N");
//   command.AddWords("--level", options->level, LevelWords(), "province, …")
//       .Type("LEVEL");
//   command.Run(kFooter, [=] { ... });
//
// CLI11 reads the command line. Its headers take longer to compile than any
// source of this program, so that what commands need of it is said here and
// compiled once.
#ifndef NIANBAO_CLIENT_ASKING_COMMAND_H_
#define NIANBAO_CLIENT_ASKING_COMMAND_H_

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace nianbao::client {

// A flag or an argument that was added, to be described further. Lives as long
// as its command.
class Flag {
 public:
  explicit Flag(CLI::Option* option) : option_(option) {}

  // What stands for a value in the help: "DIVISION".
  Flag& Type(const char* name);
  // The heading that the help has it under.
  Flag& Under(const char* heading);
  // The help shows the default, as it is now.
  Flag& ShowDefault();
  Flag& Required();
  // Several values with commas between. Spaces end the list, so that an
  // argument may follow.
  Flag& Commas();
  // One value each time it is given; may be repeated.
  Flag& Repeated();
  // Refuses values out of the range, both ends included.
  Flag& Between(int first, int last);
  Flag& Between(double first, double last);
  // Refuses names of files that are not there.
  Flag& ExistingFile();
  // Refuses to be given together with `other`.
  Flag& Excludes(const Flag& other);

  // Whether the command line has it; when that has been read.
  bool IsGiven() const;

 private:
  CLI::Option* option_;
};

class Command {
 public:
  // Adds the subcommand `name` to `app`.
  Command(CLI::App& app, const char* name, const char* summary);

  std::string name() const;

  // Adds a flag ("--limit") or an argument ("FILE"). Here and below `value`
  // holds the default and must outlive the app.
  Flag Add(const char* name, std::string& value, const char* description);
  Flag Add(const char* name, std::vector<std::string>& value,
           const char* description);
  Flag Add(const char* name, int& value, const char* description);
  Flag Add(const char* name, double& value, const char* description);
  Flag Add(const char* name, std::vector<double>& value,
           const char* description);
  // A flag without a value: true when it is given.
  Flag AddSwitch(const char* name, bool& value, const char* description);

  // A flag that takes the words of `words` and nothing else, for a value of an
  // enum.
  template <typename Enum>
  Flag AddWords(const char* name, Enum& value,
                const std::map<std::string, Enum>& words,
                const char* description) {
    return AddWord(
        name, Numbers(words),
        [&value](int number) { value = static_cast<Enum>(number); },
        description);
  }
  // The same for a list of them.
  template <typename Enum>
  Flag AddWords(const char* name, std::vector<Enum>& value,
                const std::map<std::string, Enum>& words,
                const char* description) {
    return AddWordList(
        name, Numbers(words),
        [&value](const std::vector<int>& numbers) {
          value.clear();
          for (int number : numbers) value.push_back(static_cast<Enum>(number));
        },
        description);
  }

  // Takes a flag away that was added for other commands, too.
  void Remove(const char* name);

  // Leaves the command out of the help: programs call it.
  void Hide();

  // Runs when all flags of the command have been read, before the command.
  void AfterReading(std::function<void()> run);

  // What the help ends with, and what runs when the command is chosen.
  void Run(const char* footer, std::function<void()> run);

 private:
  using Words = std::map<std::string, int>;

  template <typename Enum>
  static Words Numbers(const std::map<std::string, Enum>& words) {
    Words numbers;
    for (const auto& [word, value] : words) {
      numbers[word] = static_cast<int>(value);
    }
    return numbers;
  }
  Flag AddWord(const char* name, const Words& words,
               const std::function<void(int)>& set, const char* description);
  Flag AddWordList(const char* name, const Words& words,
                   const std::function<void(const std::vector<int>&)>& set,
                   const char* description);

  CLI::App& command_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_COMMAND_H_
