#include "client/output/paths.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "client/output/characters.h"
#include "client/output/printable.h"
#include "common/text/utf8.h"

namespace nianbao::client {
namespace {

// The scheme and the empty host of a URI of a file; its path begins with the
// slash that comes then.
constexpr absl::string_view kFileScheme = "file://";

bool IsUtf8(absl::string_view text) {
  bool valid = true;
  ForEachCharacter(text, [&](utf8proc_int32_t character, absl::string_view) {
    valid &= character != kInvalid;
  });
  return valid;
}

// `name`, a part of a path, with `encoded` bytes as %XX.
template <typename Encoded>
std::string PercentEncoded(absl::string_view name, Encoded encoded) {
  std::string text;
  for (const char c : name) {
    if (encoded(c)) {
      absl::StrAppendFormat(&text, "%%%02X", static_cast<unsigned char>(c));
    } else {
      text += c;
    }
  }
  return text;
}

bool IsBeyondAscii(char c) { return !absl::ascii_isascii(c); }

// What would end a path within a URI, or begin an encoded byte.
bool IsOfUris(char c) { return c == '%' || c == '?' || c == '#'; }

// `path` with each of its names replaced.
template <typename Replace>
std::string WithNames(absl::string_view path, Replace replace) {
  std::vector<std::string> names;
  for (const absl::string_view name : absl::StrSplit(path, '/')) {
    names.push_back(replace(name));
  }
  return absl::StrJoin(names, "/");
}

// The text of bytes in GBK; nothing where they are not all of it. Private
// characters are none that anybody names a file with.
std::optional<std::string> ReadGbk(absl::string_view bytes) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open("GBK", &error), &ucnv_close);
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr,
                      nullptr, nullptr, &error);
  // No character of GBK becomes more units than it has bytes.
  std::u16string text(bytes.size(), u'\0');
  const int32_t size = ucnv_toUChars(
      converter.get(), text.data(), static_cast<int32_t>(text.size()),
      bytes.data(), static_cast<int32_t>(bytes.size()), &error);
  if (U_FAILURE(error)) return std::nullopt;
  text.resize(static_cast<size_t>(size));
  if (std::any_of(text.begin(), text.end(), [](char16_t unit) {
        return unit >= 0xE000 && unit <= 0xF8FF;
      })) {
    return std::nullopt;
  }
  return ToUtf8(text);
}

}  // namespace

std::string SourceOfPath(absl::string_view path) {
  if (IsUtf8(path)) return std::string(path);
  return absl::StrCat(kFileScheme, WithNames(path, [](absl::string_view name) {
                        const bool readable = IsUtf8(name);
                        return PercentEncoded(name, [=](char c) {
                          return IsOfUris(c) || (!readable && IsBeyondAscii(c));
                        });
                      }));
}

std::string PathOfSource(absl::string_view source) {
  if (!absl::StartsWith(source, absl::StrCat(kFileScheme, "/"))) {
    return std::string(source);
  }
  const absl::string_view encoded = absl::StripPrefix(source, kFileScheme);
  std::string path;
  for (size_t i = 0; i < encoded.size(); ++i) {
    const absl::string_view digits = encoded.substr(i).substr(1, 2);
    if (encoded[i] == '%' && digits.size() == 2 &&
        absl::ascii_isxdigit(digits[0]) && absl::ascii_isxdigit(digits[1])) {
      path += absl::HexStringToBytes(digits);
      i += 2;
    } else {
      path += encoded[i];
    }
  }
  return path;
}

std::string ReadablePath(absl::string_view path) {
  return Printable(WithNames(path, [](absl::string_view name) {
    if (IsUtf8(name)) return std::string(name);
    const std::optional<std::string> gbk = ReadGbk(name);
    return gbk ? *gbk : PercentEncoded(name, IsBeyondAscii);
  }));
}

std::string ReadableSource(absl::string_view source) {
  return ReadablePath(PathOfSource(source));
}

}  // namespace nianbao::client
