#include "client/documents/documents.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace documents_test {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

class DocumentsTest : public testing::Test {
 protected:
  DocumentsTest() {
    std::string pattern = testing::TempDir() + "documents.XXXXXX";
    folder_ = mkdtemp(pattern.data());
  }
  ~DocumentsTest() override { fs::remove_all(folder_); }

  std::string Path(const std::string& name) const { return folder_ / name; }

  // The paths of the files found.
  static std::vector<std::string> Paths(const DocumentFiles& found) {
    std::vector<std::string> paths;
    for (const DocumentFile& file : found.files) paths.push_back(file.path);
    return paths;
  }

  void Write(const std::string& name, const std::string& content = "x") {
    fs::create_directories(fs::path(Path(name)).parent_path());
    std::ofstream(Path(name), std::ios::binary) << content;
  }

  fs::path folder_;
};

TEST_F(DocumentsTest, WalksFolders) {
  for (const char* name : {"b.txt", "a.HTML", "sub/c.shtml", "sub/deep/d.htm",
                           "logo.png", ".hidden.txt", ".git/e.txt"}) {
    Write(name);
  }
  DocumentFiles found = FindDocuments({folder_.string()});
  EXPECT_THAT(Paths(found),
              ElementsAre(Path("a.HTML"), Path("b.txt"), Path("sub/c.shtml"),
                          Path("sub/deep/d.htm")));
  EXPECT_THAT(found.failures, IsEmpty());
  EXPECT_EQ(found.passed_over, 1);
}

TEST_F(DocumentsTest, ExpandsPatterns) {
  for (const char* name : {"2020/a.txt", "2021/a.txt", "2021/b.txt", "n.txt"}) {
    Write(name);
  }
  EXPECT_THAT(
      Paths(FindDocuments({Path("20*/[ab].txt")})),
      ElementsAre(Path("2020/a.txt"), Path("2021/a.txt"), Path("2021/b.txt")));
  EXPECT_THAT(
      Paths(FindDocuments({Path("202?")})),
      ElementsAre(Path("2020/a.txt"), Path("2021/a.txt"), Path("2021/b.txt")));
}

TEST_F(DocumentsTest, TakesAFileWhoseNameIsAPattern) {
  Write("a[1].txt");
  EXPECT_THAT(Paths(FindDocuments({Path("a[1].txt")})),
              ElementsAre(Path("a[1].txt")));
}

TEST_F(DocumentsTest, TakesNamedFilesWhateverTheirName) {
  Write("report.dat");
  EXPECT_THAT(Paths(FindDocuments({Path("report.dat")})),
              ElementsAre(Path("report.dat")));
}

TEST_F(DocumentsTest, TakesEachFileOnce) {
  Write("a.txt");
  EXPECT_THAT(Paths(FindDocuments({Path("a.txt"), Path("./a.txt"),
                                   Path("*.txt"), folder_.string()})),
              ElementsAre(Path("a.txt")));
}

// What a manifest says of a file holds when the file is found again.
TEST_F(DocumentsTest, TakesFilesOfAManifestFirst) {
  for (const char* name : {"a.txt", "b.txt"}) Write(name);
  v1::Hints hints;
  hints.set_year(2020);
  const DocumentFiles found = FindDocuments(
      {folder_.string()},
      {{.path = Path("b.txt"), .url = "http://a.test/b", .hints = hints}});
  EXPECT_THAT(Paths(found), ElementsAre(Path("b.txt"), Path("a.txt")));
  const absl::StatusOr<v1::Document> document = ReadDocument(found.files[0]);
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->source_uri(), "http://a.test/b");
  EXPECT_EQ(document->hints().year(), 2020);
}

TEST_F(DocumentsTest, TellsWhatIsNotThere) {
  DocumentFiles found = FindDocuments({Path("no.txt"), Path("no*.txt")});
  EXPECT_THAT(Paths(found), IsEmpty());
  ASSERT_EQ(found.failures.size(), 2u);
  EXPECT_EQ(found.failures[0].path, Path("no.txt"));
  EXPECT_EQ(found.failures[1].status.code(), absl::StatusCode::kNotFound);
}

TEST_F(DocumentsTest, ReadsBytesAsTheyAre) {
  const std::string content("\xef\xbb\xbf年\0报\xff\r\n", 13);
  Write("a.txt", content);
  absl::StatusOr<v1::Document> document = ReadDocument({.path = Path("a.txt")});
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->content(), content);
  EXPECT_EQ(document->source_uri(), Path("a.txt"));
}

TEST_F(DocumentsTest, RefusesWhatItCannotRead) {
  EXPECT_EQ(ReadDocument({.path = Path("no.txt")}).status().code(),
            absl::StatusCode::kNotFound);
  Write("large.txt");
  fs::resize_file(Path("large.txt"), kMaxFileBytes + 1);
  EXPECT_EQ(ReadDocument({.path = Path("large.txt")}).status().code(),
            absl::StatusCode::kResourceExhausted);
  fs::resize_file(Path("large.txt"), kMaxFileBytes);
  EXPECT_TRUE(ReadDocument({.path = Path("large.txt")}).ok());
}

// An archive from a Chinese Windows has its names in GBK.
TEST_F(DocumentsTest, ReadsFilesWhoseNamesAreNoUtf8) {
  Write("\xBA\xA3\xB5\xED/\xB1\xA8.txt");
  const DocumentFiles found = FindDocuments({folder_.string()});
  ASSERT_THAT(Paths(found), ElementsAre(Path("\xBA\xA3\xB5\xED/\xB1\xA8.txt")));
  const absl::StatusOr<v1::Document> document = ReadDocument(found.files[0]);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->source_uri(),
            "file://" + Path("%BA%A3%B5%ED/%B1%A8.txt"));
  EXPECT_TRUE(v1::Document().ParseFromString(document->SerializeAsString()));
}

}  // namespace documents_test
}  // namespace nianbao::client
