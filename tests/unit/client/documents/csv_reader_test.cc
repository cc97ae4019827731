#include "client/documents/csv_reader.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace csv_reader_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(CsvReaderTest, ReadsRows) {
  const auto rows = ReadCsv(
      "\xEF\xBB\xBFpath,issuer\r\n"
      "a.txt,\"海淀区,样例\"\n"
      "\n"
      "\"b \"\"c\"\"\",\"two\nlines\"\n"
      ",\n"
      "last,");
  ASSERT_TRUE(rows.ok()) << rows.status();
  ASSERT_EQ(rows->size(), 5u);
  EXPECT_THAT((*rows)[0].fields, ElementsAre("path", "issuer"));
  EXPECT_THAT((*rows)[1].fields, ElementsAre("a.txt", "海淀区,样例"));
  EXPECT_THAT((*rows)[2].fields, ElementsAre("b \"c\"", "two\nlines"));
  EXPECT_THAT((*rows)[3].fields, ElementsAre("", ""));
  EXPECT_THAT((*rows)[4].fields, ElementsAre("last", ""));
  EXPECT_EQ((*rows)[2].line, 4);
  EXPECT_EQ((*rows)[3].line, 6);
  EXPECT_THAT(*ReadCsv(""), IsEmpty());
  EXPECT_THAT(*ReadCsv("\n\r\n\n"), IsEmpty());
}

TEST(CsvReaderTest, NamesLineAndColumnOfWhatIsWrong) {
  const struct {
    absl::string_view text;
    const char* message;
  } kCases[] = {
      {"a,b\nc,d \"e\"\n",
       "line 2, column 2: a quote in a field that does not begin with one"},
      {"a\n\"b\" c\n",
       "line 2, column 1: text after the quote that closes the field"},
      {"a\nb,\"c\n\nd\n", "line 2, column 2: a quote that is never closed"},
      {"a\n\"b\n\",\xCA\xDC\n",
       "line 3, column 2: is not UTF-8; save the table as CSV in UTF-8"},
      {absl::string_view("a,b\0", 4),
       "line 1, column 2: is not UTF-8; save the table as CSV in UTF-8"},
  };
  for (const auto& c : kCases) {
    const absl::Status status = ReadCsv(c.text).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << c.text;
    EXPECT_EQ(status.message(), c.message);
  }
}

}  // namespace csv_reader_test
}  // namespace nianbao::client
