#include "client/documents/manifest.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/temporary_folder.h"

namespace nianbao::client {
namespace manifest_test {

class ManifestTest : public ::testing::Test {
 protected:
  std::string Path() const { return folder_.path() + "/files.csv"; }

  absl::StatusOr<std::vector<DocumentFile>> Read(absl::string_view table) {
    std::ofstream(Path(), std::ios::binary) << table;
    return ReadManifest(Path());
  }

  TemporaryFolder folder_;
};

TEST_F(ManifestTest, ReadsColumnsInAnyOrder) {
  const auto files = Read(
      "\xEF\xBB\xBFyear,url,path,type,date,code,issuer\r\n"
      "2020,https://a.test/1,sub/../a.html,disclosure,2021-03-31,110108,"
      "\"海淀区,样例\"\r\n"
      ",,/b.txt,信息公开,,, \r\n");
  ASSERT_TRUE(files.ok()) << files.status();
  ASSERT_EQ(files->size(), 2u);
  const DocumentFile& first = (*files)[0];
  EXPECT_EQ(first.path, folder_.path() + "/a.html");
  EXPECT_EQ(first.url, "https://a.test/1");
  EXPECT_EQ(first.hints.issuer(), "海淀区,样例");
  EXPECT_EQ(first.hints.division_code(), "110108");
  EXPECT_EQ(first.hints.year(), 2020);
  EXPECT_EQ(first.hints.type(), v1::Report::TYPE_INFORMATION_DISCLOSURE);
  EXPECT_EQ(first.hints.publish_date(), "2021-03-31");
  const DocumentFile& second = (*files)[1];
  EXPECT_EQ(second.path, "/b.txt");
  EXPECT_EQ(second.url, "");
  EXPECT_EQ(second.hints.issuer(), "");
  EXPECT_EQ(second.hints.type(), v1::Report::TYPE_INFORMATION_DISCLOSURE);
  EXPECT_TRUE(Read("path\n")->empty());
}

TEST_F(ManifestTest, NamesLineAndColumnOfWhatIsWrong) {
  const struct {
    const char* table;
    const char* message;
  } kCases[] = {
      {"", "line 1: has no header"},
      {"year\n2020\n", "line 1: has no column path"},
      {"path,colour\n",
       "line 1, column 2: \"colour\" must be path, issuer, code, year, type, "
       "url or date"},
      {"path,year,path\n", "line 1, column path: comes twice"},
      {"path,year\na.txt\n", "line 2: has 1 columns, the header has 2"},
      {"path,year\na.txt,2020\n\n,2020\n", "line 4, column path: is required"},
      {"path,year\na.txt,20x0\n",
       "line 2, column year: \"20x0\" must be a year from 1949 to 2100"},
      {"path,year\na.txt,1948\n",
       "line 2, column year: \"1948\" must be a year from 1949 to 2100"},
      {"path,code\na.txt,11010\n",
       "line 2, column code: \"11010\" must be a code of six digits or nine"},
      {"path,type\na.txt,law\n",
       "line 2, column type: \"law\" must be rule-of-law, disclosure, "
       "government-work or other"},
      {"path,url\na.txt,a.test/1\n",
       "line 2, column url: \"a.test/1\" must begin with http:// or https://"},
      {"path,date\na.txt,2021-02-30\n",
       "line 2, column date: \"2021-02-30\" must be YYYY-MM-DD"},
      {"path,url\na.txt,http://a\nb.txt,http://a\n",
       "line 3, column url: \"http://a\" is that of line 2"},
      {"path,year\n\"a.txt,2020\n",
       "line 2, column 1: a quote that is never closed"},
  };
  for (const auto& c : kCases) {
    const absl::Status status = Read(c.table).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << c.table;
    EXPECT_EQ(status.message(), absl::StrCat(Path(), ": ", c.message));
  }
  EXPECT_EQ(Read("path\na.txt\nb/../a.txt\n").status().message(),
            absl::StrCat(Path(), ": line 3, column path: \"", folder_.path(),
                         "/a.txt\" is that of line 2"));
}

TEST_F(ManifestTest, ReadsJsonLines) {
  const std::string path = folder_.path() + "/files.jsonl";
  const auto read = [&](absl::string_view lines) {
    std::ofstream(path, std::ios::binary) << lines;
    return ReadManifest(path);
  };
  const auto files = read(
      "{\"path\":\"a.zip/b.html\",\"year\":2020,\"reason\":\"gone\"}\r\n\n"
      "{\"code\":\"110108\",\"path\":\"/b.txt\"}");
  ASSERT_TRUE(files.ok()) << files.status();
  ASSERT_EQ(files->size(), 2u);
  EXPECT_EQ((*files)[0].path, folder_.path() + "/a.zip/b.html");
  EXPECT_EQ((*files)[0].hints.year(), 2020);
  EXPECT_EQ((*files)[1].path, "/b.txt");
  EXPECT_EQ((*files)[1].hints.division_code(), "110108");
  EXPECT_TRUE(read("")->empty());

  const struct {
    const char* lines;
    const char* message;
  } kCases[] = {
      {"{\"path\":\"a\"}\n[]\n", "line 2: is no JSON object"},
      {"{\"path\":", "line 1: is no JSON object"},
      {"{\"year\":2020}", "line 1, column path: is required"},
      {"{\"path\":\"a\",\"colour\":\"red\"}",
       "line 1, column colour: must be path, issuer, code, year, type, url or "
       "date"},
      {"{\"path\":[]}",
       "line 1, column path: must be a string or a whole number"},
      {"{\"path\":\"a\",\"year\":1948}",
       "line 1, column year: \"1948\" must be a year from 1949 to 2100"},
      {"{\"path\":\"a\"}\n{\"path\":\"a\"}", nullptr},
  };
  for (const auto& c : kCases) {
    const absl::Status status = read(c.lines).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << c.lines;
    if (c.message != nullptr) {
      EXPECT_EQ(status.message(), absl::StrCat(path, ": ", c.message));
    }
  }
}

TEST_F(ManifestTest, RefusesWhatItCannotRead) {
  EXPECT_EQ(ReadManifest(folder_.path() + "/no.csv").status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(ReadManifest(folder_.path()).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_TRUE(Read("path\na.txt\n").ok());
  std::filesystem::resize_file(Path(), kMaxManifestBytes + 1);
  EXPECT_EQ(ReadManifest(Path()).status().code(),
            absl::StatusCode::kResourceExhausted);
}

}  // namespace manifest_test
}  // namespace nianbao::client
