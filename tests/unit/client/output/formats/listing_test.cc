#include "client/output/formats/listing.h"

#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "nianbao/v1/division.pb.h"

namespace nianbao::client {
namespace listing_test {

v1::Division Haidian() {
  v1::Division division;
  division.set_name("divisions/110108");
  division.set_display_name("海淀区");
  division.set_level(v1::LEVEL_COUNTY);
  return division;
}

std::string Print(Format format, int rows) {
  std::ostringstream out;
  Listing listing(out, format,
                  {{"name"}, {"count", Column::Align::kRight}, {"share"}});
  for (int i = 0; i < rows; ++i) {
    listing.Add(Haidian(), {Text("海淀区,\"x\""), Count(12345), Share(0.125)});
  }
  EXPECT_EQ(listing.size(), static_cast<size_t>(rows));
  listing.Finish();
  return out.str();
}

constexpr char kJson[] =
    R"({"name":"divisions/110108","displayName":"海淀区","level":"LEVEL_COUNTY"})";

TEST(Listing, PrintsTables) {
  EXPECT_EQ(Print(Format::kTable, 0), "");
  EXPECT_EQ(Print(Format::kTable, 1),
            "NAME         COUNT  SHARE\n"
            "海淀区,\"x\"  12,345  12.5%\n");
}

TEST(Listing, PrintsCsvWithPlainNumbers) {
  EXPECT_EQ(Print(Format::kCsv, 0), "name,count,share\n");
  EXPECT_EQ(Print(Format::kCsv, 1),
            "name,count,share\n\"海淀区,\"\"x\"\"\",12345,0.125\n");
}

// What a report says must not be computed by a spreadsheet.
TEST(Listing, KeepsFormulasOutOfCsv) {
  struct Case {
    Cell cell;
    const char* harmless;
    const char* raw;
  };
  const Case cases[] = {
      {Text("=1+1"), "'=1+1", "=1+1"},
      {Text("+86"), "'+86", "+86"},
      {Text("-1.2"), "'-1.2", "-1.2"},
      {Text("@a"), "'@a", "@a"},
      {Text("\t=1"), "' =1", " =1"},
      {Text("\r=1"), "' =1", " =1"},
      {Text("\n=1"), "\"'\n=1\"", "\"\n=1\""},
      {Text("=a,b"), "\"'=a,b\"", "\"=a,b\""},
      {Text("a=1"), "a=1", "a=1"},
      {Text(""), "", ""},
      {Number(-1.2), "-1.2", "-1.2"},
      {Count(-3), "-3", "-3"},
      {Share(-0.5), "-0.5", "-0.5"},
  };
  for (const Case& c : cases) {
    for (const auto& [format, expected] : {std::pair(Format::kCsv, c.harmless),
                                           std::pair(Format::kRawCsv, c.raw)}) {
      std::ostringstream out;
      Listing listing(out, format, {{"name"}});
      listing.Add(Haidian(), {c.cell});
      listing.Finish();
      EXPECT_EQ(out.str(), absl::StrCat("name\n", expected, "\n"));
    }
  }
}

TEST(Listing, PrintsCsvWithoutControlCharacters) {
  std::ostringstream out;
  Listing listing(out, Format::kRawCsv, {{"name"}});
  listing.Add(Haidian(), {Text("a\x1b[2J\tb\u0085\u200F\xff c")});
  listing.Finish();
  EXPECT_EQ(out.str(), "name\na [2J b \u200F\uFFFD c\n");
}

TEST(Listing, PrintsJson) {
  EXPECT_EQ(Print(Format::kJson, 0), "[]\n");
  EXPECT_EQ(Print(Format::kJson, 2),
            std::string("[\n") + kJson + ",\n" + kJson + "\n]\n");
  EXPECT_EQ(Print(Format::kJsonLines, 0), "");
  EXPECT_EQ(Print(Format::kJsonLines, 2),
            std::string(kJson) + "\n" + kJson + "\n");
}

TEST(Listing, PrintsNothingBeforeTheFirstRow) {
  for (Format format : kRowFormats) {
    std::ostringstream out;
    Listing listing(out, format, {{"name"}});
    EXPECT_EQ(out.str(), "");
  }
}

TEST(Listing, CutsLongTables) {
  const std::string text = Print(Format::kTable, Listing::kRowsPerTable + 1);
  size_t headings = 0;
  for (size_t at = text.find("NAME"); at != std::string::npos;
       at = text.find("NAME", at + 1)) {
    ++headings;
  }
  EXPECT_EQ(headings, 2u);
}

}  // namespace listing_test
}  // namespace nianbao::client
