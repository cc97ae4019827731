#include "client/documents/failure_file.h"

#include <fstream>
#include <sstream>

#include "absl/status/status.h"
#include "client/documents/manifest.h"
#include "gtest/gtest.h"
#include "tests/temporary_folder.h"

namespace nianbao::client {
namespace failure_file_test {

DocumentFile KnownFile() {
  DocumentFile file = {.path = "/a/1.pdf", .url = "https://a.test/1"};
  file.hints.set_issuer("海淀区");
  file.hints.set_division_code("110108");
  file.hints.set_year(2020);
  file.hints.set_type(v1::Report::TYPE_INFORMATION_DISCLOSURE);
  file.hints.set_publish_date("2021-03-31");
  return file;
}

TEST(FailureFile, SaysWhatFailedAndWhy) {
  std::ostringstream out;
  WriteFailures({{"/a/1.pdf", "is a \"scan\""},
                 {"/a/\xB1\xA8.txt", "bad \xFF byte"},
                 {"-", "is empty"}},
                {KnownFile(), {.path = "/a/2.txt"}}, out);
  EXPECT_EQ(out.str(),
            "{\"path\":\"/a/1.pdf\",\"reason\":\"is a \\\"scan\\\"\","
            "\"issuer\":\"海淀区\",\"code\":\"110108\","
            "\"type\":\"disclosure\",\"url\":\"https://a.test/1\","
            "\"date\":\"2021-03-31\",\"year\":2020}\n"
            "{\"path\":\"file:///a/%B1%A8.txt\","
            "\"reason\":\"bad \uFFFD byte\"}\n"
            "{\"path\":\"-\",\"reason\":\"is empty\"}\n");
}

// What a run could not read is what the next one is told to read.
TEST(FailureFile, IsAManifest) {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/failed.jsonl";
  const DocumentFile known = KnownFile();
  std::ofstream file(path);
  WriteFailures({{known.path, "gone"}, {"/a/\xB1\xA8.txt", "gone"}}, {known},
                file);
  file.close();
  const auto files = ReadManifest(path);
  ASSERT_TRUE(files.ok()) << files.status();
  ASSERT_EQ(files->size(), 2u);
  EXPECT_EQ((*files)[0].path, known.path);
  EXPECT_EQ((*files)[0].url, known.url);
  EXPECT_EQ((*files)[0].hints.SerializeAsString(),
            known.hints.SerializeAsString());
  EXPECT_EQ((*files)[1].path, "/a/\xB1\xA8.txt");
}

}  // namespace failure_file_test
}  // namespace nianbao::client
