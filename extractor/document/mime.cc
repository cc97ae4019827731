// What a browser saves as "single file" is a message:
//
//     MIME-Version: 1.0
//     Content-Type: multipart/related; boundary="----=_Part"
//
//     ------=_Part
//     Content-Type: text/html; charset=gb2312
//     Content-Transfer-Encoding: quoted-printable
//
//     <p>=CA=DC=C0=ED12=BC=FE</p>
//     ------=_Part
//     Content-Type: image/png
//     ...
//
// Parts may hold parts. Of all of them the first page is taken; images and
// styles are passed over. Lines end in CRLF, or in LF where a file was
// converted.
//
// Each byte is looked at once for each level of parts, of which there are four
// at most, and once more in the part that is decoded.
#include "extractor/document/mime.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"

namespace nianbao::extractor {
namespace {

constexpr absl::string_view::size_type kNone = absl::string_view::npos;
// Bytes in which the header of a message says that it is one.
constexpr size_t kHeaderBytes = 4096;
// Messages in messages; browsers write two.
constexpr int kMostLevels = 4;

struct Part {
  // Of its Content-Type: "text/html", then the rest of the line.
  std::string type;
  std::string parameters;
  std::string encoding;
  absl::string_view body;
};

// The value of a parameter, boundary="..." or charset=..., as written.
std::string Parameter(absl::string_view parameters, absl::string_view name) {
  const std::string lower = absl::AsciiStrToLower(parameters);
  size_t at = lower.find(absl::StrCat(name, "="));
  if (at == kNone) return "";
  absl::string_view value = parameters.substr(at + name.size() + 1);
  if (!value.empty() && value.front() == '"') {
    value.remove_prefix(1);
    return std::string(value.substr(0, value.find('"')));
  }
  return std::string(value.substr(0, value.find_first_of("; \t\r\n")));
}

void ReadHeaderLine(absl::string_view line, Part& part) {
  const size_t colon = line.find(':');
  if (colon == kNone) return;
  const std::string name = absl::AsciiStrToLower(line.substr(0, colon));
  const absl::string_view value =
      absl::StripAsciiWhitespace(line.substr(colon + 1));
  if (name == "content-type") {
    const size_t end = value.find_first_of("; \t\r\n");
    part.type = absl::AsciiStrToLower(value.substr(0, end));
    part.parameters = std::string(value.substr(std::min(end, value.size())));
  } else if (name == "content-transfer-encoding") {
    part.encoding = absl::AsciiStrToLower(value);
  }
}

// A header up to the first empty line, then a body. Lines that begin with
// blanks go on with the one before.
Part ReadPart(absl::string_view bytes) {
  Part part;
  std::string header;
  size_t line = 0;
  while (line < bytes.size()) {
    const size_t end = std::min(bytes.find('\n', line), bytes.size());
    const absl::string_view text =
        absl::StripTrailingAsciiWhitespace(bytes.substr(line, end - line));
    line = std::min(end + 1, bytes.size());
    if (text.empty()) break;
    if (!absl::ascii_isspace(text.front())) {
      ReadHeaderLine(header, part);
      header.clear();
    }
    if (header.size() < kHeaderBytes) absl::StrAppend(&header, text);
  }
  ReadHeaderLine(header, part);
  part.body = bytes.substr(line);
  return part;
}

std::string FromQuotedPrintable(absl::string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '=') {
      bytes += text[i];
      continue;
    }
    const absl::string_view rest = text.substr(i + 1);
    if (rest.size() >= 2 && absl::ascii_isxdigit(rest[0]) &&
        absl::ascii_isxdigit(rest[1])) {
      bytes += absl::HexStringToBytes(rest.substr(0, 2));
      i += 2;
    } else if (absl::StartsWith(rest, "\r\n")) {
      i += 2;
    } else if (absl::StartsWith(rest, "\n")) {
      i += 1;
    } else {
      bytes += '=';
    }
  }
  return bytes;
}

absl::StatusOr<MimeText> DecodePart(const Part& part) {
  MimeText text;
  text.charset = Parameter(part.parameters, "charset");
  if (part.encoding == "quoted-printable") {
    text.bytes = FromQuotedPrintable(part.body);
  } else if (part.encoding == "base64") {
    if (!absl::Base64Unescape(part.body, &text.bytes)) {
      return BadRequest("document.content",
                        "is an MHTML page whose base64 is malformed");
    }
  } else if (part.encoding.empty() || part.encoding == "7bit" ||
             part.encoding == "8bit" || part.encoding == "binary") {
    text.bytes = std::string(part.body);
  } else {
    return BadRequest(
        "document.content",
        "is an MHTML page in a transfer encoding that is not known");
  }
  return text;
}

// The part of `type` that stands first in `part`; nullopt for none.
std::optional<Part> FindPart(const Part& part, absl::string_view type,
                             int levels) {
  if (part.type == type) return part;
  const std::string boundary = Parameter(part.parameters, "boundary");
  if (!absl::StartsWith(part.type, "multipart/") || boundary.empty() ||
      levels == 0) {
    return std::nullopt;
  }
  const std::string mark = absl::StrCat("--", boundary);
  size_t begin = part.body.find(mark);
  while (begin != kNone) {
    begin = part.body.find('\n', begin);
    if (begin == kNone) break;
    const size_t end = part.body.find(mark, ++begin);
    const std::optional<Part> found = FindPart(
        ReadPart(part.body.substr(begin, end == kNone ? end : end - begin)),
        type, levels - 1);
    if (found.has_value()) return found;
    begin = end;
  }
  return std::nullopt;
}

}  // namespace

bool LooksLikeMime(absl::string_view bytes) {
  const std::string start =
      absl::AsciiStrToLower(bytes.substr(0, kHeaderBytes));
  absl::string_view header =
      absl::StripLeadingAsciiWhitespace(absl::string_view(start));
  // A field name, then a colon: no text in Chinese begins so.
  const size_t colon = header.find(':');
  if (colon == kNone || colon == 0 ||
      header.substr(0, colon).find_first_not_of(
          "abcdefghijklmnopqrstuvwxyz-") != kNone) {
    return false;
  }
  header =
      header.substr(0, std::min(header.find("\n\n"), header.find("\r\n\r\n")));
  return absl::StrContains(header, "mime-version:") &&
         absl::StrContains(header, "content-type:");
}

absl::StatusOr<MimeText> ReadMimeText(absl::string_view bytes) {
  const Part message = ReadPart(absl::StripLeadingAsciiWhitespace(bytes));
  for (const absl::string_view type : {"text/html", "text/plain"}) {
    const std::optional<Part> part = FindPart(message, type, kMostLevels);
    if (part.has_value()) return DecodePart(*part);
  }
  return BadRequest("document.content",
                    "is an MHTML archive that holds no page of text");
}

}  // namespace nianbao::extractor
