#include "client/documents/document_reader.h"

#include <filesystem>
#include <iostream>
#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/temporary_folder.h"
#include "tests/unit/client/archives/written_archive.h"

namespace nianbao::client {
namespace document_reader_test {

class DocumentReaderTest : public testing::Test {
 protected:
  std::string Path(const std::string& name) const {
    return folder_.path() + "/" + name;
  }

  absl::StatusOr<v1::Document> Read(const std::string& name) {
    return reader_.Read({.path = Path(name)});
  }

  // What the document holds, or why it cannot be read.
  std::string Content(const std::string& name) {
    const absl::StatusOr<v1::Document> document = Read(name);
    return document.ok() ? document->content()
                         : std::string(document.status().message());
  }

  const TemporaryFolder folder_;
  DocumentReader reader_;
};

TEST_F(DocumentReaderTest, ReadsBytesAsTheyAre) {
  const std::string content("\xef\xbb\xbf年\0报\xff\r\n", 13);
  WriteFile(Path("a.txt"), content);
  const absl::StatusOr<v1::Document> document = Read("a.txt");
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->content(), content);
  EXPECT_EQ(document->source_uri(), Path("a.txt"));
}

TEST_F(DocumentReaderTest, SaysWhatIsKnownOfTheFile) {
  WriteFile(Path("a.txt"), "x");
  DocumentFile file = {.path = Path("a.txt"), .url = "http://a.test/a"};
  file.hints.set_year(2020);
  const absl::StatusOr<v1::Document> document = reader_.Read(file);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->source_uri(), "http://a.test/a");
  EXPECT_EQ(document->hints().year(), 2020);
}

TEST_F(DocumentReaderTest, RefusesWhatItCannotRead) {
  EXPECT_TRUE(absl::IsNotFound(Read("no.txt").status()));
  WriteFile(Path("large.txt"), "");
  std::filesystem::resize_file(Path("large.txt"), kMaxFileBytes + 1);
  EXPECT_TRUE(absl::IsResourceExhausted(Read("large.txt").status()));
  std::filesystem::resize_file(Path("large.txt"), kMaxFileBytes);
  EXPECT_TRUE(Read("large.txt").ok());
}

TEST_F(DocumentReaderTest, NamesSourcesInUtf8) {
  WriteFile(Path("\xB1\xA8.txt"), "x");
  const absl::StatusOr<v1::Document> document = Read("\xB1\xA8.txt");
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->source_uri(), "file://" + Path("%B1%A8.txt"));
  EXPECT_TRUE(v1::Document().ParseFromString(document->SerializeAsString()));
}

TEST_F(DocumentReaderTest, ReadsMembersInAnyOrder) {
  WriteFile(Path("a.zip"),
            WrittenArchive(ArchiveKind::kZip,
                           {{"1.txt", "一"}, {"./b/2.txt", "二"}}));
  WriteFile(Path("b.tgz"),
            WrittenArchive(ArchiveKind::kTarGz, {{"3.txt", "三"}}));
  EXPECT_EQ(Content("a.zip/1.txt"), "一");
  EXPECT_EQ(Content("b.tgz/3.txt"), "三");
  EXPECT_EQ(Content("a.zip/b/2.txt"), "二");
  EXPECT_EQ(Content("a.zip/1.txt"), "一");
  EXPECT_EQ(Content("a.zip/no.txt"), "no such member in the archive");
  EXPECT_EQ(Content("a.zip/b/2.txt"), "二");
  EXPECT_EQ(Read("a.zip/b/2.txt")->source_uri(), Path("a.zip/b/2.txt"));
}

// What is wrong with one member costs no other.
TEST_F(DocumentReaderTest, LosesDamagedMembersAlone) {
  const std::string noise = "a text that is stored as it is, or nearly so";
  std::string zip = WrittenArchive(
      ArchiveKind::kZip, {{"1.txt", "一"}, {"2.txt", noise}, {"3.txt", "三"}});
  // The first header of the second member, and what is behind it.
  const size_t second = zip.find("2.txt");
  for (size_t i = second + 40; i < second + 60; ++i) zip[i] = '\xFF';
  WriteFile(Path("a.zip"), zip);
  EXPECT_EQ(Content("a.zip/1.txt"), "一");
  EXPECT_THAT(Content("a.zip/2.txt"), testing::HasSubstr("is damaged"));
  EXPECT_EQ(Content("a.zip/3.txt"), "三");
}

TEST_F(DocumentReaderTest, RefusesLargeAndEncryptedMembersAlone) {
  WriteFile(Path("a.tar.gz"),
            WrittenArchive(ArchiveKind::kTarGz,
                           {{"1.txt", std::string(kMaxFileBytes + 1, 'x')},
                            {"2.txt", "二"}}));
  EXPECT_EQ(Content("a.tar.gz/1.txt"), "larger than 33554432 bytes");
  EXPECT_EQ(Content("a.tar.gz/2.txt"), "二");
  WriteFile(Path("b.zip"),
            WrittenArchive(ArchiveKind::kEncryptedZip, {{"1.txt", "一"}}));
  EXPECT_EQ(Content("b.zip/1.txt"), "is encrypted");
}

TEST_F(DocumentReaderTest, ConvertsDocuments) {
  WriteFile(Path("a.txt.gz"), Gzipped("报告"));
  EXPECT_EQ(Content("a.txt.gz"), "报告");
  const std::string docx = WrittenArchive(
      ArchiveKind::kZip,
      {{"word/document.xml",
        "<w:document><w:body><w:p><w:r><w:t>报告</w:t></w:r></w:p></w:body>"
        "</w:document>"}});
  WriteFile(Path("a.zip"),
            WrittenArchive(ArchiveKind::kZip, {{"a.docx", docx}}));
  EXPECT_THAT(Content("a.zip/a.docx"), testing::HasSubstr("<p>报告</p>"));
}

TEST_F(DocumentReaderTest, ReadsStandardInput) {
  std::istringstream input("报告");
  std::streambuf* const before = std::cin.rdbuf(input.rdbuf());
  const absl::StatusOr<v1::Document> document =
      reader_.Read({.path = kStandardInput});
  std::cin.rdbuf(before);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->content(), "报告");
  EXPECT_THAT(document->source_uri(),
              testing::MatchesRegex("stdin:[0-9a-f]{16}"));
}

}  // namespace document_reader_test
}  // namespace nianbao::client
