#include "client/documents/extraction.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace extraction_test {

// So many files with a name each.
std::vector<DocumentFile> Files(size_t count, const std::string& name) {
  std::vector<DocumentFile> files;
  for (size_t i = 0; i < count; ++i) {
    files.push_back({.path = absl::StrCat("/", i, name)});
  }
  return files;
}

TEST(StreamBatches, HoldsWhatAStreamCarries) {
  const struct {
    size_t files;
    const char* name;
    std::vector<size_t> sizes;
  } kCases[] = {
      {0, ".txt", {}},    {256, ".txt", {256}},      {257, ".txt", {256, 1}},
      {16, ".pdf", {16}}, {33, ".PDF", {16, 16, 1}}, {17, ".pdf.gz", {16, 1}},
  };
  for (const auto& c : kCases) {
    const std::vector<DocumentFile> files = Files(c.files, c.name);
    std::vector<size_t> sizes;
    size_t begin = 0;
    for (const auto& batch : StreamBatches(files)) {
      EXPECT_EQ(batch.data(), files.data() + begin);
      begin += batch.size();
      sizes.push_back(batch.size());
    }
    EXPECT_EQ(sizes, c.sizes) << c.files << c.name;
  }
}

}  // namespace extraction_test
}  // namespace nianbao::client
