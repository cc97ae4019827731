// A variable of the environment that has a value, or none, for a while.
#ifndef NIANBAO_TESTS_UNIT_CLIENT_OUTPUT_WITH_VARIABLE_H_
#define NIANBAO_TESTS_UNIT_CLIENT_OUTPUT_WITH_VARIABLE_H_

#include <cstdlib>
#include <optional>
#include <string>

namespace nianbao::client {

// Sets it, or takes it away where `value` is null; the destructor puts back
// what was there. Not thread-safe, as the environment.
class WithVariable {
 public:
  WithVariable(const char* name, const char* value) : name_(name) {
    const char* const before = std::getenv(name);
    if (before != nullptr) before_ = before;
    Set(value);
  }
  ~WithVariable() { Set(before_ ? before_->c_str() : nullptr); }

  WithVariable(const WithVariable&) = delete;
  WithVariable& operator=(const WithVariable&) = delete;

 private:
  void Set(const char* value) {
    if (value == nullptr) {
      unsetenv(name_.c_str());
    } else {
      setenv(name_.c_str(), value, /*replace=*/1);
    }
  }

  const std::string name_;
  std::optional<std::string> before_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_TESTS_UNIT_CLIENT_OUTPUT_WITH_VARIABLE_H_
