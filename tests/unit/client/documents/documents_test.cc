#include "client/documents/documents.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/client/archives/written_archive.h"

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
  EXPECT_THAT(found.passed_over, ElementsAre(Path("logo.png")));
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
  EXPECT_EQ(found.files[0].url, "http://a.test/b");
  EXPECT_EQ(found.files[0].hints.year(), 2020);
}

TEST_F(DocumentsTest, TellsWhatIsNotThere) {
  DocumentFiles found = FindDocuments({Path("no.txt"), Path("no*.txt")});
  EXPECT_THAT(Paths(found), IsEmpty());
  ASSERT_EQ(found.failures.size(), 2u);
  EXPECT_EQ(found.failures[0].path, Path("no.txt"));
  EXPECT_EQ(found.failures[1].status.code(), absl::StatusCode::kNotFound);
}

// An archive from a Chinese Windows has its names in GBK.
TEST_F(DocumentsTest, FindsFilesWhoseNamesAreNoUtf8) {
  Write("\xBA\xA3\xB5\xED/\xB1\xA8.txt");
  EXPECT_THAT(Paths(FindDocuments({folder_.string()})),
              ElementsAre(Path("\xBA\xA3\xB5\xED/\xB1\xA8.txt")));
}

TEST_F(DocumentsTest, TakesAllFormatsByTheirNames) {
  for (const char* name : {"a.PDF", "b.docx", "c.odt", "d.txt.gz", "e.pdf.gz",
                           "f.doc", "g.xlsx", "h.gz"}) {
    Write(name);
  }
  const DocumentFiles found = FindDocuments({folder_.string()});
  EXPECT_THAT(Paths(found),
              ElementsAre(Path("a.PDF"), Path("b.docx"), Path("c.odt"),
                          Path("d.txt.gz"), Path("e.pdf.gz")));
  EXPECT_THAT(found.passed_over,
              ElementsAre(Path("f.doc"), Path("g.xlsx"), Path("h.gz")));
}

TEST_F(DocumentsTest, LooksIntoArchives) {
  const ArchiveMembers members = {
      {"b/2.txt", "x"},          {"1.html", "x"},       {"a.png", "x"},
      {"../out.txt", "x"},       {".hidden/1.txt", ""}, {"b/.1.txt", ""},
      {"__MACOSX/._1.html", ""}, {"inner.zip", "x"},    {"1.html", "again"}};
  Write("z/a.zip", WrittenArchive(ArchiveKind::kZip, members));
  Write("z/b.tar.gz", WrittenArchive(ArchiveKind::kTarGz, {{"3.txt", "x"}}));
  const DocumentFiles found = FindDocuments({Path("z"), Path("z/a.zip")});
  EXPECT_THAT(Paths(found),
              ElementsAre(Path("z/a.zip/b/2.txt"), Path("z/a.zip/1.html"),
                          Path("z/b.tar.gz/3.txt")));
  EXPECT_THAT(found.failures, IsEmpty());
  EXPECT_THAT(
      found.passed_over,
      testing::IsSupersetOf({Path("z/a.zip/a.png"), Path("z/a.zip/../out.txt"),
                             Path("z/a.zip/inner.zip")}));
  EXPECT_THAT(Paths(FindDocuments({Path("z/a.zip/b/2.txt")})),
              ElementsAre(Path("z/a.zip/b/2.txt")));
}

TEST_F(DocumentsTest, LosesABadArchiveAlone) {
  Write("a.zip", "no archive");
  Write("b.txt");
  const DocumentFiles found = FindDocuments({folder_.string()});
  EXPECT_THAT(Paths(found), ElementsAre(Path("b.txt")));
  ASSERT_EQ(found.failures.size(), 1u);
  EXPECT_EQ(found.failures[0].path, Path("a.zip"));
}

TEST_F(DocumentsTest, TakesStandardInputOnce) {
  EXPECT_THAT(Paths(FindDocuments({"-", "-"})), ElementsAre("-"));
}

TEST_F(DocumentsTest, RefusesFoldersWithNothingToRead) {
  Write("pictures/a.png");
  Write("pictures.zip", WrittenArchive(ArchiveKind::kZip, {{"a.png", "x"}}));
  for (const char* name : {"pictures", "pictures.zip", "pict*"}) {
    const DocumentFiles found = FindDocuments({Path(name)});
    EXPECT_THAT(Paths(found), IsEmpty());
    ASSERT_EQ(found.failures.size(), 1u) << name;
    EXPECT_EQ(found.failures[0].path, Path(name));
    EXPECT_EQ(found.failures[0].status.message(),
              "holds no file that can be read");
  }
}

TEST_F(DocumentsTest, DoesNotFollowLinksToFolders) {
  Write("a/b.txt");
  fs::create_directory_symlink(Path("a"), Path("a/up"));
  fs::create_symlink(Path("a/round"), Path("a/round"));
  const DocumentFiles found = FindDocuments({Path("a")});
  EXPECT_THAT(Paths(found), ElementsAre(Path("a/b.txt")));
  EXPECT_THAT(found.failures, IsEmpty());
}

}  // namespace documents_test
}  // namespace nianbao::client
