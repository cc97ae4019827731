#include "client/output/formats/xlsx.h"

#include <filesystem>
#include <sstream>

#include "gtest/gtest.h"
#include "tests/temporary_folder.h"
#include "tests/unit/client/output/with_variable.h"

namespace nianbao::client {
namespace xlsx_test {

// What cells hold is tested by tests/e2e/cases/xlsx, which unpacks a workbook.
TEST(XlsxWriter, WritesAWorkbookAtTheEnd) {
  const TemporaryFolder folder;
  const WithVariable temporary("TMPDIR", folder.path().c_str());
  std::ostringstream out;
  {
    XlsxWriter writer(out, "stats", {"name", "count"}, Language::kEnglish);
    ASSERT_TRUE(writer.Add({{Text("=1+1"), Count(3)}, ""}).ok());
    ASSERT_TRUE(writer.Add({{Text(std::string(40000, 'x')), Cell()}, ""}).ok());
    EXPECT_EQ(out.str(), "");
    const absl::Status finished = writer.Finish();
    EXPECT_TRUE(finished.ok()) << finished;
  }
  EXPECT_EQ(out.str().substr(0, 4), "PK\x03\x04");
  EXPECT_NE(out.str().find("xl/worksheets/sheet1.xml"), std::string::npos);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(XlsxWriter, LeavesNothingBehindWhenACommandFails) {
  const TemporaryFolder folder;
  const WithVariable temporary("TMPDIR", folder.path().c_str());
  std::ostringstream out;
  {
    XlsxWriter writer(out, "stats", {}, Language::kEnglish);
    ASSERT_TRUE(writer.Add({{Text("a")}, ""}).ok());
  }
  EXPECT_EQ(out.str(), "");
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(XlsxWriter, TellsWhereNoFileCanBeMade) {
  const WithVariable temporary("TMPDIR", "/nowhere");
  std::ostringstream out;
  XlsxWriter writer(out, "stats", {"name"}, Language::kEnglish);
  EXPECT_EQ(writer.Add({{Text("a")}, ""}).code(), absl::StatusCode::kInternal);
  EXPECT_EQ(writer.Finish().code(), absl::StatusCode::kInternal);
}

}  // namespace xlsx_test
}  // namespace nianbao::client
