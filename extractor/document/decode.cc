// The order of decisions between bytes and text; see decode.h for what counts.
//
//     size, known binary formats        refused by their first bytes
//     a saved page (MHTML)              unpacked (mime.h)
//     byte order mark                   believed
//     valid UTF-8 without NULs          taken as it is, without a copy
//     declared or guessed character set converted (charset.h)
//     a page                            its main part (html.h)
//     a text                            its tables (tables/text_tables.h)
//     traces of a bad conversion        told as a doubt, not refused: the
//                                       figures may be right all the same
//
// A declaration never overrules valid UTF-8: no other character set gives valid
// UTF-8 by chance, and servers declare what they like.
#include "extractor/document/decode.h"

#include <cstring>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "extractor/document/charset.h"
#include "extractor/document/chinese_prose.h"
#include "extractor/document/html.h"
#include "extractor/document/mime.h"
#include "extractor/document/utf8_scan.h"
#include "extractor/tables/text_tables.h"

namespace nianbao::extractor {
namespace {

absl::Status Refuse(absl::string_view why) {
  return BadRequest("document.content", why);
}

absl::Status CheckSize(absl::string_view what, size_t size) {
  if (size <= kMaxDocumentBytes) return absl::OkStatus();
  return Refuse(
      absl::StrCat(what, size, " bytes; the limit is ", kMaxDocumentBytes));
}

// Formats that folders of reports hold beside text and pages, by their first
// bytes.
absl::Status CheckFormat(absl::string_view bytes) {
  static constexpr struct {
    absl::string_view magic;
    absl::string_view what;
  } kFormats[] = {
      {"%PDF-", "a PDF"},
      {"PK\x03\x04", "a ZIP archive or an office document (docx, xlsx, ofd)"},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old office document (doc, xls)"},
      {"{\\rtf", "an RTF document"},
      {"\x89PNG", "a PNG image"},
      {"\xFF\xD8\xFF", "a JPEG image"},
      {"GIF8", "a GIF image"},
      {"\x1F\x8B", "a gzip archive"},
      {"Rar!\x1A", "a RAR archive"},
      {"7z\xBC\xAF\x27\x1C", "a 7z archive"},
  };
  for (const auto& format : kFormats) {
    if (absl::StartsWith(bytes, format.magic)) {
      return Refuse(absl::StrCat("looks like ", format.what,
                                 "; plain text or HTML is needed"));
    }
  }
  return absl::OkStatus();
}

// The text after a byte order mark, without the mark.
absl::StatusOr<DecodedText> ConvertMarked(absl::string_view bytes,
                                          const ByteOrderMark& mark) {
  absl::StatusOr<std::string> utf8 = ConvertDamaged(bytes, mark.charset);
  if (!utf8.ok()) return utf8.status();
  constexpr size_t kMarkInUtf8 = 3;
  DecodedText text(utf8->substr(kMarkInUtf8));
  text.charset = mark.charset;
  return text;
}

// The text of bytes that are not UTF-8 and say nothing by a mark.
absl::StatusOr<DecodedText> ConvertUnmarked(absl::string_view bytes,
                                            absl::string_view declared) {
  if (declared.empty()) declared = CharsetInMarkup(bytes);
  std::string charset;
  absl::StatusOr<std::string> utf8 =
      ConvertUndeclared(bytes, declared, &charset);
  if (!utf8.ok()) return utf8.status();
  DecodedText text(*std::move(utf8));
  text.charset = std::move(charset);
  return text;
}

// The bytes as UTF-8: as they are where they are valid, else converted.
absl::StatusOr<DecodedText> ToUtf8Text(absl::string_view bytes,
                                       absl::string_view declared,
                                       const Utf8Scan& scan) {
  const ByteOrderMark mark = FindByteOrderMark(bytes);
  const bool is_utf8 = scan.invalid == absl::string_view::npos &&
                       scan.nul == absl::string_view::npos;
  if (mark.charset != nullptr &&
      (!is_utf8 || absl::string_view(mark.charset) != "UTF-8")) {
    return ConvertMarked(bytes, mark);
  }
  if (!is_utf8) return ConvertUnmarked(bytes, declared);
  return DecodedText(bytes);
}

// Why the text may not be what was written; empty without doubt. `scan` is that
// of the text.
Wording Doubt(absl::string_view text, const Utf8Scan& scan) {
  if (text.empty()) return {};
  if (scan.replacements > 0) {
    return {absl::StrCat(scan.replacements,
                         " characters were lost in an earlier conversion, the "
                         "first at byte ",
                         scan.replacement),
            absl::StrCat("此前的转换丢失了", scan.replacements,
                         "个字符，第一个在第", scan.replacement, "字节"),
            {{"cause", "replaced"},
             {"replaced", absl::StrCat(scan.replacements)},
             {"byte", absl::StrCat(scan.replacement)}}};
  }
  // U+FFFD twice in UTF-8, read as GBK.
  static constexpr absl::string_view kLost = "锟斤拷";
  if (const void* const found =
          memmem(text.data(), text.size(), kLost.data(), kLost.size())) {
    const ptrdiff_t at = static_cast<const char*>(found) - text.data();
    return {absl::StrCat("an earlier conversion left 锟斤拷 at byte ", at),
            absl::StrCat("此前的转换在第", at, "字节留下了“锟斤拷”"),
            {{"cause", "converted_twice"}, {"byte", absl::StrCat(at)}}};
  }
  if (!ReadsLikeChinese(text)) {
    return {
        "the text reads like no Chinese: it may have been decoded in a wrong "
        "character set",
        "文字不像中文：可能按错误的字符集解码",
        {{"cause", "unlike_chinese"}}};
  }
  return {};
}

}  // namespace

absl::StatusOr<DecodedText> Decode(const v1::Document& document) {
  absl::string_view bytes = document.content();
  absl::string_view charset = document.charset();
  if (bytes.empty()) return Refuse("is empty");
  if (auto status = CheckSize("has ", bytes.size()); !status.ok()) {
    return status;
  }
  if (auto status = CheckFormat(bytes); !status.ok()) return status;

  MimeText unpacked;
  if (LooksLikeMime(bytes)) {
    absl::StatusOr<MimeText> text = ReadMimeText(bytes);
    if (!text.ok()) return text.status();
    unpacked = *std::move(text);
    bytes = unpacked.bytes;
    charset = unpacked.charset;
  }
  Utf8Scan scan = ScanUtf8(bytes);
  absl::StatusOr<DecodedText> decoded = ToUtf8Text(bytes, charset, scan);
  if (!decoded.ok()) return decoded;
  if (LooksLikeHtml(decoded->text())) {
    std::vector<Table> tables;
    absl::StatusOr<std::string> text = HtmlToText(decoded->text(), &tables);
    if (!text.ok()) return text.status();
    std::string used = std::move(decoded->charset);
    decoded = DecodedText(*std::move(text));
    decoded->charset = std::move(used);
    decoded->tables = std::move(tables);
  } else {
    if (bytes.data() == unpacked.bytes.data()) decoded->Own();
    decoded->tables = FindTextTables(decoded->text());
  }
  const absl::string_view text = decoded->text();
  if (auto status = CheckSize("decodes to ", text.size()); !status.ok()) {
    return status;
  }
  // The scan of the bytes serves where they are the text.
  if (text.data() != bytes.data()) scan = ScanUtf8(text);
  if (scan.nul != absl::string_view::npos) {
    return Refuse(absl::StrCat("is binary: it has a NUL at byte ", scan.nul));
  }
  decoded->doubt = Doubt(text, scan);
  if (!decoded->doubt.empty()) {
    decoded->doubt.parameters.emplace_back("charset", decoded->charset);
  }
  return decoded;
}

}  // namespace nianbao::extractor
