#include "client/output/formats/listing.h"

#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/output/formats/table_writer.h"
#include "gmock/gmock.h"
#include "nianbao/v1/division.pb.h"

namespace nianbao::client {
namespace listing_test {

using ::testing::HasSubstr;

v1::Division Haidian() {
  v1::Division division;
  division.set_name("divisions/110108");
  division.set_display_name("海淀区");
  division.set_level(v1::LEVEL_COUNTY);
  return division;
}

OutputOptions In(Format format) {
  OutputOptions options;
  options.format = format;
  return options;
}

// What a listing of these rows prints; an error's message where there is one.
std::string PrintRows(const OutputOptions& options, std::vector<Column> columns,
                      const std::vector<std::vector<Cell>>& rows) {
  std::ostringstream out;
  absl::StatusOr<Listing> listing =
      Listing::Create(out, Screen(), options, std::move(columns));
  if (!listing.ok()) {
    EXPECT_EQ(listing.status().code(), absl::StatusCode::kInvalidArgument);
    return std::string(listing.status().message());
  }
  EXPECT_EQ(out.str(), "");
  absl::Status status;
  for (const std::vector<Cell>& row : rows) {
    status.Update(listing->Add(Haidian(), row));
  }
  EXPECT_EQ(listing->size(), rows.size());
  status.Update(listing->Finish());
  return status.ok() ? out.str() : std::string(status.message());
}

std::string Print(Format format, int rows) {
  return PrintRows(
      In(format), {{"name"}, {"count", Column::Align::kRight}, {"share"}},
      std::vector<std::vector<Cell>>(
          rows, {Text("海淀区,\"x\""), Count(12345), Share(0.125)}));
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
            "name,count,share\n\"海淀区,\"\"x\"\"\",12345,12.5\n");
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
      {Share(-0.5), "-50", "-50"},
  };
  for (const Case& c : cases) {
    for (const auto& [raw, expected] :
         {std::pair(false, c.harmless), std::pair(true, c.raw)}) {
      OutputOptions options = In(Format::kCsv);
      options.raw = raw;
      EXPECT_EQ(PrintRows(options, {{"name"}}, {{c.cell}}),
                absl::StrCat("name\n", expected, "\n"));
    }
  }
}

TEST(Listing, PrintsCsvWithoutControlCharacters) {
  EXPECT_EQ(PrintRows(In(Format::kCsv), {{"name"}},
                      {{Text("a\x1b[2J\tb\u0085\u200F\xff c")}}),
            "name\na [2J b \u200F\uFFFD c\n");
}

TEST(Listing, EscapesTsv) {
  EXPECT_EQ(PrintRows(In(Format::kTsv), {{"name"}, {"count"}},
                      {{Text("a\tb\nc\\d,\"e\"\x1b"), Count(1234)},
                       {Text("=1"), Share(0.5)},
                       {Text("\t=1"), Cell()}}),
            "name\tcount\n"
            "a\\tb\\nc\\\\d,\"e\" \t1234\n"
            "'=1\t50\n"
            "'\\t=1\t\n");
}

TEST(Listing, BeginsFilesAsAsked) {
  OutputOptions options = In(Format::kCsv);
  options.bom = true;
  EXPECT_EQ(PrintRows(options, {{"a"}}, {{Text("b")}}),
            "\xEF\xBB\xBF"
            "a\nb\n");
  options.no_header = true;
  EXPECT_EQ(PrintRows(options, {{"a"}}, {{Text("b")}}),
            "\xEF\xBB\xBF"
            "b\n");
  options = In(Format::kTsv);
  options.language = Language::kChinese;
  EXPECT_EQ(PrintRows(options, {{{"level", "层级"}}, {{"x"}}},
                      {{Word("county"), Text("y")}}),
            "层级\tX\ncounty\ty\n");
}

TEST(Listing, PrintsJson) {
  EXPECT_EQ(Print(Format::kJson, 0), "[]\n");
  EXPECT_EQ(Print(Format::kJson, 2),
            std::string("[\n") + kJson + ",\n" + kJson + "\n]\n");
  EXPECT_EQ(Print(Format::kJsonLines, 0), "");
  EXPECT_EQ(Print(Format::kJsonLines, 2),
            std::string(kJson) + "\n" + kJson + "\n");
}

