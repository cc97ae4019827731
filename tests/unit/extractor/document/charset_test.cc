#include "extractor/document/charset.h"

#include <opencc/SimpleConverter.hpp>

#include "extractor/document/utf8_scan.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/document/encoding.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace charset_test {

using ::testing::HasSubstr;

constexpr size_t kNone = absl::string_view::npos;

TEST(ByteOrderMarkTest, TellsUtf32FromUtf16) {
  const struct {
    absl::string_view bytes;
    absl::string_view charset;
  } kCases[] = {
      {"\xEF\xBB\xBF受", "UTF-8"},
      {absl::string_view("\xFF\xFE\0\0", 4), "UTF-32LE"},
      {absl::string_view("\xFF\xFE\x17\x53", 4), "UTF-16LE"},
      {absl::string_view("\0\0\xFE\xFF", 4), "UTF-32BE"},
      {"\xFE\xFF\x53\x17", "UTF-16BE"},
      {"\x84\x31\x95\x33", "GB18030"},
  };
  for (const auto& c : kCases) {
    const ByteOrderMark mark = FindByteOrderMark(c.bytes);
    ASSERT_NE(mark.charset, nullptr) << c.charset;
    EXPECT_EQ(mark.charset, c.charset);
  }
  EXPECT_EQ(FindByteOrderMark("受理").charset, nullptr);
  EXPECT_EQ(FindByteOrderMark("").charset, nullptr);
}

TEST(CharsetInMarkupTest, ReadsWhatPagesDeclare) {
  const struct {
    absl::string_view page;
    absl::string_view charset;
  } kCases[] = {
      {"<html><head><meta charset=gb2312>", "gb2312"},
      {"<META CharSet = \"GBK\" />", "GBK"},
      {"<meta http-equiv='Content-Type' content='text/html; charset=big5'>",
       "big5"},
      {"<meta name=viewport content=x><meta charset='utf-8'>", "utf-8"},
      {"<?xml version=\"1.0\" encoding=\"GB18030\"?><html>", "GB18030"},
      {"<meta name=keywords content=x>charset=gbk", ""},
      {"<meta charset=", ""},
      {"<meta charset", ""},
      {"受理12件", ""},
      {"", ""},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(CharsetInMarkup(c.page), c.charset) << c.page;
  }
}

TEST(ConvertToUtf8Test, NamesTheMalformedByte) {
  const std::string bytes = *Encode("受理12件", "GB18030");
  EXPECT_EQ(ConvertToUtf8(bytes, "gb2312").value(), "受理12件");
  EXPECT_THAT(ConvertToUtf8(bytes + "\x81", "GB18030").status().message(),
              HasSubstr("is not valid GB18030 at byte 8"));
  EXPECT_THAT(ConvertToUtf8("ab\xFF\xFF", "GB18030").status().message(),
              HasSubstr("at byte 2"));
  EXPECT_THAT(ConvertToUtf8("abc", "UTF-16LE").status().message(),
              HasSubstr("at byte 2"));
  EXPECT_THAT(ConvertToUtf8("ab", "klingon").status().message(),
              HasSubstr("is in an unknown character set"));
}

// Every sample in every set that has its characters, without any mark.
class ConvertSamplesTest : public testing::TestWithParam<const char*> {};

TEST_P(ConvertSamplesTest, ReadLikeChinese) {
  const opencc::SimpleConverter s2t("s2t");
  int converted = 0;
  for (const Sample& sample : Samples()) {
    for (const std::string& text : {sample.text, s2t.Convert(sample.text)}) {
      const std::optional<std::string> bytes = Encode(text, GetParam());
      if (!bytes.has_value()) continue;
      ++converted;
      for (const char* declared : {"", "iso-8859-1", "klingon", GetParam()}) {
        const auto utf8 = ConvertUndeclared(*bytes, declared);
        ASSERT_TRUE(utf8.ok()) << sample.name << utf8.status();
        EXPECT_EQ(*utf8, text) << sample.name << " declared " << declared;
      }
    }
  }
  EXPECT_GT(converted, 5);
}

INSTANTIATE_TEST_SUITE_P(, ConvertSamplesTest,
                         testing::Values("GB18030", "Big5-HKSCS", "UTF-16LE",
                                         "UTF-16BE"));

TEST(ConvertUndeclaredTest, PassesOverAWrongDeclaration) {
  for (const Sample& sample : Samples()) {
    const std::string bytes = *Encode(sample.text, "GB18030");
    for (const char* declared : {"big5", "utf-8", "utf-16", "euc-jp"}) {
      EXPECT_EQ(ConvertUndeclared(bytes, declared).value_or(""), sample.text)
          << sample.name << " declared " << declared;
    }
  }
}

TEST(ConvertUndeclaredTest, TellsShortTexts) {
  EXPECT_EQ(ConvertUndeclared(*Encode("受理12件", "GB18030"), "").value(),
            "受理12件");
  EXPECT_EQ(
      ConvertUndeclared(*Encode("受理行政復議案件12件。", "Big5"), "").value(),
      "受理行政復議案件12件。");
}

TEST(ConvertUndeclaredTest, NamesTheByteThatFitsNothing) {
  // A few bytes that fit nothing cost no document; all over it they do.
  std::string gb, utf8;
  for (int i = 0; i < 40; ++i) {
    gb += *Encode("受理12件。", "GB18030") + "\xFF\xFF";
    utf8 += "受理12件。\xFF";
  }
  EXPECT_THAT(ConvertUndeclared(gb, "").status().message(),
              HasSubstr("is not valid GB18030 at byte"));
  EXPECT_THAT(ConvertUndeclared(utf8, "").status().message(),
              HasSubstr("is not valid UTF-8 at byte"));
  EXPECT_FALSE(ConvertUndeclared("\xFF\xFD\xFC\xFB\xFA", "").ok());
}

// Messages go into protocol buffers, which hold UTF-8 alone.
TEST(ConvertUndeclaredTest, QuotesNoBytesOfADeclaration) {
  std::string bytes;
  for (int i = 0; i < 40; ++i) {
    bytes += *Encode("受理12件。", "GB18030") + "\xFF\xFF";
  }
  for (const char* declared : {"gbk\xFF", "gb\xE4", "big5\x81", "utf\xFE-16"}) {
    const absl::Status status = ConvertUndeclared(bytes, declared).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(ScanUtf8(status.message()).invalid, kNone) << declared;
    EXPECT_EQ(
        ScanUtf8(ConvertToUtf8(bytes, declared).status().message()).invalid,
        kNone)
        << declared;
  }
}

}  // namespace charset_test
}  // namespace nianbao::extractor
