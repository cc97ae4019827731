#include "client/output/formats/listing.h"

#include <sstream>

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
