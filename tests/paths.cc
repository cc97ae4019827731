#include "tests/paths.h"

#include "absl/strings/str_cat.h"

namespace nianbao {

std::string TestData(absl::string_view path) {
  return absl::StrCat(NIANBAO_SOURCE "/tests/testdata/", path);
}

std::string SharedCorpus(absl::string_view path) {
  return absl::StrCat(NIANBAO_SOURCE "/../shared/", path);
}

std::string SourceFile(absl::string_view path) {
  return absl::StrCat(NIANBAO_SOURCE "/", path);
}

std::string BuiltProgram(absl::string_view name) {
  return absl::StrCat(NIANBAO_BIN "/", name);
}

}  // namespace nianbao
