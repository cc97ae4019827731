#include "extractor/document/mime.h"

#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "extractor/document/decode.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/document/encoding.h"

namespace nianbao::extractor {
namespace mime_test {

using ::testing::HasSubstr;

constexpr char kPage[] =
    "<html><body><p>全年采茶12件，制茶3件。</p></body></html>";

std::string QuotedPrintable(absl::string_view bytes) {
  std::string quoted;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (i % 20 == 19) quoted += "=\r\n";
    absl::StrAppend(
        &quoted, "=",
        absl::AsciiStrToUpper(absl::BytesToHexString(bytes.substr(i, 1))));
  }
  return quoted;
}

std::string Saved(absl::string_view type, absl::string_view encoding,
                  absl::string_view body) {
  return absl::StrCat(
      "From: <Saved by Blink>\r\nSubject: =?utf-8?Q?=E8=8C=B6?=\r\n"
      "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
      "\ttype=\"text/html\";\r\n\tboundary=\"----Part_1\"\r\n\r\n"
      "------Part_1\r\nContent-Type: ",
      type, "\r\nContent-Transfer-Encoding: ", encoding, "\r\n\r\n", body,
      "\r\n------Part_1\r\nContent-Type: image/png\r\n"
      "Content-Transfer-Encoding: base64\r\n\r\nAAAA\r\n------Part_1--\r\n");
}

v1::Document Make(absl::string_view bytes) {
  v1::Document document;
  document.set_content(std::string(bytes));
  return document;
}

std::string Text(absl::string_view bytes) {
  const v1::Document document = Make(bytes);
  const auto decoded = Decode(document);
  return decoded.ok() ? std::string(decoded->text())
                      : std::string(decoded.status().message());
}

TEST(MimeTest, ReadsSavedPages) {
  constexpr char kText[] = "全年采茶12件，制茶3件。";
  EXPECT_EQ(
      Text(Saved("text/html", "quoted-printable", QuotedPrintable(kPage))),
      kText);
  EXPECT_EQ(Text(Saved("text/html; charset=utf-8", "base64",
                       absl::Base64Escape(kPage))),
            kText);
  EXPECT_EQ(Text(Saved("text/html", "8bit", kPage)), kText);
  const std::string gb = *Encode(kPage, "GB18030");
  EXPECT_EQ(Text(Saved("text/html; charset=\"gb2312\"", "quoted-printable",
                       QuotedPrintable(gb))),
            kText);
  // Line ends of a file that was converted.
  EXPECT_EQ(Text(absl::StrReplaceAll(
                Saved("text/html", "quoted-printable", QuotedPrintable(kPage)),
                {{"\r\n", "\n"}})),
            kText);
  // A page in a part of parts.
  EXPECT_EQ(Text(Saved("multipart/alternative; boundary=in", "7bit",
                       absl::StrCat("--in\r\nContent-Type: text/plain\r\n\r\n"
                                    "纯文本\r\n--in\r\nContent-Type: "
                                    "text/html\r\n\r\n",
                                    kPage, "\r\n--in--"))),
            kText);
  // Plain text where there is no page; its bytes are the message's no more.
  EXPECT_THAT(Text(Saved("text/plain", "quoted-printable",
                         QuotedPrintable("全年采茶12件。"))),
              HasSubstr("全年采茶12件。"));
}

TEST(MimeTest, RefusesByNameWhatItCannotRead) {
  EXPECT_THAT(Text(Saved("image/png", "base64", "AAAA")),
              HasSubstr("is an MHTML archive that holds no page of text"));
  EXPECT_THAT(Text(Saved("text/html", "base64", "!")), HasSubstr("malformed"));
  EXPECT_THAT(Text(Saved("text/html", "x-uuencode", "!")),
              HasSubstr("transfer encoding that is not known"));
}

TEST(MimeTest, OtherTextsAreNone) {
  for (const char* text : {
           "全年采茶12件。",
           "MIME-Version: 茶",
           "来源: 茶局\nMIME-Version: 1.0\nContent-Type: text/html",
           "<html>MIME-Version: Content-Type:</html>",
           "Title: a\n\nMIME-Version: 1.0\nContent-Type: text/html",
           "",
       }) {
    EXPECT_FALSE(LooksLikeMime(text)) << text;
  }
}

// Any cut of a message is read or refused.
TEST(MimeTest, CutMessages) {
  const std::string whole =
      Saved("text/html", "quoted-printable", QuotedPrintable(kPage));
  for (size_t size = 0; size < whole.size(); ++size) {
    const auto text = ReadMimeText(absl::string_view(whole).substr(0, size));
    EXPECT_TRUE(text.ok() || absl::IsInvalidArgument(text.status())) << size;
  }
}

}  // namespace mime_test
}  // namespace nianbao::extractor
