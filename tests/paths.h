// Where tests find what stands beside them.
#ifndef NIANBAO_TESTS_PATHS_H_
#define NIANBAO_TESTS_PATHS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao {

// A path below tests/testdata: TestData("reports").
std::string TestData(absl::string_view path);

// A path below the shared corpora, which stand beside a checkout or not at all.
std::string SharedCorpus(absl::string_view path);

// A file of the repository: SourceFile("docs/ERRORS.md").
std::string SourceFile(absl::string_view path);

// A program of this build: BuiltProgram("nianbao-aggregator").
std::string BuiltProgram(absl::string_view name);

}  // namespace nianbao

#endif  // NIANBAO_TESTS_PATHS_H_