TEST(Listing, CutsLongTables) {
  const std::string text =
      Print(Format::kTable, TableWriter::kRowsPerTable + 1);
  size_t headings = 0;
  for (size_t at = text.find("NAME"); at != std::string::npos;
       at = text.find("NAME", at + 1)) {
    ++headings;
  }
  EXPECT_EQ(headings, 2u);
}

TEST(Listing, ChoosesAndOrdersColumns) {
  OutputOptions options = In(Format::kCsv);
  options.columns = {"MEAN VALUE", "名称"};
  const std::vector<Column> columns = {
      {{"name", "名称"}}, {"count"}, {"mean_value"}};
  EXPECT_EQ(PrintRows(options, columns, {{Text("a"), Count(1), Number(2.5)}}),
            "mean_value,name\n2.5,a\n");
  options.columns = {"median"};
  EXPECT_EQ(PrintRows(options, columns, {}),
            "no column median; there are name, count, mean_value");
}

TEST(Listing, SortsRows) {
  const std::vector<std::vector<Cell>> rows = {{Text("b"), Number(10)},
                                               {Text("c"), Cell()},
                                               {Text("a"), Number(9)},
                                               {Text("d"), Number(-1.5)}};
  const auto sorted = [&](const char* by) {
    OutputOptions options = In(Format::kCsv);
    options.sort = by;
    options.no_header = true;
    options.columns = {"name"};
    return PrintRows(options, {{"name"}, {"value"}}, rows);
  };
  EXPECT_EQ(sorted("value"), "d\na\nb\nc\n");
  EXPECT_EQ(sorted("-value"), "b\na\nd\nc\n");
  EXPECT_EQ(sorted("name"), "a\nb\nc\nd\n");
  EXPECT_EQ(sorted("-name"), "d\nc\nb\na\n");
  EXPECT_THAT(sorted("-"), HasSubstr("no column"));
}

TEST(Listing, SortsJson) {
  OutputOptions options = In(Format::kJsonLines);
  options.sort = "-code";
  std::ostringstream out;
  absl::StatusOr<Listing> listing =
      Listing::Create(out, Screen(), options, {{"code"}});
  ASSERT_TRUE(listing.ok()) << listing.status();
  for (const char* name : {"a", "b"}) {
    v1::Division division;
    division.set_name(name);
    EXPECT_TRUE(listing->Add(division, {Text(name)}).ok());
  }
  EXPECT_TRUE(listing->Finish().ok());
  EXPECT_EQ(out.str(), "{\"name\":\"b\"}\n{\"name\":\"a\"}\n");
}

TEST(Listing, RefusesToSortTooManyRows) {
  OutputOptions options = In(Format::kCsv);
  options.sort = "a";
  std::ostringstream out;
  absl::StatusOr<Listing> listing =
      Listing::Create(out, Screen(), options, {{"a"}});
  ASSERT_TRUE(listing.ok()) << listing.status();
  const v1::Division row;
  absl::Status status;
  for (size_t i = 0; i < Listing::kMaxSortedRows; ++i) {
    status.Update(listing->Add(row, {Cell()}));
  }
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(listing->Add(row, {Cell()}).code(),
            absl::StatusCode::kResourceExhausted);
}

TEST(Listing, RefusesOptionsThatDoNotGoTogether) {
  struct Case {
    Format format;
    void (*ask)(OutputOptions&);
    const char* message;
  };
  const Case cases[] = {
      {Format::kJson, [](OutputOptions& o) { o.columns = {"a"}; },
       "--columns goes with table, csv, tsv, markdown and xlsx"},
      {Format::kSdmxCsv, [](OutputOptions& o) { o.sort = "a"; },
       "--sort orders rows; sdmx-csv and json-stat have single figures"},
      {Format::kMarkdown, [](OutputOptions& o) { o.no_header = true; },
       "--no-header goes with table, csv, tsv and xlsx"},
      {Format::kJsonLines, [](OutputOptions& o) { o.bom = true; },
       "--bom goes with csv and tsv"},
      {Format::kTable, [](OutputOptions& o) { o.raw = true; },
       "--raw goes with csv and tsv"},
  };
  for (const Case& c : cases) {
    OutputOptions options = In(c.format);
    c.ask(options);
    EXPECT_EQ(PrintRows(options, {{"a"}}, {}), c.message);
  }
}

}  // namespace listing_test
}  // namespace nianbao::client
